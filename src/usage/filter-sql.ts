import type { SurfaceFilter } from '../codex/completion/surface.ts';
import type { SqlValue } from '../sqlite/database.ts';
import type { Conditions } from './totals/read-groups.ts';
import type { UsageFilter } from './usage-store.ts';

/** The conditions of a filter, for a completion or a group of them. */
export function toConditions(filter: UsageFilter): Conditions {
  const { model, keyName, surfaces, program, status, errorCode, effort, owner } = filter;
  const given: readonly (readonly [sql: string, ...SqlValue[]])[] = [
    ...(model === undefined ? [] : [['model = ?', model] as const]),
    ...(keyName === undefined ? [] : [['key_name = ?', keyName] as const]),
    ...(surfaces === undefined ? [] : [surfaceCondition(surfaces)]),
    ...(program === undefined ? [] : [['program = ?', program] as const]),
    ...(status === undefined ? [] : [['status = ?', status] as const]),
    ...(errorCode === undefined ? [] : [['error_code = ?', errorCode] as const]),
    ...(effort === undefined ? [] : [['effort = ?', effort] as const]),
    ...(owner === undefined ? [] : [['key_name = ?', owner] as const]),
  ];
  return { sql: given.map(([sql]) => sql), values: given.flatMap(([, ...values]) => values) };
}

function surfaceCondition({ names, isExcluding }: SurfaceFilter): [string, string, number] {
  const sql = '(surface IN (SELECT value FROM json_each(?))) = ?';
  return [sql, JSON.stringify(names), Number(!isExcluding)];
}
