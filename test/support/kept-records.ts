import { pino } from 'pino';
import {
  createConversationStore,
  type ConversationStoreOptions,
} from '../../src/conversations/database/create-conversation-store.ts';
import type { RecordStore } from '../../src/conversations/record-store.ts';

/** Records in a database of their own. */
export interface KeptRecords extends RecordStore {
  close(): Promise<void>;
}

/** Opens the records of a place. Operations wait for that. */
export function keptRecords(place: ConversationStoreOptions['place']): KeptRecords {
  const logger = pino({ level: 'silent' });
  const opened = createConversationStore({ place, days: 30, bytes: 2 ** 30, logger });
  return {
    ids: async () => await (await opened).records.ids(),
    read: async (id) => await (await opened).records.read(id),
    write: async (id, json) => await (await opened).records.write(id, json),
    remove: async (id) => await (await opened).records.remove(id),
    sync: async () => await (await opened).records.sync(),
    close: async () => await (await opened).close(),
  };
}
