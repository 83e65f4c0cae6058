import { chmod, open } from 'node:fs/promises';
import { errorCode } from '../util/error-code.ts';

/** What a statement can be given. */
export type SqlValue = string | number | null | Uint8Array;

/** A database in one file. Its work is done outside the event loop. */
export interface Database {
  /** Runs statements without values. */
  exec(sql: string): Promise<void>;
  /** Runs one statement that gives nothing back. */
  run(sql: string, ...values: readonly SqlValue[]): Promise<void>;
  /**
   * The only column of the only row, named `json`, read as JSON. A result of many rows goes through
   * `json_group_array`: further rows would be computed in the event loop (measured on libsql 0.5.29).
   * Rejects with `ResultTooLargeError` where it is longer than 256 MiB.
   */
  json(sql: string, ...values: readonly SqlValue[]): Promise<unknown>;
  /**
   * The rows, a BLOB as an `ArrayBuffer`. For what JSON cannot hold: each row costs the event loop some
   * 5 µs (measured on libsql 0.5.29).
   */
  rows(sql: string, ...values: readonly SqlValue[]): Promise<readonly unknown[]>;
  close(): void;
}

/** The name of a database that has no file, and ends with its connection. */
export const inMemory = ':memory:';

/** The statement that empties SQLite's own log, beside the file. It still holds what was removed. */
export const moveLogIntoFile = 'PRAGMA wal_checkpoint(TRUNCATE)';

/** A result is longer than a string of JavaScript may be, or nearly so. */
export class ResultTooLargeError extends Error {
  override readonly name = 'ResultTooLargeError';
}

/** The longest result, in bytes. */
const maxResultBytes = 256 * 1024 * 1024;

/**
 * A statement that gives null in place of a result that is too long. libsql ends the process when it
 * makes a string of more than 512 million characters (measured on 0.5.29). The result is kept in a
 * table of its own, because SQLite would compute it once for each use of its name.
 */
const bounded = (sql: string): string => `WITH result (json) AS MATERIALIZED (${sql})
  SELECT CASE WHEN octet_length(json) <= ${maxResultBytes} THEN json END AS json,
    octet_length(json) AS bytes FROM result`;

/** What is used of libsql's own types, which leave it open. */
interface Statement {
  all(values: readonly SqlValue[]): Promise<ResultRow[]>;
}

interface ResultRow {
  readonly json?: string | null;
  readonly bytes?: number;
}

/**
 * Opens a database that this user alone can read, and makes it where there is none. Commits are
 * written without waiting for the disk: what is committed outlives the program, and a power cut may
 * cost the last seconds.
 */
export async function openDatabase(file: string): Promise<Database> {
  if (file !== inMemory) await makePrivate(file);
  const { default: Libsql } = await import('libsql/promise');
  const libsql = new Libsql(file, {});
  const all = async (sql: string, values: readonly SqlValue[]): Promise<ResultRow[]> => {
    const statement: Statement = await libsql.prepare(sql);
    return await statement.all(values);
  };
  const database: Database = {
    exec: async (sql) => {
      await libsql.exec(sql);
    },
    run: async (sql, ...values) => {
      await all(sql, values);
    },
    json: async (sql, ...values) => {
      const [{ json, bytes = 0 } = {}] = await all(bounded(sql), values);
      if (bytes > maxResultBytes) {
        throw new ResultTooLargeError(`A result of ${bytes} bytes is too large to be read.`);
      }
      return json === undefined ? undefined : JSON.parse(String(json));
    },
    rows: async (sql, ...values) => await all(sql, values),
    close: () => libsql.close(),
  };
  try {
    await database.run('PRAGMA busy_timeout = 5000');
    await database.run('PRAGMA journal_mode = WAL');
    await database.run('PRAGMA synchronous = NORMAL');
    // What is removed is overwritten.
    await database.run('PRAGMA secure_delete = ON');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

async function makePrivate(file: string): Promise<void> {
  // SQLite gives its other files the mode of this one.
  await (await open(file, 'a', 0o600)).close();
  await chmod(file, 0o600);
}

/** Another process has the database open. */
export class DatabaseInUseError extends Error {
  override readonly name = 'DatabaseInUseError';
}

/** Whether an error says that another process has locked the database. */
export function isBusy(error: unknown): boolean {
  return (errorCode(error) ?? '').startsWith('SQLITE_BUSY');
}

/** Whether an error says that the file is no database, or a damaged one. */
export function isCorrupt(error: unknown): boolean {
  const code = errorCode(error) ?? '';
  return code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT');
}
