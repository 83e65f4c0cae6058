import type { KeptRecord, Storage, StoredRecord } from './storage.ts';

/** Gives the id that a caller has today for the one that a completion was stored under. */
export type OwnerOf = (storedOwner: string) => string;

/** The same storage, its records under the ids that their callers have today. */
export function withOwners(storage: Storage, ownerOf: OwnerOf): Storage {
  const today = (record: StoredRecord): StoredRecord => {
    return { ...record, client: ownerOf(record.client) };
  };
  return {
    ...storage,
    async *all() {
      for await (const { record, bytes } of storage.all()) {
        yield { record: today(record), bytes } satisfies KeptRecord;
      }
    },
    async read(id) {
      const record = await storage.read(id);
      return record && today(record);
    },
  };
}
