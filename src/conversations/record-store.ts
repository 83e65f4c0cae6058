/**
 * Keeps records of an API in the database of conversations, by their ids: JSON that only that API
 * reads. What is replaced or removed is overwritten in the file.
 */
export interface RecordStore {
  /** The ids of all records, in no order. */
  ids(): Promise<readonly string[]>;
  /** The JSON of a record; undefined for an unknown id. */
  read(id: string): Promise<string | undefined>;
  /** Adds or replaces a record. */
  write(id: string, json: string): Promise<void>;
  /** No effect for an unknown id. */
  remove(id: string): Promise<void>;
  /** Resolves once what was written outlives a power cut, too. */
  sync(): Promise<void>;
}
