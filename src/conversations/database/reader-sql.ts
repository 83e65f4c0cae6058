import type { SqlValue } from '../../sqlite/database.ts';
import type { Reader } from '../conversation-store.ts';

/** A condition, with its values. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

/** What a reader may see of a table with a column `owner`. */
export function visibleTo({ id, seesAll }: Reader, table: string): Condition {
  return seesAll ? { sql: 'TRUE', values: [] } : { sql: `${table}.owner = ?`, values: [id] };
}
