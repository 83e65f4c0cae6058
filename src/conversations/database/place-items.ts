import type { Database } from '../../sqlite/database.ts';
import { endOf } from './add-items.ts';

/** Puts the items of a turn at the end of its conversation, unless they have their place already. */
export async function placeItems(
  database: Database,
  conversation: number,
  turn: number,
): Promise<void> {
  await database.run(
    `UPDATE item SET position = placed.position
      FROM (
        SELECT key, row_number() OVER (ORDER BY key) - 1 + (${endOf('?1')}) AS position
          FROM item WHERE turn = ?2 AND position IS NULL
      ) AS placed
      WHERE item.key = placed.key`,
    conversation,
    turn,
  );
}
