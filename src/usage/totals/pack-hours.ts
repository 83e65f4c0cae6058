import { z } from 'zod';
import type { Database } from '../../sqlite/database.ts';
import { inTransaction } from '../../sqlite/in-transaction.ts';
import { addCounted, countedColumns } from './add-counted.ts';
import { createCell, packCells, unpackCells, type Cell } from './packed-cells.ts';

const hourMs = 60 * 60 * 1000;

const rowsSchema = z.array(z.array(z.number()));
const packedSchema = z.array(z.object({ cells: z.instanceof(ArrayBuffer) }));

const nextHour = 'SELECT min(start) AS json FROM usage_hour WHERE start <= ?';
const readHour = `SELECT json_group_array(json_array(
    group_id, ${countedColumns.join(', ')})) AS json
  FROM usage_hour WHERE start = ?`;

/**
 * Moves the cells of hours that are over from `usage_hour`, oldest first, into one BLOB an hour, which
 * is read in a tenth of the time. An hour that gets a late row is packed again.
 *
 * @param limit How many hours to pack at most.
 * @returns Whether there may be more of them.
 */
export async function packHours(database: Database, now: number, limit: number): Promise<boolean> {
  for (let packed = 0; packed < limit; packed += 1) {
    const start = z
      .number()
      .nullable()
      .parse(await database.json(nextHour, now - hourMs));
    if (start === null) return false;
    await inTransaction(database, async () => await packHour(database, start));
  }
  return true;
}

async function packHour(database: Database, start: number): Promise<void> {
  const cells = new Map<number, Cell>();
  const cellOf = (groupId: number): Cell => {
    const cell = cells.get(groupId) ?? createCell(groupId);
    cells.set(groupId, cell);
    return cell;
  };
  const packed = await database.rows('SELECT cells FROM usage_packed_hour WHERE start = ?', start);
  for (const row of packedSchema.parse(packed)) unpackCells(new Uint8Array(row.cells), cellOf);
  const rows = rowsSchema.parse(await database.json(readHour, start));
  for (const [groupId = 0, ...counted] of rows) addCounted(counted, groupId, cellOf(groupId));
  await database.run(
    `INSERT INTO usage_packed_hour VALUES (?, ?)
      ON CONFLICT DO UPDATE SET cells = excluded.cells`,
    start,
    packCells(cells.values()),
  );
  await database.run('DELETE FROM usage_packed_day WHERE start <= ? AND until > ?', start, start);
  await database.run('DELETE FROM usage_hour WHERE start = ?', start);
}
