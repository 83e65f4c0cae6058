import { lstat, readdir, rmdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from 'pino';
import { DatabaseInUseError } from '../sqlite/database.ts';
import { mergeCatalogs, moveInstallationId, removeEngineFiles } from './old-files.ts';

/** What version 0.1 kept for one address: files that may exist. */
export interface OldHome {
  /** `127.0.0.1-8000` below `--home`. */
  readonly folder: string;
  /** Its usage database. */
  readonly usage: string;
  /** Its folder of stored answers. */
  readonly completions: string;
}

/**
 * Moves one kind of data out of an old folder. It must be safe to end the program at any point and
 * to run it again. Whatever it cannot move stays. Rejects if it has to be run again at the next start:
 * with `DatabaseInUseError` if a gateway of version 0.1 still uses the folder.
 */
export type Merge = (old: OldHome) => Promise<void>;

/**
 * Merges what version 0.1 kept in a folder for each address, `--home/HOST-PORT`, into the one folder
 * of today, newest first, and removes what is left of its engines. Never rejects: the log says what
 * could not be merged, and the next start tries again.
 */
export async function mergeOldHomes(
  home: string,
  logger: Logger,
  merges: readonly Merge[],
): Promise<void> {
  for (const old of await findOldHomes(home)) {
    const { folder } = old;
    const errors = await mergeOne(old, merges);
    for (const error of errors) {
      if (error instanceof DatabaseInUseError) {
        logger.warn(
          { folder },
          'a gateway of version 0.1 uses an old folder; what it adds is merged later',
        );
      } else {
        logger.error(
          { err: error, folder },
          'an old folder is not merged wholly; it stays until the next start',
        );
      }
    }
    if (errors.length > 0) continue;
    await tidyUp(home, old).catch((error: unknown) => {
      logger.warn({ err: error, folder }, 'an old folder cannot be removed');
    });
  }
  await mergeCatalogs(home).catch((error: unknown) => {
    logger.warn({ err: error }, 'the model catalogs of version 0.1 cannot be moved');
  });
}

/** Resolves with what went wrong. A fault of one kind of data does not stop the others. */
async function mergeOne(old: OldHome, merges: readonly Merge[]): Promise<unknown[]> {
  const errors: unknown[] = [];
  for (const merge of merges) {
    try {
      await merge(old);
    } catch (error) {
      errors.push(error);
    }
  }
  return errors;
}

async function tidyUp(home: string, { folder, completions }: OldHome): Promise<void> {
  await moveInstallationId(home, folder);
  await removeEngineFiles(home, folder);
  for (const empty of [completions, folder]) await removeIfEmpty(empty);
}

/** `127.0.0.1-8000` or `__1-8000`, for `[::1]:8000`. */
const addressPattern = /^[\w.-]+-\d{1,5}$/;

/** The folders of addresses, those first that were used last. */
async function findOldHomes(home: string): Promise<OldHome[]> {
  const found: { readonly old: OldHome; readonly usedAt: number }[] = [];
  for (const name of await readdir(home).catch(() => [])) {
    if (!addressPattern.test(name)) continue;
    const folder = path.join(home, name);
    const members = await readdir(folder).catch(() => null);
    if (members === null || !isOldHome(members)) continue;
    const old = {
      folder,
      usage: path.join(folder, 'usage.sqlite'),
      completions: path.join(folder, 'completions'),
    };
    found.push({ old, usedAt: (await stat(folder)).mtimeMs });
  }
  return found.toSorted((a, b) => b.usedAt - a.usedAt).map(({ old }) => old);
}

const marks: ReadonlySet<string> = new Set(['usage.sqlite', 'completions', 'codex']);

/** An empty one was left by a merge that was interrupted. */
function isOldHome(members: readonly string[]): boolean {
  return members.length === 0 || members.some((member) => marks.has(member));
}

async function removeIfEmpty(folder: string): Promise<void> {
  const isThere = await lstat(folder).catch(() => null);
  if (isThere === null || (await readdir(folder)).length > 0) return;
  await rmdir(folder);
}
