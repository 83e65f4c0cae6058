import { z } from 'zod';
import type { Database } from '../../sqlite/database.ts';
import { addCounted, countedColumns } from './add-counted.ts';
import { countedRows } from './counting-sql.ts';
import { groupColumns, type Group } from './group.ts';
import { unpackCells, type CellSink } from './packed-cells.ts';
import { groupJson, groupSchema, readGroups, type Conditions } from './read-groups.ts';
import { sumColumns } from './sums.ts';

/** From when to when, in milliseconds since 1970. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/**
 * The sink of the cells that start at a time and belong to a group.
 *
 * @param groupId Tells the groups of one reading apart.
 */
export type SinkAt = (start: number, groupId: number, group: Group) => CellSink | undefined;

const minuteMs = 60 * 1000;

/** Reading packed hours must not hold up the event loop for longer than this, in milliseconds. */
const maxHoldMs = 10;

const packedSchema = z.array(z.object({ start: z.number(), cells: z.instanceof(ArrayBuffer) }));
const countedSchema = z.array(z.array(z.number()));
const groupedSchema = z.array(z.tuple([z.number(), groupSchema, z.array(z.number())]));

/** Reads the cells of the hours that start in a range, of the groups that meet conditions. */
export async function readHours(
  database: Database,
  { from, to }: TimeRange,
  conditions: Conditions,
  sinkAt: SinkAt,
): Promise<void> {
  const groups = await readGroups(database, conditions);
  const sinkOf = (start: number, groupId: number): CellSink | undefined => {
    const group = groups.get(groupId);
    return group && sinkAt(start, groupId, group);
  };
  const packed = await database.rows(
    'SELECT start, cells FROM usage_packed_hour WHERE start >= ? AND start < ? ORDER BY start',
    from,
    to,
  );
  let heldSince = performance.now();
  for (const { start, cells } of packedSchema.parse(packed)) {
    unpackCells(new Uint8Array(cells), (groupId) => sinkOf(start, groupId));
    if (performance.now() - heldSince < maxHoldMs) continue;
    await new Promise(setImmediate);
    heldSince = performance.now();
  }
  const rows = await database.json(
    `SELECT json_group_array(json_array(start, group_id, ${countedColumns.join(', ')})) AS json
      FROM usage_hour WHERE start >= ? AND start < ?`,
    from,
    to,
  );
  for (const [start = 0, groupId = 0, ...counted] of countedSchema.parse(rows)) {
    const sink = sinkOf(start, groupId);
    if (sink !== undefined) addCounted(counted, groupId, sink);
  }
}

const sumsOfMinute = [
  'first_token_bin',
  'duration_bin',
  ...sumColumns.map((name) => `sum(${name})`),
].join(', ');

const minuteRows = countedRows(`ended_at - ended_at % ${minuteMs}`);

/** Reads the same of minutes, from the rows. */
export async function readMinutes(
  database: Database,
  { from, to }: TimeRange,
  { sql, values }: Conditions,
  sinkAt: SinkAt,
): Promise<void> {
  const rows = await database.json(
    `SELECT json_group_array(json_array(start, json(grouped), json(counted))) AS json FROM (
      SELECT start, ${groupJson} AS grouped, json_array(${sumsOfMinute}) AS counted
      FROM (${minuteRows} WHERE ended_at >= ? AND ended_at < ?)
      WHERE ${['true', ...sql].join(' AND ')}
      GROUP BY start, ${groupColumns.join(', ')}, first_token_bin, duration_bin
    )`,
    from,
    to,
    ...values,
  );
  const ids = new Map<string, number>();
  for (const [start, group, counted] of groupedSchema.parse(rows)) {
    const key = JSON.stringify(group);
    const groupId = ids.get(key) ?? ids.size;
    ids.set(key, groupId);
    const sink = sinkAt(start, groupId, group);
    if (sink !== undefined) addCounted(counted, groupId, sink);
  }
}
