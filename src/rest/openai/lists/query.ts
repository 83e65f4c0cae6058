import { z } from 'zod';
import { honoured } from '../validation/field-table.ts';
import type { FieldTable } from '../validation/field-table.ts';
import { integer } from '../validation/schemas.ts';

const pageFields = {
  after: honoured(z.string().optional()),
  limit: honoured(integer(1, 100).default(20)),
} satisfies FieldTable;

const order = z.enum(['asc', 'desc']);

/** The query of a list that begins with the oldest. */
export const oldestFirst = {
  ...pageFields,
  order: honoured(order.default('asc')),
} satisfies FieldTable;

/** The query of a list that begins with the newest. */
export const newestFirst = {
  ...pageFields,
  order: honoured(order.default('desc')),
} satisfies FieldTable;

const integers: ReadonlySet<string> = new Set(['limit', 'starting_after']);
const booleans: ReadonlySet<string> = new Set(['stream', 'include_obfuscation']);
const lists: ReadonlySet<string> = new Set(['include']);

/**
 * The query of a URL, as JSON would have it: whole numbers as numbers, `true` and `false` as booleans,
 * `include[]` and a repeated `include` as an array, and `metadata[name]` gathered in `metadata`,
 * whatever characters the name has. Of any other name that comes twice the last counts.
 */
export function queryOf(url: string): Record<string, unknown> {
  const query = new Map<string, unknown>();
  const map = new Map<string, string>();
  const [, search = ''] = url.split(/\?(.*)/s);
  for (const [name, value] of new URLSearchParams(search)) {
    const key = /^metadata\[(.*)\]$/s.exec(name)?.[1];
    const list = /^(\w+)(?:\[\d*\])?$/.exec(name)?.[1] ?? '';
    if (key !== undefined) map.set(key, value);
    else if (lists.has(list)) query.set(list, [...listIn(query, list), value]);
    else query.set(name, valueOf(name, value));
  }
  if (map.size > 0) query.set('metadata', Object.fromEntries(map));
  return Object.fromEntries(query);
}

function listIn(query: ReadonlyMap<string, unknown>, name: string): unknown[] {
  const list = query.get(name);
  return Array.isArray(list) ? list : [];
}

function valueOf(name: string, value: string): unknown {
  if (integers.has(name) && /^-?\d+$/.test(value)) return Number(value);
  if (booleans.has(name) && /^(?:true|false)$/.test(value)) return value === 'true';
  return value;
}
