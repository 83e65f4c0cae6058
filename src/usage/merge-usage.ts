import { access, rm } from 'node:fs/promises';
import type { Logger } from 'pino';
import { z } from 'zod';
import { setAside } from '../util/set-aside.ts';
import {
  DatabaseInUseError,
  isBusy,
  isCorrupt,
  openDatabase,
  type Database,
} from '../sqlite/database.ts';
import { completionColumns } from './completion-row.ts';
import { migrate } from './migrations.ts';
import { openUsageDatabase } from './open-usage-database.ts';

/** Which database is merged into which. */
export interface UsageMerge {
  /** The database that grows, created if it does not exist. */
  readonly file: string;
  /** The database that goes. */
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
    result = await mergeInto(target, source);
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

/** So many ids are named in the log. */
const maxNamed = 10;

/** A corrupt database was set aside; one in use can be read, but not removed. */
type SourceState = 'ready' | 'in use' | 'corrupt';

/** Brings the source to this program's version, and into one file if no other process has it open. */
async function prepareSource(source: string, logger: Logger): Promise<SourceState> {
  try {
    const database = await openDatabase(source);
    try {
      await migrate(database);
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

interface MergeResult {
  /** How many completions were added. */
  readonly completions: number;
  /** The ids of those that the target holds otherwise. */
  readonly clashes: readonly string[];
}

const columns = completionColumns.join(', ');
const columnsOf = (table: string): string =>
  completionColumns.map((name) => `${table}.${name}`).join(', ');

const findClashes = `SELECT json_group_array(id) AS json FROM (
  SELECT theirs.id FROM source.completion AS theirs JOIN main.completion AS ours USING (id)
  WHERE (${columnsOf('theirs')}) IS NOT (${columnsOf('ours')})
)`;

/** The trigger counts what is added. */
const addCompletions = `INSERT INTO main.completion (${columns})
  SELECT ${columns} FROM source.completion WHERE true ORDER BY place
  ON CONFLICT (id) DO NOTHING`;

const isOutOfOrder = `SELECT EXISTS (
  SELECT 1 FROM (SELECT ended_at < lag(ended_at) OVER (ORDER BY place) AS is_late FROM main.completion)
  WHERE is_late
) AS json`;

/** Places are in the order in which completions ended, as if one gateway had kept them all. */
const putInOrder = `
  CREATE TEMP TABLE ordered (place INTEGER PRIMARY KEY, next INTEGER NOT NULL);
  INSERT INTO ordered SELECT place, row_number() OVER (ORDER BY ended_at, place) FROM main.completion;
  UPDATE main.completion SET place = -(SELECT next FROM ordered WHERE ordered.place = completion.place);
  UPDATE main.completion SET place = -place;
  DROP TABLE ordered;`;

async function mergeInto(target: Database, source: string): Promise<MergeResult> {
  await target.run('ATTACH ? AS source', source);
  await target.exec('BEGIN IMMEDIATE');
  try {
    const clashes = z.array(z.string()).parse(await target.json(findClashes));
    await target.run(addCompletions);
    const completions = z.number().parse(await target.json('SELECT changes() AS json'));
    if ((await target.json(isOutOfOrder)) === 1) await target.exec(putInOrder);
    await target.exec('COMMIT');
    // The source goes next, so this has to reach the disk.
    await target.run('PRAGMA wal_checkpoint(TRUNCATE)');
    return { completions, clashes };
  } catch (error) {
    await target.exec('ROLLBACK').catch(() => {});
    throw error;
  }
}

async function exists(file: string): Promise<boolean> {
  return await access(file).then(
    () => true,
    () => false,
  );
}
