import { moveLogIntoFile, type Database } from '../../sqlite/database.ts';
import { createInOrder } from '../../sqlite/in-order.ts';
import { inTransaction } from '../../sqlite/in-transaction.ts';
import type { ConversationStore, Reader } from '../conversation-store.ts';
import { beginTurn } from './begin-turn.ts';
import {
  addByHand,
  changeConversation,
  createConversation,
  deleteItem,
  newConversationId,
} from './change-conversation.ts';
import type { ConversationStoreOptions } from './create-conversation-store.ts';
import { deleteTurn } from './delete-turn.ts';
import { endTurn, failRunningTurns } from './end-turn.ts';
import { forkConversation } from './fork-conversation.ts';
import { createNotices } from './notices.ts';
import { readConversation, readConversationKey, readConversations } from './read-conversations.ts';
import { readFacts } from './read-facts.ts';
import { readAllItems, readItem, readItems, readItemsById } from './read-items.ts';
import { readContinuation, readInputItems, readTurn, readTurnsOf } from './read-turns.ts';

/** Keeps conversations in an open database, which it closes. Rejects where that cannot be written. */
export async function conversationsOn(
  database: Database,
  { place, now = Date.now }: ConversationStoreOptions,
): Promise<ConversationStore> {
  const inOrder = createInOrder();
  const notices = createNotices();
  const time = (): Date => new Date(now());

  const read = async <T>(question: () => Promise<T>): Promise<T> => await inOrder(question);
  const write = async <T>(work: () => Promise<T>): Promise<T> =>
    await inOrder(async () => await inTransaction(database, work));

  /** With the key of a conversation that the reader may see; undefined for any other. */
  async function within<T>(
    reader: Reader,
    id: string,
    work: (key: number) => Promise<T>,
  ): Promise<T | undefined> {
    const key = await readConversationKey(database, reader, id);
    return key === undefined ? undefined : await work(key);
  }

  /** What was deleted is overwritten in the file; until then the log still holds it. */
  async function erase(): Promise<void> {
    await inOrder(async () => await database.run(moveLogIntoFile)).catch(() => {});
  }

  await write(async () => await failRunningTurns(database, time()));

  return {
    mode: place === 'memory' ? 'memory' : 'disk',
    async beginTurn(turn) {
      await write(async () => await beginTurn(database, turn));
      notices.tell(turn.conversationId, { type: 'turn-started', turnId: turn.id });
    },
    async endTurn(id, end) {
      const conversationId = await write(async () => await endTurn(database, id, end));
      notices.tell(conversationId, { type: 'turn-ended', turnId: id });
    },
    turn: async (reader, id) => await read(async () => await readTurn(database, reader, id)),
    continuation: async (reader, turnId) =>
      await read(async () => await readContinuation(database, reader, turnId)),
    inputItems: async (reader, turnId, query) =>
      await read(async () => await readInputItems(database, reader, turnId, query)),
    itemsById: async (reader, ids) =>
      await read(async () => await readItemsById(database, reader, ids)),
    async deleteTurn(reader, id) {
      const deletion = await write(async () => await deleteTurn(database, reader, id));
      if (deletion === undefined) return false;
      await erase();
      const { conversationId, isConversationDeleted } = deletion;
      notices.tell(conversationId, { type: isConversationDeleted ? 'deleted' : 'changed' });
      return true;
    },
    async createConversation(conversation) {
      const id = newConversationId();
      const reader = { id: conversation.owner, seesAll: true };
      return await write(async () => {
        await createConversation(database, id, conversation, time());
        return await existing(readConversation(database, reader, id));
      });
    },
    conversation: async (reader, id) =>
      await read(async () => await readConversation(database, reader, id)),
    conversations: async (reader, query) =>
      await read(async () => await readConversations(database, reader, query)),
    turnsOf: async (reader, conversationId, query) =>
      await read(async () => await readTurnsOf(database, reader, conversationId, query)),
    async changeConversation(reader, id, change) {
      const changed = await write(
        async () =>
          await within(reader, id, async (key) => {
            await changeConversation(database, key, change, time());
            return await readConversation(database, reader, id);
          }),
      );
      if (changed !== undefined) {
        // The old title, too.
        await erase();
        notices.tell(id, { type: 'changed' });
      }
      return changed;
    },
    async deleteConversation(reader, id) {
      const isDeleted = await write(
        async () =>
          await within(reader, id, async (key) => {
            await database.run('DELETE FROM conversation WHERE key = ?', key);
            return true;
          }),
      );
      if (isDeleted === undefined) return false;
      await erase();
      notices.tell(id, { type: 'deleted' });
      return true;
    },
    async fork(reader, turnId, title) {
      const id = newConversationId();
      return await write(async () => {
        const fork = { turnId, id, title, createdAt: time() };
        const isForked = await forkConversation(database, reader, fork);
        return isForked ? await readConversation(database, reader, id) : undefined;
      });
    },
    allItems: async (reader, conversationId) =>
      await read(
        async () =>
          await within(reader, conversationId, async (key) => await readAllItems(database, key)),
      ),
    items: async (reader, conversationId, query) =>
      await read(
        async () =>
          await within(
            reader,
            conversationId,
            async (key) => await readItems(database, key, query),
          ),
      ),
    item: async (reader, conversationId, itemId) =>
      await read(
        async () =>
          await within(
            reader,
            conversationId,
            async (key) => await readItem(database, key, itemId),
          ),
      ),
    async addItems(reader, conversationId, items) {
      const added = await write(
        async () =>
          await within(
            reader,
            conversationId,
            async (key) => await addByHand(database, key, items, time()),
          ),
      );
      if (added !== undefined) notices.tell(conversationId, { type: 'changed' });
      return added;
    },
    async deleteItem(reader, conversationId, itemId) {
      const isDeleted = await write(
        async () =>
          await within(
            reader,
            conversationId,
            async (key) => await deleteItem(database, key, itemId),
          ),
      );
      if (isDeleted !== true) return false;
      await erase();
      notices.tell(conversationId, { type: 'changed' });
      return true;
    },
    notices: notices.follow,
    facts: async () => ({
      mode: place === 'memory' ? 'memory' : 'disk',
      ...(await read(async () => await readFacts(database))),
    }),
    async close() {
      notices.close();
      await erase();
      await inOrder(async () => database.close());
    },
  };
}

async function existing<T>(reading: Promise<T | undefined>): Promise<T> {
  const value = await reading;
  if (value === undefined) throw new Error('What was just written cannot be read.');
  return value;
}
