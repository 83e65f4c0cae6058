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

const packedHours = z.array(z.object({ start: z.number(), cells: z.instanceof(ArrayBuffer) }));
const packedDays = z.array(
  z.object({ start: z.number(), until: z.number(), cells: z.instanceof(ArrayBuffer) }),
);
const countedSchema = z.array(z.array(z.number()));
const groupedSchema = z.array(z.tuple([z.number(), groupSchema, z.array(z.number())]));

/** The groups that meet conditions, by their ids: there are millions of look-ups. */
type KnownGroups = readonly (Group | undefined)[];

async function groupsById(database: Database, conditions: Conditions): Promise<KnownGroups> {
  const groups: (Group | undefined)[] = [];
  for (const [id, group] of await readGroups(database, conditions)) groups[id] = group;
  return groups;
}

/** Reads the cells of the hours that start in a range, of the groups that meet conditions. */
export async function readHours(
  database: Database,
  range: TimeRange,
  conditions: Conditions,
  sinkAt: SinkAt,
): Promise<void> {
  const groups = await groupsById(database, conditions);
  await addPackedHours(database, range, groups, sinkAt);
  await addLiveHours(database, range, groups, sinkAt);
}

/**
 * Reads the same of days, each with the start of its day: those that are packed as such, and of the
 * others their hours. Hours that are not packed count in any day: a clock that was ahead had days
 * packed before they were over.
 */
export async function readDays(
  database: Database,
  days: readonly TimeRange[],
  conditions: Conditions,
  sinkAt: SinkAt,
): Promise<void> {
  const groups = await groupsById(database, conditions);
  const range = { from: days[0]?.from ?? 0, to: days.at(-1)?.to ?? 0 };
  const packed = await database.rows(
    'SELECT start, until, cells FROM usage_packed_day WHERE start >= ? AND start < ?',
    range.from,
    range.to,
  );
  const cells = new Map(
    packedDays.parse(packed).map((day) => [`${day.start} ${day.until}`, day.cells]),
  );
  const hold = createHold();
  for (const day of days) {
    const own = cells.get(`${day.from} ${day.to}`);
    if (own === undefined) await addPackedHours(database, day, groups, sinkAt);
    else addPacked(own, day.from, groups, sinkAt);
    await hold();
  }
  await addLiveHours(database, range, groups, sinkAt);
}

async function addPackedHours(
  database: Database,
  { from, to }: TimeRange,
  groups: KnownGroups,
  sinkAt: SinkAt,
): Promise<void> {
  const packed = await database.rows(
    'SELECT start, cells FROM usage_packed_hour WHERE start >= ? AND start < ? ORDER BY start',
    from,
    to,
  );
  const hold = createHold();
  for (const { start, cells } of packedHours.parse(packed)) {
    addPacked(cells, start, groups, sinkAt);
    await hold();
  }
}

async function addLiveHours(
  database: Database,
  { from, to }: TimeRange,
  groups: KnownGroups,
  sinkAt: SinkAt,
): Promise<void> {
  const rows = await database.json(
    `SELECT json_group_array(json_array(start, group_id, ${countedColumns.join(', ')})) AS json
      FROM usage_hour WHERE start >= ? AND start < ?`,
    from,
    to,
  );
  for (const [start = 0, groupId = 0, ...counted] of countedSchema.parse(rows)) {
    const group = groups[groupId];
    const sink = group && sinkAt(start, groupId, group);
    if (sink !== undefined) addCounted(counted, groupId, sink);
  }
}

function addPacked(cells: ArrayBuffer, start: number, groups: KnownGroups, sinkAt: SinkAt): void {
  unpackCells(new Uint8Array(cells), (groupId) => {
    const group = groups[groupId];
    return group && sinkAt(start, groupId, group);
  });
}

/** Lets others have the event loop where it was held for long. */
function createHold(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < maxHoldMs) return;
    await new Promise(setImmediate);
    since = performance.now();
  };
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
