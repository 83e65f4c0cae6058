import type { KeptRecord, Storage, StoredRecord } from './storage.ts';

/** Gives the id that a caller has today for the one that a completion was stored under. */
export type OwnerOf = (storedOwner: string) => string;

/**
 * The same storage, its records under the ids that their callers have today. Reading all of them
 * writes the new ids down, so that they stay when a key gets a new secret.
 */
export function withOwners(storage: Storage, ownerOf: OwnerOf): Storage {
  const today = (record: StoredRecord): StoredRecord => {
    return { ...record, client: ownerOf(record.client) };
  };
  const renewed = async ({ record: stored, bytes }: KeptRecord): Promise<KeptRecord> => {
    const record = today(stored);
    if (record.client === stored.client) return { record, bytes };
    // A full disk must not prevent reading.
    return { record, bytes: await storage.write(record).catch(() => bytes) };
  };
  return {
    ...storage,
    async *all() {
      for await (const kept of storage.all()) yield await renewed(kept);
    },
    async read(id) {
      const record = await storage.read(id);
      return record && today(record);
    },
  };
}
