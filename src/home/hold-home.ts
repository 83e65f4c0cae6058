import { access, constants, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { replaceFile } from '../util/replace-file.ts';
import { takeFileLock, type FileLock } from '../sqlite/file-lock.ts';
import { homeFiles } from './home-files.ts';
import { errorCode } from '../util/error-code.ts';

/** Another gateway uses the folder. The message is one line. */
export class HomeInUseError extends Error {
  override readonly name = 'HomeInUseError';

  constructor(home: string, url: string | null) {
    const holder = url === null ? 'another gateway' : `the gateway at ${url}`;
    super(`${home} is in use by ${holder}; choose another folder with --home`);
  }
}

/** The folder's file system has no locks, or refuses them. The message is one line. */
export class HomeLockError extends Error {
  override readonly name = 'HomeLockError';

  constructor(file: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`cannot lock ${file} (${reason}); choose a folder on a local disk with --home`, {
      cause,
    });
  }
}

/** How long a gateway that has just locked its home may take to write its address. */
const addressMs = 1000;
const retryMs = 20;

/**
 * Locks a folder for this gateway and writes down its URL for others. Rejects with `HomeInUseError`
 * if another gateway holds the lock, with `HomeLockError` if there can be no lock, or with the error
 * of the file system.
 */
export async function holdHome(home: string, url: string, logger: Logger): Promise<FileLock> {
  const { lock: file, address } = homeFiles(home);
  const until = performance.now() + addressMs;
  for (;;) {
    const lock = await takeLock(file, logger);
    if (lock !== null) {
      try {
        await rm(address, { force: true });
        await replaceFile(address, `${url}\n`);
        return lock;
      } catch (error) {
        await lock.release();
        throw error;
      }
    }
    const holder = await readFile(address, 'utf8').catch(() => null);
    if (holder !== null || performance.now() > until) {
      throw new HomeInUseError(home, holder?.trim() ?? null);
    }
    await sleep(retryMs);
  }
}

/** On a platform for which there is no SQLite, the gateway runs without a lock. */
const noSqlite: ReadonlySet<string> = new Set([
  'MODULE_NOT_FOUND',
  'ERR_MODULE_NOT_FOUND',
  'ERR_DLOPEN_FAILED',
]);

async function takeLock(file: string, logger: Logger): Promise<FileLock | null> {
  try {
    return await takeFileLock(file);
  } catch (error) {
    // SQLite does not say whether permissions or locks are the reason; the system does.
    await access(path.dirname(file), constants.W_OK);
    await access(file, constants.R_OK | constants.W_OK);
    const code = errorCode(error) ?? '';
    // Of a file that cannot be opened, SQLite's error has no code.
    if (code.startsWith('SQLITE_') || code === '') throw new HomeLockError(file, error);
    if (!noSqlite.has(code)) throw error;
    logger.warn(
      { err: error },
      'SQLite is not available; start no second gateway with this --home',
    );
    return { release: async () => {} };
  }
}
