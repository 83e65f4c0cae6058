import path from 'node:path';
import type { Logger } from 'pino';
import { makeFolder } from '../util/make-folder.ts';
import { setAside } from '../util/set-aside.ts';
import { isCorrupt, openDatabase, type Database } from './database.ts';
import { migrate, type Migration } from './migrate.ts';

/** A database of this program. */
export interface OwnDatabase {
  /** Its folder is made where there is none. */
  readonly file: string;
  /** What the log calls it, such as `usage database`. */
  readonly name: string;
  /** See `migrate`. */
  readonly migrations: readonly Migration[];
  /** Reads what shows a damaged file early. Rejects where the file is damaged. */
  readonly check: (database: Database) => Promise<unknown>;
}

/**
 * Opens a database in the version of this program. A corrupt file is moved aside, to
 * `FILE.corrupt-TIME`, with a line in the log, and a new one begins. Rejects where the file cannot be
 * had, and with `NewerDatabaseError`; the file is then as it was.
 */
export async function openOwnDatabase(own: OwnDatabase, logger: Logger): Promise<Database> {
  await makeFolder(path.dirname(own.file));
  try {
    return await openChecked(own, logger);
  } catch (error) {
    if (!isCorrupt(error)) throw error;
    const movedTo = await setAside(own.file, 'corrupt');
    logger.error({ err: error, movedTo }, `the ${own.name} is corrupt; a new one begins`);
    return await openChecked(own, logger);
  }
}

async function openChecked(
  { file, name, migrations, check }: OwnDatabase,
  logger: Logger,
): Promise<Database> {
  const database = await openDatabase(file);
  try {
    await migrate(database, migrations, (from, to) => {
      logger.info({ file, from, to }, `the ${name} of an earlier version is brought up to date`);
    });
    await check(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
