import { z } from 'zod';
import type { Database } from '../../sqlite/database.ts';
import type { RawItem } from '../raw-item.ts';
import { addItems } from './add-items.ts';
import { assertReadable } from './read-bounds.ts';
import { readItemBytes } from './read-items.ts';
import { deriveTitle } from './derive-title.ts';
import { touchConversation } from './touch-conversation.ts';

/**
 * Adds items by hand. Resolves with them as they are kept. Rejects with `context_length_exceeded` where
 * the conversation is so long already that no turn could continue from it.
 */
export async function addByHand(
  database: Database,
  conversation: number,
  items: readonly RawItem[],
  at: Date,
): Promise<readonly RawItem[]> {
  const found = await database.json(
    'SELECT json_quote(owner) AS json FROM conversation WHERE key = ?',
    conversation,
  );
  const owner = z.string().parse(found);
  assertReadable(await readItemBytes(database, conversation), 'items');
  const place = { conversation, owner, turn: null, kind: 'added' } as const;
  const added = await addItems(database, place, items);
  await deriveTitle(database, conversation);
  await touchConversation(database, conversation, at);
  return added;
}

/**
 * Deletes an item, and the events of its turn, which hold the same text. Resolves with whether there
 * was such an item.
 */
export async function deleteItem(
  database: Database,
  conversation: number,
  id: string,
): Promise<boolean> {
  const key = await database.json(
    `SELECT key AS json FROM item
      WHERE conversation = ? AND id = ? AND content IS NOT NULL AND position IS NOT NULL`,
    conversation,
    id,
  );
  if (key === undefined) return false;
  const itemKey = z.number().parse(key);
  await database.run(
    'UPDATE turn SET events = NULL WHERE key = (SELECT turn FROM item WHERE key = ?)',
    itemKey,
  );
  await database.run('UPDATE item SET content = NULL WHERE key = ?', itemKey);
  await deriveTitle(database, conversation);
  return true;
}
