import type { SurfaceFilter } from '../codex/completion/surface.ts';
import type { SqlValue } from '../sqlite/database.ts';
import type { UsageFilter } from './usage-store.ts';

/** Conditions, to be joined with AND, and the values of their placeholders in order. */
export interface Conditions {
  readonly sql: readonly string[];
  readonly values: readonly SqlValue[];
}

/** The conditions of a filter, for a row of either table. */
export function toConditions({ model, keyName, surfaces, owner }: UsageFilter): Conditions {
  const given: readonly (readonly [sql: string, ...SqlValue[]])[] = [
    ...(model === undefined ? [] : [['model = ?', model] as const]),
    ...(keyName === undefined ? [] : [['key_name = ?', keyName] as const]),
    ...(surfaces === undefined ? [] : [surfaceCondition(surfaces)]),
    ...(owner === undefined ? [] : [['key_name = ?', owner] as const]),
  ];
  return { sql: given.map(([sql]) => sql), values: given.flatMap(([, ...values]) => values) };
}

function surfaceCondition({ names, isExcluding }: SurfaceFilter): [string, string, number] {
  const sql = '(surface IN (SELECT value FROM json_each(?))) = ?';
  return [sql, JSON.stringify(names), Number(!isExcluding)];
}
