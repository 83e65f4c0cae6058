import { z } from 'zod';
import type { Database } from '../sqlite/database.ts';
import { completionColumns } from './completion-row.ts';

/** What a merge has changed. */
export interface MergeResult {
  /** How many completions were added. */
  readonly completions: number;
  /** The ids of those that differ in the target. */
  readonly clashes: readonly string[];
}

const columns = completionColumns.join(', ');
const columnsOf = (table: string): string =>
  completionColumns.map((name) => `${table}.${name}`).join(', ');

const findClashes = `SELECT json_group_array(id) AS json FROM (
  SELECT theirs.id FROM source.completion AS theirs JOIN main.completion AS ours USING (id)
  WHERE (${columnsOf('theirs')}) IS NOT (${columnsOf('ours')})
)`;

/** A trigger counts the added rows. */
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

/**
 * Adds the completions of one database file to another database, wholly or not at all, and waits
 * until they are on the disk. Completions that are there already are left as they are.
 */
export async function mergeCompletions(target: Database, source: string): Promise<MergeResult> {
  await target.run('ATTACH ? AS source', source);
  await target.exec('BEGIN IMMEDIATE');
  try {
    const clashes = z.array(z.string()).parse(await target.json(findClashes));
    await target.run(addCompletions);
    const completions = z.number().parse(await target.json('SELECT changes() AS json'));
    if ((await target.json(isOutOfOrder)) === 1) await target.exec(putInOrder);
    await target.exec('COMMIT');
    // The source is removed next, so the data must be on the disk.
    await target.run('PRAGMA wal_checkpoint(TRUNCATE)');
    return { completions, clashes };
  } catch (error) {
    await target.exec('ROLLBACK').catch(() => {});
    throw error;
  }
}
