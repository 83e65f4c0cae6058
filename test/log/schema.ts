import { commonFields, fields, type FieldRow } from '../../scripts/log/fields.ts';
import { lines } from '../../scripts/log/lines.ts';
import type { LineRow } from '../../scripts/log/line-row.ts';

/** A line of the log. */
export type Line = Readonly<Record<string, unknown>>;

const levels: Readonly<Record<number, string>> = {
  20: 'debug',
  30: 'info',
  40: 'warn',
  50: 'error',
  60: 'fatal',
};

const patterns = Object.entries(lines).map(([message, row]) => {
  const parts = message.split('…').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return { row, pattern: new RegExp(`^${parts.join('.+')}$`, 's') };
});

/** The row of docs/log.md that a message belongs to. */
export function rowOf(message: string): LineRow | undefined {
  return lines[message] ?? patterns.find(({ pattern }) => pattern.test(message))?.row;
}

/** What a line has that docs/log.md does not say, one sentence each. */
export function faultsOf(line: Line): string[] {
  const { msg, source } = line;
  if (source === 'codex') return [];
  const row = rowOf(String(msg));
  if (row === undefined) return [`'${String(msg)}' has no row`];
  const { fields: always = [], more = [] } = row;
  const faults = [
    ...always.filter((name) => !(name in line)).map((name) => `${name} is missing`),
    ...Object.entries(line).flatMap(([name, value]) =>
      faultOfField(name, value, [...always, ...more]),
    ),
  ];
  const level = levels[Number(line['level'])] ?? 'none';
  if (!row.levels.some((each) => each === level)) faults.push(`the level is ${level}`);
  return faults.map((fault) => `${String(msg)}: ${fault}`);
}

function faultOfField(name: string, value: unknown, known: readonly string[]): string[] {
  const common: Readonly<Record<string, FieldRow>> = commonFields;
  const others: Readonly<Record<string, FieldRow>> = fields;
  const row = common[name] ?? (known.includes(name) ? others[name] : undefined);
  if (row === undefined) return [`${name} is not listed`];
  return value === null || checks[row.type](value) ? [] : [`${name} is no ${row.type}`];
}

const checks: Readonly<Record<FieldRow['type'], (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string',
  'whole number': (value) => Number.isInteger(value),
  'number or text': (value) => typeof value === 'string' || Number.isInteger(value),
  boolean: (value) => typeof value === 'boolean',
  'list of texts': (value) =>
    Array.isArray(value) && value.every((each) => typeof each === 'string'),
  object: (value) => typeof value === 'object',
};
