import { moveLogIntoFile, type Database } from '../../sqlite/database.ts';
import type { InOrder } from '../../sqlite/in-order.ts';
import { inTransaction } from '../../sqlite/in-transaction.ts';
import type { Reader } from '../conversation-store.ts';
import type { Notices } from './notices.ts';
import { readConversationKey } from './read-conversations.ts';

/** What every operation of the store works with. */
export interface StoreContext {
  readonly database: Database;
  readonly notices: Notices;
  /** Now. */
  readonly time: () => Date;
  /** Reads, after what was begun before. */
  readonly read: InOrder;
  /** Writes all of it or, where it rejects, nothing. */
  readonly write: InOrder;
  /** Overwrites what was deleted: until then SQLite's log still holds it. Never rejects. */
  readonly erase: () => Promise<void>;
  /** Tells that more is kept now. */
  readonly grown: () => void;
}

/** Puts a context together. */
export function createStoreContext(
  parts: Pick<StoreContext, 'database' | 'notices' | 'time' | 'grown'> & {
    readonly inOrder: InOrder;
  },
): StoreContext {
  const { inOrder, ...rest } = parts;
  return {
    ...rest,
    read: inOrder,
    write: async (work) => await inOrder(async () => await inTransaction(rest.database, work)),
    erase: async () => {
      await inOrder(async () => await rest.database.run(moveLogIntoFile)).catch(() => {});
    },
  };
}

/** With the key of a conversation that the reader may see; undefined for any other. */
export async function within<T>(
  { database }: StoreContext,
  reader: Reader,
  id: string,
  work: (key: number) => Promise<T>,
): Promise<T | undefined> {
  const key = await readConversationKey(database, reader, id);
  return key === undefined ? undefined : await work(key);
}
