import { isUnknownOwner } from '../../../http/access/old-caller-ids.ts';
import { unknownAfter } from '../../../conversations/unknown-after.ts';
import type { KeptRecord } from './storage.ts';
import type { Metadata, Page, Reader, StoredQuery } from './stored-completions.ts';

/** What a list needs to know of a stored completion, in memory. */
export interface IndexEntry {
  readonly id: string;
  readonly client: string;
  readonly storedAt: number;
  readonly model: string;
  readonly metadata: Metadata;
  readonly bytes: number;
}

/** A record's entry. */
export function toIndexEntry({ record, bytes }: KeptRecord): IndexEntry {
  const { client, storedAt, metadata, completion } = record;
  return { id: completion.id, client, storedAt, model: completion.model, metadata, bytes };
}

function isVisibleTo({ id, seesAll }: Reader, { client }: IndexEntry): boolean {
  return client === id || (seesAll && isUnknownOwner(client));
}

/** Sorts entries, the oldest first. */
export function byAge(a: IndexEntry, b: IndexEntry): number {
  // Gateways of version 0.1, whose folders were merged, may have stored two at the same time.
  return a.storedAt - b.storedAt || (a.id < b.id ? -1 : Number(a.id > b.id));
}

/** How much is kept. */
export interface StoredLimits {
  readonly maxCount: number;
  readonly maxAgeMs: number;
  readonly maxBytes: number;
}

/** How many removed completions stay known as places in a list. */
const maxForgotten = 1000;

/** Which completions are stored, by age. */
export class StoredIndex {
  /** Oldest first. */
  readonly #entries = new Map<string, IndexEntry>();
  /** A client that deletes what it lists continues after an id that is gone. */
  readonly #forgotten = new Map<string, IndexEntry>();
  #bytes = 0;
  #lastStoredAt = 0;

  /** A time for a new record: now, or later where the last one has that already. */
  nextStoredAt(): number {
    return Math.max(Date.now(), this.#lastStoredAt + 1);
  }

  /** Adds the newest, or replaces one of those that are there. */
  set(entry: IndexEntry): void {
    const { id, storedAt, bytes } = entry;
    this.#bytes += bytes - (this.#entries.get(id)?.bytes ?? 0);
    this.#lastStoredAt = Math.max(storedAt, this.#lastStoredAt);
    this.#entries.set(id, entry);
  }

  has(reader: Reader, id: string): boolean {
    const entry = this.#entries.get(id);
    return entry !== undefined && isVisibleTo(reader, entry);
  }

  remove(id: string): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    this.#entries.delete(id);
    this.#bytes -= entry.bytes;
    this.#forgotten.set(id, entry);
    const [oldest] = this.#forgotten.keys();
    if (this.#forgotten.size > maxForgotten && oldest !== undefined) this.#forgotten.delete(oldest);
  }

  /** The oldest one where it has to go: too old, or too much is kept. The newest stays always. */
  overdue({ maxCount, maxAgeMs, maxBytes }: StoredLimits): string | undefined {
    const [oldest] = this.#entries.values();
    if (oldest === undefined) return undefined;
    const isTooMuch = this.#entries.size > maxCount || this.#bytes > maxBytes;
    const isTooOld = oldest.storedAt <= Date.now() - maxAgeMs;
    return isTooOld || (isTooMuch && this.#entries.size > 1) ? oldest.id : undefined;
  }

  /** The ids that a reader asks for. Throws an `InvalidRequestError` for an unknown `after`. */
  list(reader: Reader, query: StoredQuery): Page<string> {
    const isAfter = this.#isAfter(reader, query);
    const found = [...this.#entries.values()].filter(
      (entry) =>
        isVisibleTo(reader, entry) &&
        (query.model === undefined || entry.model === query.model) &&
        Object.entries(query.metadata).every(([key, value]) => entry.metadata[key] === value) &&
        isAfter(entry),
    );
    if (query.order === 'desc') found.reverse();
    return {
      data: found.slice(0, query.limit).map(({ id }) => id),
      hasMore: found.length > query.limit,
    };
  }

  #isAfter(reader: Reader, { after, order }: StoredQuery): (entry: IndexEntry) => boolean {
    if (after === undefined) return () => true;
    const last = this.#entries.get(after) ?? this.#forgotten.get(after);
    if (last === undefined || !isVisibleTo(reader, last)) throw unknownAfter();
    return (entry) => (order === 'asc' ? byAge(entry, last) > 0 : byAge(entry, last) < 0);
  }
}
