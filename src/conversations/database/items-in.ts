import type { ConversationStore } from '../conversation-store.ts';
import { addByHand, deleteItem } from './change-items.ts';
import { readAllItems, readItem, readItems } from './read-items.ts';
import { within, type StoreContext } from './store-context.ts';

type ItemOperations = Pick<
  ConversationStore,
  'allItems' | 'items' | 'item' | 'addItems' | 'deleteItem'
>;

/** What the store does with the items of conversations. */
export function itemsIn(context: StoreContext): ItemOperations {
  const { database, notices, time, read, write, erase, grown } = context;
  return {
    allItems: async (reader, id) =>
      await read(
        async () =>
          await within(context, reader, id, async (key) => await readAllItems(database, key)),
      ),
    items: async (reader, id, query) =>
      await read(
        async () =>
          await within(context, reader, id, async (key) => await readItems(database, key, query)),
      ),
    item: async (reader, id, itemId) =>
      await read(
        async () =>
          await within(context, reader, id, async (key) => await readItem(database, key, itemId)),
      ),
    async addItems(reader, id, items) {
      const add = async (key: number): ReturnType<typeof addByHand> =>
        await addByHand(database, key, items, time());
      const added = await write(async () => await within(context, reader, id, add));
      if (added === undefined) return undefined;
      notices.tell(id, { type: 'changed' });
      grown();
      return added;
    },
    async deleteItem(reader, id, itemId) {
      const isDeleted = await write(
        async () =>
          await within(context, reader, id, async (key) => await deleteItem(database, key, itemId)),
      );
      if (isDeleted !== true) return false;
      await erase();
      notices.tell(id, { type: 'changed' });
      return true;
    },
  };
}
