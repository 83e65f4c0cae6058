import { Buffer } from 'node:buffer';
import type { Logger } from 'pino';
import type { RecordStore } from '../../../conversations/record-store.ts';
import { readRecord } from './read-record.ts';
import type { KeptRecord, Storage } from './storage.ts';

/** Keeps records in the database of conversations. One that cannot be read is left out, and logged. */
export function createDatabaseStorage(records: RecordStore, logger?: Logger): Storage {
  async function read(id: string): Promise<KeptRecord | undefined> {
    const json = await records.read(id);
    return json === undefined ? undefined : readRecord(json);
  }
  return {
    async *all() {
      for (const id of await records.ids()) {
        const kept = await read(id).catch((error: unknown) => {
          logger?.error({ err: error, id }, 'a stored completion cannot be read');
        });
        if (kept !== undefined) yield kept;
      }
    },
    read: async (id) => (await read(id))?.record,
    async write(record) {
      const json = JSON.stringify(record);
      await records.write(record.completion.id, json);
      return Buffer.byteLength(json);
    },
    remove: async (id) => await records.remove(id),
  };
}
