import type { Database } from '../../sqlite/database.ts';
import type { ConversationChange, NewConversation } from '../conversation.ts';
import { addItems } from './add-items.ts';
import { deriveTitle } from './derive-title.ts';
import { insertConversation } from './insert-conversation.ts';
import { touchConversation } from './touch-conversation.ts';

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
