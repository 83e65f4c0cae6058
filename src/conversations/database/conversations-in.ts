import type { ConversationStore } from '../conversation-store.ts';
import { newId } from '../../util/new-id.ts';
import { changeConversation, createConversation } from './change-conversation.ts';
import { forkConversation } from './fork-conversation.ts';
import { readConversation, readConversations } from './read-conversations.ts';
import { within, type StoreContext } from './store-context.ts';

type ConversationOperations = Pick<
  ConversationStore,
  | 'createConversation'
  | 'conversation'
  | 'conversations'
  | 'changeConversation'
  | 'deleteConversation'
  | 'fork'
>;

/** What the store does with conversations. */
export function conversationsIn(context: StoreContext): ConversationOperations {
  const { database, notices, time, read, write, erase, grown } = context;
  return {
    async createConversation(conversation) {
      const id = newId('conv_');
      const reader = { id: conversation.owner, seesAll: false };
      const made = await write(async () => {
        await createConversation(database, id, conversation, time());
        return await readConversation(database, reader, id);
      });
      grown();
      if (made === undefined) throw new Error('A conversation that was just made cannot be read.');
      return made;
    },
    conversation: async (reader, id) =>
      await read(async () => await readConversation(database, reader, id)),
    conversations: async (reader, query) =>
      await read(async () => await readConversations(database, reader, query)),
    async changeConversation(reader, id, change) {
      const changed = await write(
        async () =>
          await within(context, reader, id, async (key) => {
            await changeConversation(database, key, change, time());
            return await readConversation(database, reader, id);
          }),
      );
      if (changed === undefined) return undefined;
      // The old title, too.
      await erase();
      notices.tell(id, { type: 'changed' });
      return changed;
    },
    async deleteConversation(reader, id) {
      const isDeleted = await write(
        async () =>
          await within(context, reader, id, async (key) => {
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
      const id = newId('conv_');
      const fork = await write(async () => {
        const wanted = { turnId, id, title, createdAt: time() };
        const isForked = await forkConversation(database, reader, wanted);
        return isForked ? await readConversation(database, reader, id) : undefined;
      });
      grown();
      return fork;
    },
  };
}
