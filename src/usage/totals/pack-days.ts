import { z } from 'zod';
import type { Database } from '../../sqlite/database.ts';
import { createCell, packCells, unpackCells, type Cell } from './packed-cells.ts';
import type { TimeRange } from './read-cells.ts';

const hourMs = 60 * 60 * 1000;

/** With more days than that, of many time zones, all are packed anew when they are asked for. */
const maxDays = 5000;

const startsSchema = z.array(z.tuple([z.number(), z.number()]));
const packedSchema = z.array(z.object({ cells: z.instanceof(ArrayBuffer) }));

/**
 * Packs each of these days that is over into one BLOB, unless it is packed already. A day is that of
 * one time zone. Its hours stay, for the days of others. Reading 90 days then takes a tenth of the time;
 * the first time that a zone is asked for takes the time of its hours.
 */
export async function packDays(
  database: Database,
  days: readonly TimeRange[],
  now: number,
): Promise<void> {
  const known = startsSchema.parse(
    await database.json(
      'SELECT json_group_array(json_array(start, until)) AS json FROM usage_packed_day',
    ),
  );
  const packed = new Set(known.map(([start, until]) => `${start} ${until}`));
  const live = z
    .number()
    .nullable()
    .parse(await database.json('SELECT min(start) AS json FROM usage_hour'));
  const end = Math.min(now - hourMs, live ?? Infinity);
  const missing = days.filter(({ from, to }) => to <= end && !packed.has(`${from} ${to}`));
  if (missing.length === 0) return;
  if (known.length + missing.length > maxDays) await database.run('DELETE FROM usage_packed_day');
  for (const day of missing) await packDay(database, day);
}

async function packDay(database: Database, { from, to }: TimeRange): Promise<void> {
  const cells = new Map<number, Cell>();
  const cellOf = (groupId: number): Cell => {
    const cell = cells.get(groupId) ?? createCell(groupId);
    cells.set(groupId, cell);
    return cell;
  };
  const hours = await database.rows(
    'SELECT cells FROM usage_packed_hour WHERE start >= ? AND start < ?',
    from,
    to,
  );
  for (const hour of packedSchema.parse(hours)) unpackCells(new Uint8Array(hour.cells), cellOf);
  await database.run(
    'INSERT INTO usage_packed_day VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET cells = excluded.cells',
    from,
    to,
    packCells(cells.values()),
  );
}
