import type { NewStoredCompletion } from './stored-completions.ts';

/** A stored completion in the storage. */
export interface StoredRecord extends NewStoredCompletion {
  /** When it was stored, in milliseconds since 1970. */
  readonly storedAt: number;
}

/** A record and its size in bytes. */
export interface KeptRecord {
  readonly record: StoredRecord;
  readonly bytes: number;
}

/** Where records are kept, by the ids of their completions. */
export interface Storage {
  /** Every record, in no order, except those that cannot be read. */
  all(): AsyncIterable<KeptRecord>;
  /** Undefined for an unknown id; rejects where the record is there and cannot be read. */
  read(id: string): Promise<StoredRecord | undefined>;
  /** Adds or replaces a record atomically. Resolves with its size in bytes. */
  write(record: StoredRecord): Promise<number>;
  /** No effect for an unknown id. */
  remove(id: string): Promise<void>;
}
