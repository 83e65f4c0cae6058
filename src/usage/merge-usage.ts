import { rm } from 'node:fs/promises';
import type { Logger } from 'pino';
import { z } from 'zod';
import { exists } from '../util/exists.ts';
import { setAside } from '../util/set-aside.ts';
import {
  DatabaseInUseError,
  isBusy,
  isCorrupt,
  openDatabase,
  type Database,
} from '../sqlite/database.ts';
import { mergeCompletions, type MergeResult } from './merge-completions.ts';
import { migrate } from '../sqlite/migrate.ts';
import { usageMigrations } from './migrations.ts';
import { openUsageDatabase } from './open-usage-database.ts';

/** Which database is merged into which. */
export interface UsageMerge {
  /** The database that grows, created if it does not exist. */
  readonly file: string;
  /** The database that is removed. */
  readonly source: string;
  readonly logger: Logger;
}

/**
 * Moves all completions of a usage database into another one, which counts them in its totals. The
 * source is removed afterwards. It is set aside, with a line in the log, if it is corrupt or if it
 * holds another completion under an id of the target, which the target keeps.
 *
 * May be interrupted and run again: completions that the target has are not counted twice. Rejects
 * with the error of a database, and with `DatabaseInUseError` if another process has the source open:
 * what it holds so far is then merged, and the source stays.
 */
export async function mergeUsage({ file, source, logger }: UsageMerge): Promise<void> {
  if (!(await exists(source))) return;
  const state = await prepareSource(source, logger);
  if (state === 'corrupt') return;
  const target = await openUsageDatabase(file, logger);
  let result: MergeResult;
  try {
    result = await mergeCompletions(target, source);
  } finally {
    target.close();
  }
  const { completions, clashes } = result;
  if (completions > 0) logger.info({ source, completions }, 'merged the usage of an old folder');
  if (state === 'in use') throw new DatabaseInUseError(source);
  if (clashes.length > 0) {
    const movedTo = await setAside(source, 'clash');
    const message = 'completions clash with others of the same id; the database was set aside';
    logger.warn(
      { source, ids: clashes.slice(0, maxNamed), clashes: clashes.length, movedTo },
      message,
    );
  } else {
    await rm(source);
  }
}

/** The number of ids that the log names. */
const maxNamed = 10;

/** A corrupt database was set aside; one in use can be read, but not removed. */
type SourceState = 'ready' | 'in use' | 'corrupt';

/** Brings the source to this program's version, and into one file if no other process has it open. */
async function prepareSource(source: string, logger: Logger): Promise<SourceState> {
  try {
    const database = await openDatabase(source);
    try {
      await migrate(database, usageMigrations);
      await assertSound(database);
      return (await leaveWal(database)) ? 'ready' : 'in use';
    } finally {
      database.close();
    }
  } catch (error) {
    if (!isCorrupt(error)) throw error;
    const movedTo = await setAside(source, 'corrupt');
    logger.error({ err: error, source, movedTo }, 'the usage database of an old folder is corrupt');
    return 'corrupt';
  }
}

/** Resolves with false if another process has the database open. */
async function leaveWal(database: Database): Promise<boolean> {
  try {
    await database.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = DELETE;');
    return true;
  } catch (error) {
    if (!isBusy(error)) throw error;
    return false;
  }
}

/** Reads all of it. */
async function assertSound(database: Database): Promise<void> {
  const found = await database.json(
    'SELECT json_group_array(quick_check) AS json FROM pragma_quick_check(1)',
  );
  const [fault] = z.array(z.string()).parse(found);
  if (fault !== 'ok') throw Object.assign(new Error(fault), { code: 'SQLITE_CORRUPT' });
}
