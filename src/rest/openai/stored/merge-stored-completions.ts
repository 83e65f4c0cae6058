import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from 'pino';
import { exists } from '../../../util/exists.ts';
import { makeFolder } from '../../../util/make-folder.ts';
import { moveFile } from '../../../util/move-file.ts';
import { setAside } from '../../../util/set-aside.ts';
import { readNamed } from './read-named.ts';

/** Which folder of stored completions is merged into which. */
export interface StoredMerge {
  /** The folder that grows, created if it does not exist. */
  readonly folder: string;
  /** The folder that is emptied; it need not exist. */
  readonly source: string;
  readonly logger: Logger;
}

/**
 * Moves all stored completions of a folder into another one, file by file. A file that holds no
 * completion, or another one under an id of the target, is set aside in its folder, with a line in
 * the log. May be interrupted and run again. Rejects, after moving all others, if a file cannot be
 * moved.
 */
export async function mergeStoredCompletions(options: StoredMerge): Promise<void> {
  const { folder, source, logger } = options;
  const names = await readdir(source).catch(() => null);
  if (names === null) return;
  await makeFolder(folder);
  const faults: unknown[] = [];
  let completions = 0;
  for (const name of names) {
    try {
      if (await merge(name, options)) completions += 1;
    } catch (error) {
      faults.push(error);
    }
  }
  const message = 'merged the stored completions of an old folder';
  if (completions > 0) logger.info({ source, completions }, message);
  if (faults.length > 0)
    throw new AggregateError(faults, `${faults.length} files stay in ${source}`);
}

/** Resolves with whether the file was moved. */
async function merge(name: string, { folder, source, logger }: StoredMerge): Promise<boolean> {
  const file = path.join(source, name);
  // Left by a program that ended during a write.
  if (name.endsWith('.tmp')) await rm(file, { force: true });
  if (!name.endsWith('.json')) return false;
  if ((await readNamed(file)) === null) {
    const movedTo = await setAside(file, 'corrupt');
    logger.error({ file, movedTo }, 'a stored completion of an old folder is corrupt');
    return false;
  }
  const target = path.join(folder, name);
  if (await exists(target)) {
    if (await isSame(file, target)) {
      await rm(file);
      return false;
    }
    if ((await readNamed(target)) !== null) {
      const movedTo = await setAside(file, 'clash');
      logger.warn({ file, movedTo }, 'a stored completion clashes with another of the same id');
      return false;
    }
    const movedTo = await setAside(target, 'corrupt');
    logger.error({ file: target, movedTo }, 'a stored completion is corrupt');
  }
  await moveFile(file, target);
  return true;
}

async function isSame(one: string, other: string): Promise<boolean> {
  return (await readFile(one)).equals(await readFile(other));
}
