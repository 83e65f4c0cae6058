import { z } from 'zod';
import { addFault, missing } from '../validation/faults.ts';
import { honoured } from '../validation/field-table.ts';
import type { FieldTable } from '../validation/field-table.ts';
import { integer, metadata } from '../validation/schemas.ts';

const present = z.unknown().superRefine((value, ctx) => {
  if (value === undefined) addFault(ctx, missing);
});

const pageFields = {
  after: honoured(z.string().optional()),
  limit: honoured(integer(1, 100).default(20)),
  order: honoured(z.enum(['asc', 'desc']).default('asc')),
};

/** The query of `GET /chat/completions/{id}/messages`. */
export const messagesQuery = pageFields satisfies FieldTable;

/** The query of `GET /chat/completions`. */
export const listQuery = {
  ...pageFields,
  model: honoured(z.string().optional()),
  metadata: honoured(metadata.default({})),
} satisfies FieldTable;

/** The body of `POST /chat/completions/{id}`. */
export const updateBody = {
  metadata: honoured(present.pipe(metadata.nullable()).transform((map) => map ?? {})),
} satisfies FieldTable;

/**
 * The query of a URL, as JSON would have it: whole numbers as numbers, and `metadata[name]`
 * gathered in `metadata`, whatever characters the name has. Of a name that comes twice the last
 * counts.
 */
export function queryOf(url: string): Record<string, unknown> {
  const query = new Map<string, unknown>();
  const map = new Map<string, string>();
  const [, search = ''] = url.split(/\?(.*)/s);
  for (const [name, value] of new URLSearchParams(search)) {
    const key = /^metadata\[(.*)\]$/s.exec(name)?.[1];
    if (key !== undefined) map.set(key, value);
    else query.set(name, name === 'limit' && /^-?\d+$/.test(value) ? Number(value) : value);
  }
  if (map.size > 0) query.set('metadata', Object.fromEntries(map));
  return Object.fromEntries(query);
}
