import { randomUUID } from 'node:crypto';
import type { Database } from '../../sqlite/database.ts';
import type { ConversationChange, NewConversation } from '../conversation.ts';
import type { RawItem } from '../raw-item.ts';
import { addItems } from './add-items.ts';
import { deriveTitle } from './derive-title.ts';
import { insertConversation } from './insert-conversation.ts';
import { touchConversation } from './touch-conversation.ts';

/** A new id of a conversation. */
export function newConversationId(): string {
  return `conv_${randomUUID().replaceAll('-', '')}`;
}

/** Adds a conversation that a client wants, with its first items. */
export async function createConversation(
  database: Database,
  id: string,
  { owner, title = '', metadata = {}, items = [] }: NewConversation,
  createdAt: Date,
): Promise<void> {
  const isTitleDerived = title === '';
  const key = await insertConversation(database, {
    id,
    owner,
    title,
    isTitleDerived,
    isImplicit: false,
    metadata,
    createdAt,
    forkedFrom: null,
  });
  await addItems(database, { conversation: key, owner, turn: null, kind: 'added' }, items);
  await deriveTitle(database, key);
}

/** Renames a conversation, or replaces its metadata. Without a title it gets the first message's. */
export async function changeConversation(
  database: Database,
  conversation: number,
  { title, metadata }: ConversationChange,
  at: Date,
): Promise<void> {
  if (title !== undefined) {
    await database.run(
      'UPDATE conversation SET title = ?, is_title_derived = ? WHERE key = ?',
      title,
      Number(title === ''),
      conversation,
    );
    await deriveTitle(database, conversation);
  }
  if (metadata !== undefined) {
    await database.run(
      'UPDATE conversation SET metadata = ? WHERE key = ?',
      JSON.stringify(metadata),
      conversation,
    );
  }
  await touchConversation(database, conversation, at);
}

/** Adds items by hand. Resolves with them as they are kept. */
export async function addByHand(
  database: Database,
  conversation: number,
  items: readonly RawItem[],
  at: Date,
): Promise<readonly RawItem[]> {
  const owner = String(
    await database.json(
      'SELECT json_quote(owner) AS json FROM conversation WHERE key = ?',
      conversation,
    ),
  );
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
  const itemKey = Number(key);
  await database.run(
    'UPDATE turn SET events = NULL WHERE key = (SELECT turn FROM item WHERE key = ?)',
    itemKey,
  );
  await database.run('UPDATE item SET content = NULL WHERE key = ?', itemKey);
  await deriveTitle(database, conversation);
  return true;
}
