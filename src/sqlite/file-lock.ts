import { open } from 'node:fs/promises';
import { isBusy } from './database.ts';
import { lookInto } from './look-into.ts';
import { errorCode } from '../util/error-code.ts';

/** A lock that this process holds. */
export interface FileLock {
  /** Lets another process take it. */
  release(): Promise<void>;
}

/** How long a look of `isFileLocked` may keep the lock from its taker, in milliseconds. */
const lookMs = 50;

/**
 * Takes a lock on a file, which is created if it does not exist. Resolves with null if another
 * process holds it. Rejects if the file cannot be written or locked.
 *
 * The lock is an exclusive SQLite transaction that never ends. The kernel frees it when the process
 * ends in any way, and it also holds between containers that share the folder; a file with a process
 * id does neither. A process that is only stopped still holds it.
 */
export async function takeFileLock(file: string): Promise<FileLock | null> {
  await createIfMissing(file);
  const { default: Libsql } = await import('libsql/promise');
  const database = new Libsql(file, {});
  try {
    await database.exec(`PRAGMA busy_timeout = ${lookMs}; PRAGMA locking_mode = EXCLUSIVE;`);
    await database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (isBusy(error)) return null;
    throw error;
  }
  return {
    async release() {
      // The lock outlives `close` until the garbage is collected. Only a read gives it back.
      await database.exec('ROLLBACK; PRAGMA locking_mode = NORMAL; SELECT 1 FROM sqlite_schema;');
      database.close();
    },
  };
}

/**
 * Whether another process holds the lock on a file, which need not exist. It takes no lock itself
 * but that of a read, for less than a millisecond. Must not be called in the process that may hold the
 * lock. Rejects if the file cannot be read.
 */
export async function isFileLocked(file: string): Promise<boolean> {
  try {
    await lookInto(file);
    return false;
  } catch (error) {
    if (isBusy(error)) return true;
    throw error;
  }
}

/**
 * An existing file is not opened: closing it again would drop the locks that this process has on it
 * (POSIX).
 */
async function createIfMissing(file: string): Promise<void> {
  try {
    await (await open(file, 'wx', 0o600)).close();
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
}
