import type { SqlValue } from '../sqlite/database.ts';
import type { UsageFilter } from './usage-store.ts';

/** Conditions, to be joined with AND, and the values of their places in order. */
export interface Conditions {
  readonly sql: readonly string[];
  readonly values: readonly SqlValue[];
}

/** What a filter asks of a row of either table. */
export function toConditions({ model, keyName, surface, owner }: UsageFilter): Conditions {
  const wanted = [
    ['model = ?', model],
    ['key_name = ?', keyName],
    ['surface = ?', surface],
    ['key_name = ?', owner],
  ] as const;
  const given = wanted.flatMap(([sql, value]) => (value === undefined ? [] : [{ sql, value }]));
  return { sql: given.map(({ sql }) => sql), values: given.map(({ value }) => value) };
}
