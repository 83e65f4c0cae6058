import { z } from 'zod';
import type { Database } from '../../sqlite/database.ts';
import type { Reader } from '../conversation-store.ts';
import { deriveTitle } from './derive-title.ts';
import { visibleTo } from './reader-sql.ts';

/** What a deletion has done. */
export interface TurnDeletion {
  readonly conversationId: string;
  /** Whether the conversation went with its last turn. */
  readonly isConversationDeleted: boolean;
}

const foundTurn = z.object({
  key: z.number(),
  conversation: z.number(),
  conversationId: z.string(),
});

/**
 * Whether another turn of the conversation saw the items of that one, in SQL: by continuing from it, or
 * because they were there when it began.
 */
const isSeen = `(
  EXISTS (SELECT 1 FROM turn AS later WHERE later.parent = turn.key)
  OR EXISTS (
    SELECT 1 FROM turn AS later WHERE later.conversation = turn.conversation AND later.key <> turn.key
      AND later.parent IS NULL
      AND later.base > (SELECT min(position) FROM item WHERE item.turn = turn.key)
  ))`;

/**
 * Deletes a turn. While others need its items, only those stay. What was deleted before and is no
 * longer needed goes, too. Undefined for an unknown turn.
 */
export async function deleteTurn(
  database: Database,
  reader: Reader,
  id: string,
): Promise<TurnDeletion | undefined> {
  const visible = visibleTo(reader, 'turn');
  const row = await database.json(
    `SELECT json_object('key', turn.key, 'conversation', turn.conversation,
        'conversationId', conversation.id) AS json
      FROM turn JOIN conversation ON conversation.key = turn.conversation
      WHERE turn.id = ? AND NOT is_deleted AND ${visible.sql}`,
    id,
    ...visible.values,
  );
  if (row === undefined) return undefined;
  const { key, conversation, conversationId } = foundTurn.parse(row);
  await database.run(
    `UPDATE turn SET is_deleted = 1, usage = NULL, error = NULL, unmet = '[]', settings = '{}',
      events = NULL,
      status = CASE WHEN status IN ('queued', 'in_progress') THEN 'cancelled' ELSE status END
      WHERE key = ?`,
    key,
  );
  while (await removeUnneeded(database, conversation));
  await deriveTitle(database, conversation);
  const isConversationDeleted = await removeIfEmpty(database, conversation);
  return { conversationId, isConversationDeleted };
}

/** Removes one deleted turn that no other one needs, if there is one. */
async function removeUnneeded(database: Database, conversation: number): Promise<boolean> {
  const key = await database.json(
    `SELECT turn.key AS json FROM turn
      WHERE conversation = ? AND is_deleted AND NOT ${isSeen} LIMIT 1`,
    conversation,
  );
  if (key === undefined) return false;
  await database.run('DELETE FROM item WHERE turn = ?', z.number().parse(key));
  await database.run('DELETE FROM turn WHERE key = ?', z.number().parse(key));
  return true;
}

async function removeIfEmpty(database: Database, conversation: number): Promise<boolean> {
  await database.run(
    `DELETE FROM conversation WHERE key = ?1 AND is_implicit
      AND NOT EXISTS (SELECT 1 FROM turn WHERE conversation = ?1)
      AND NOT EXISTS (SELECT 1 FROM item WHERE conversation = ?1 AND kind = 'added')`,
    conversation,
  );
  const left = await database.json(
    'SELECT key AS json FROM conversation WHERE key = ?',
    conversation,
  );
  return left === undefined;
}
