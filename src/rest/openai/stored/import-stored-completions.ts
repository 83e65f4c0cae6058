import { readdir, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from 'pino';
import type { RecordStore } from '../../../conversations/record-store.ts';
import { setAside } from '../../../util/set-aside.ts';
import { readNamed } from './read-named.ts';

/** Which folder goes into which database. */
export interface StoredImport {
  /** The folder of an earlier version; it need not exist. */
  readonly folder: string;
  readonly records: RecordStore;
  readonly logger: Logger;
}

/**
 * Takes the stored completions of an earlier version, each in a file, into the database. A file that
 * holds no completion, or another one under a known id, is set aside in the folder, with a line in the
 * log. Files go once the database has what they hold, and the folder once it is empty. May be
 * interrupted and run again. Never rejects: what cannot be taken stays, and the next start tries again.
 */
export async function importStoredCompletions(options: StoredImport): Promise<void> {
  const { folder, records, logger } = options;
  const names = await readdir(folder).catch(() => null);
  if (names === null) return;
  try {
    await records.sync();
    const taken = await takeAll(
      names.map((name) => path.join(folder, name)),
      options,
    );
    await records.sync();
    for (const file of taken) await rm(file);
    if ((await readdir(folder)).length === 0) await rmdir(folder);
    logger.info({ folder, completions: taken.length }, 'took stored completions into the database');
  } catch (error) {
    logger.error({ err: error, folder }, 'stored completions cannot be taken into the database');
  }
}

/** Resolves with the files of which the database has what they hold. */
async function takeAll(files: readonly string[], options: StoredImport): Promise<string[]> {
  const taken: string[] = [];
  for (const file of files) {
    try {
      if (await take(file, options)) taken.push(file);
    } catch (error) {
      options.logger.error({ err: error, file }, 'a stored completion cannot be read');
    }
  }
  return taken;
}

/** Resolves with whether the database has what the file holds. */
async function take(file: string, { records, logger }: StoredImport): Promise<boolean> {
  // Left by a program that ended during a write.
  if (file.endsWith('.tmp')) await rm(file, { force: true });
  if (!file.endsWith('.json')) return false;
  const found = await readNamed(file);
  if (found === null) {
    const movedTo = await setAside(file, 'corrupt');
    logger.error({ file, movedTo }, 'a stored completion is corrupt');
    return false;
  }
  const known = await records.read(found.id);
  if (known === undefined) await records.write(found.id, found.json);
  if (known === undefined || known === found.json) return true;
  const movedTo = await setAside(file, 'clash');
  logger.warn({ file, movedTo }, 'a stored completion clashes with another of the same id');
  return false;
}
