import type { Logger } from 'pino';
import type { RecordStore } from '../../../conversations/record-store.ts';
import { CodexServeError } from '../../../errors/errors.ts';
import { show } from '../validation/wording.ts';
import { createDatabaseStorage } from './database-storage.ts';
import type { Storage, StoredRecord } from './storage.ts';
import type { Reader, StoredAnswer, StoredCompletions } from './stored-completions.ts';
import { withOwners, type OwnerOf } from './owners.ts';
import {
  byAge,
  StoredIndex,
  toIndexEntry,
  type IndexEntry,
  type StoredLimits,
} from './stored-index.ts';

/** Where stored completions are kept, and how many. The oldest go first. */
export interface StoredOptions extends Partial<StoredLimits> {
  readonly records: RecordStore;
  /** Maps the owner id of every completion that an earlier run stored. Default: the same id. */
  readonly ownerOf?: OwnerOf;
  /** Logs what cannot be read. Default: no log. */
  readonly logger?: Logger;
}

/** The characters of JSON after which a page ends. */
const maxPageCharacters = 16 * 1024 * 1024;

/** A thousand, a month, and 256 MiB: the pictures of a conversation are kept with it. */
const defaultLimits: StoredLimits = {
  maxCount: 1000,
  maxAgeMs: 30 * 24 * 60 * 60 * 1000,
  maxBytes: 256 * 1024 * 1024,
};

/**
 * Opens the store; what an earlier run has stored is read in the background. Operations run one
 * after another, so that none meets another half done. Where the database cannot be read all of them
 * reject.
 */
export function createStoredCompletions(options: StoredOptions): StoredCompletions {
  const { records, ownerOf, logger, ...more } = options;
  const kept = createDatabaseStorage(records, logger);
  const storage = ownerOf === undefined ? kept : withOwners(kept, ownerOf);
  const limits = { ...defaultLimits, ...more };
  const index = new StoredIndex();
  const loaded = load(storage, index);
  let queue: Promise<unknown> = loaded.catch(() => {});

  async function inOrder<T>(operation: () => Promise<T>): Promise<T> {
    const result = queue.then(async () => {
      await loaded;
      await removeOverdue();
      return await operation();
    });
    queue = result.catch(() => {});
    return await result;
  }

  async function removeOverdue(): Promise<void> {
    for (let id = index.overdue(limits); id !== undefined; id = index.overdue(limits)) {
      await remove(id);
    }
  }

  async function remove(id: string): Promise<void> {
    await storage.remove(id);
    index.remove(id);
  }

  async function write(record: StoredRecord): Promise<void> {
    index.set(toIndexEntry({ record, bytes: await storage.write(record) }));
  }

  async function find(reader: Reader, id: string): Promise<StoredRecord | undefined> {
    if (!index.has(reader, id)) return undefined;
    const record = await storage.read(id);
    if (record === undefined) index.remove(id);
    return record;
  }

  async function read(reader: Reader, id: string): Promise<StoredRecord> {
    const record = await find(reader, id);
    if (record === undefined) throw notFound(id);
    return record;
  }

  return {
    save: async (entry) =>
      await inOrder(async () => {
        await write({ ...entry, storedAt: index.nextStoredAt() });
        await removeOverdue();
      }),
    get: async (reader, id) => await inOrder(async () => toAnswer(await read(reader, id))),
    list: async (reader, query) =>
      await inOrder(async () => {
        const { data, hasMore } = index.list(reader, query);
        const answers: StoredAnswer[] = [];
        let characters = 0;
        // One at a time: each may be large, and only its answer is kept.
        for (const id of data) {
          if (characters >= maxPageCharacters) return { data: answers, hasMore: true };
          const record = await find(reader, id);
          if (record === undefined) continue;
          const answer = toAnswer(record);
          characters += JSON.stringify(answer).length;
          answers.push(answer);
        }
        return { data: answers, hasMore };
      }),
    messages: async (reader, id) => await inOrder(async () => (await read(reader, id)).messages),
    update: async (reader, id, metadata) =>
      await inOrder(async () => {
        const record = { ...(await read(reader, id)), metadata };
        await write(record);
        return toAnswer(record);
      }),
    delete: async (reader, id) =>
      await inOrder(async () => {
        if (!index.has(reader, id)) throw notFound(id);
        await remove(id);
      }),
    async close() {
      await queue;
    },
  };
}

async function load(storage: Storage, index: StoredIndex): Promise<void> {
  const found: IndexEntry[] = [];
  for await (const kept of storage.all()) found.push(toIndexEntry(kept));
  for (const entry of found.toSorted(byAge)) index.set(entry);
}

function toAnswer({ completion, metadata }: StoredRecord): StoredAnswer {
  return { ...completion, metadata };
}

function notFound(id: string): CodexServeError {
  return new CodexServeError(
    'completion_not_found',
    `Chat completion with id ${show(id)} not found.`,
    { param: 'completion_id' },
  );
}
