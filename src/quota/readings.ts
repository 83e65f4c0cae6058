import { z } from 'zod';
import type { Database } from '../sqlite/database.ts';
import { wellFormed } from '../sqlite/well-formed.ts';
import type { QuotaReading } from './quota-history.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Readings are kept for a week, and where a window is longer, for its length. */
const usualMinutes = 7 * 24 * 60;

/** No reading is kept for longer, whatever length a window claims: two months. */
const longestMinutes = 62 * 24 * 60;

/** Of readings that are older than a day, the last one of each ten minutes is kept. */
const coarseMs = 10 * 60_000;

/** The maximum number of rows. */
const maxRows = 100_000;

/** The maximum number of readings in one answer. */
const maxReadings = 10_000;

const rows = z.array(
  z.object({
    limitId: z.string(),
    kind: z.enum(['primary', 'secondary']),
    windowMinutes: z.number().nullable(),
    usedPercent: z.number(),
    resetsAt: z.number().nullable(),
    observedAt: z.number(),
  }),
);

/** Adds a row. */
export async function addReading(database: Database, reading: QuotaReading): Promise<void> {
  const { limitId, kind, windowMinutes, usedPercent, resetsAt, observedAt } = reading;
  await database.run(
    `INSERT INTO reading (limit_id, kind, window_minutes, used_percent, resets_at, observed_at)
      VALUES (?, ?, ?, ?, ?, ?)`,
    wellFormed(limitId),
    kind,
    windowMinutes === null ? null : Math.round(windowMinutes),
    usedPercent,
    resetsAt === null ? null : resetsAt.getTime(),
    observedAt.getTime(),
  );
}

/** Gives the last row of the window the time of this reading, which says the same. */
export async function extendReading(
  database: Database,
  { limitId, kind, observedAt }: QuotaReading,
): Promise<void> {
  await database.run(
    `UPDATE reading SET observed_at = ? WHERE key =
      (SELECT max(key) FROM reading WHERE limit_id = ? AND kind = ?)`,
    observedAt.getTime(),
    wellFormed(limitId),
    kind,
  );
}

/** The readings since then, oldest first; the newest of too many. */
export async function readReadings(
  database: Database,
  since: Date,
): Promise<readonly QuotaReading[]> {
  const found = await database.json(
    `SELECT json_group_array(json_object(
        'limitId', limit_id, 'kind', kind, 'windowMinutes', window_minutes,
        'usedPercent', used_percent, 'resetsAt', resets_at, 'observedAt', observed_at
      )) AS json
      FROM (SELECT * FROM reading WHERE observed_at >= ? ORDER BY observed_at DESC, key DESC LIMIT ?)`,
    since.getTime(),
    maxReadings,
  );
  return rows
    .parse(found)
    .toReversed()
    .map(({ resetsAt, observedAt, ...row }) => ({
      ...row,
      resetsAt: resetsAt === null ? null : new Date(resetsAt),
      observedAt: new Date(observedAt),
    }));
}

/**
 * Removes what is older than the longest window, thins what is older than a day, and keeps the newest
 * rows where there are too many.
 *
 * @param now In milliseconds since 1970.
 */
export async function removeOld(database: Database, now: number): Promise<void> {
  await database.run(
    `DELETE FROM reading WHERE observed_at < ? - 60000 *
      (SELECT min(max(coalesce(max(window_minutes), 0), ?), ?) FROM reading)`,
    now,
    usualMinutes,
    longestMinutes,
  );
  await database.run(
    `DELETE FROM reading WHERE observed_at < ? AND key NOT IN
      (SELECT max(key) FROM reading GROUP BY limit_id, kind, observed_at / ${coarseMs})`,
    now - dayMs,
  );
  await database.run(
    'DELETE FROM reading WHERE key <= (SELECT max(key) FROM reading) - ?',
    maxRows,
  );
}
