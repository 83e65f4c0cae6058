import type { NewStoredCompletion } from './stored-completions.ts';

/** A stored completion as it is kept. */
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
  /** Every record that is kept, in no order; one that cannot be read is left out. */
  all(): AsyncIterable<KeptRecord>;
  /** Undefined for an unknown id; rejects where the record is there and cannot be read. */
  read(id: string): Promise<StoredRecord | undefined>;
  /** Adds or replaces one, wholly or not at all; gives its size in bytes. */
  write(record: StoredRecord): Promise<number>;
  /** Without effect for an unknown id. */
  remove(id: string): Promise<void>;
}
