import path from 'node:path';
import type { Logger } from 'pino';
import { makeFolder } from '../util/make-folder.ts';
import { setAside } from '../util/set-aside.ts';
import { isCorrupt, openDatabase, type Database } from '../sqlite/database.ts';
import { migrate } from './migrations.ts';

/**
 * Opens the usage database in the version of this program. A corrupt file is moved aside, to
 * `usage.sqlite.corrupt-TIME`, with a line in the log, and a new one begins. Rejects where the file
 * cannot be had, and with `NewerDatabaseError`; the file is then as it was.
 */
export async function openUsageDatabase(file: string, logger: Logger): Promise<Database> {
  await makeFolder(path.dirname(file));
  try {
    return await openChecked(file);
  } catch (error) {
    if (!isCorrupt(error)) throw error;
    const movedTo = await setAside(file, 'corrupt');
    logger.error({ err: error, movedTo }, 'the usage database is corrupt; a new one begins');
    return await openChecked(file);
  }
}

async function openChecked(file: string): Promise<Database> {
  const database = await openDatabase(file);
  try {
    await migrate(database);
    // Reads the whole of the table that every report is made from.
    await database.json('SELECT count(total_tokens) AS json FROM usage_hour');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
