import { rename } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from 'pino';
import { makeFolder } from '../util/make-folder.ts';
import { isCorrupt, openDatabase, type Database } from '../sqlite/database.ts';
import { migrate } from './migrations.ts';

/** What SQLite may have put beside its file. */
const companions = ['', '-wal', '-shm'];

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
    const aside = `${file}.corrupt-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
    for (const suffix of companions) await renameIfThere(`${file}${suffix}`, `${aside}${suffix}`);
    logger.error({ err: error, movedTo: aside }, 'the usage database is corrupt; a new one begins');
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

async function renameIfThere(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}
