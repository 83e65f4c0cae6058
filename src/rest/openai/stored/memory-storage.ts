import { Buffer } from 'node:buffer';
import type { Storage, StoredRecord } from './storage.ts';

/** Keeps records until the program ends. */
export function createMemoryStorage(): Storage {
  const records = new Map<string, StoredRecord>();
  return {
    // Nothing is stored from an earlier run.
    async *all() {},
    read: async (id) => await Promise.resolve(records.get(id)),
    async write(record) {
      records.set(record.completion.id, record);
      return await Promise.resolve(Buffer.byteLength(JSON.stringify(record)));
    },
    async remove(id) {
      records.delete(id);
      await Promise.resolve();
    },
  };
}
