import type { Database } from '../../sqlite/database.ts';
import { saidTables } from './said-sql.ts';

/**
 * Gives a conversation without items everything said up to the end of a turn of another one. Both
 * share the text.
 */
export async function copySaid(
  database: Database,
  turn: number,
  { conversation, owner }: { readonly conversation: number; readonly owner: string },
): Promise<void> {
  await database.run(
    `WITH RECURSIVE ${saidTables('?')}
      INSERT INTO item (conversation, id, owner, kind, position, content)
      SELECT ?, id, ?, 'copied', row_number() OVER (ORDER BY part, place, step) - 1, content
        FROM said WHERE content IS NOT NULL ORDER BY part, place, step`,
    turn,
    conversation,
    owner,
  );
}
