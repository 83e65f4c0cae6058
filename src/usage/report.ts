import { InvalidRequestError } from '../errors/errors.ts';
import type { Database } from '../sqlite/database.ts';
import { bucketGroupOf, dimensionsKey, type BucketGroup } from './bucket-group.ts';
import { toConditions } from './filter-sql.ts';
import type { Price, PriceOf } from './prices/price.ts';
import type { Group } from './totals/group.ts';
import { packDays } from './totals/pack-days.ts';
import { readDays, readHours, readMinutes, type SinkAt } from './totals/read-cells.ts';
import { TotalsAdder } from './totals/totals-adder.ts';
import { usageRange } from './usage-range.ts';
import type { UsageBucket, UsageGroup, UsageQuery, UsageReport } from './usage-store.ts';

/** Of all groups together: writing out more would hold up the event loop. */
const maxBuckets = 2000;

/** What a report is made from. */
export interface ReportDeps {
  readonly database: Database;
  readonly priceOf: PriceOf;
}

interface OpenBucket {
  readonly start: number;
  readonly key: string;
  readonly group: BucketGroup;
  readonly adder: TotalsAdder;
}

/** Reads totals. Rejects with an `InvalidRequestError` that names the argument at fault. */
export async function readReport(
  { database, priceOf }: ReportDeps,
  query: UsageQuery,
  now: number,
): Promise<UsageReport> {
  const range = usageRange(query, now);
  const buckets = createBuckets(query, range.starts, priceOf);
  const conditions = toConditions(query.filter);
  if (query.granularity === 'minute') {
    await readMinutes(database, range, conditions, buckets.adderAt);
  } else if (query.granularity === 'hour') {
    await readHours(database, range, conditions, buckets.adderAt);
  } else {
    const days = range.starts.map((from, index) => ({
      from,
      to: range.starts[index + 1] ?? range.to,
    }));
    await packDays(database, days, now);
    await readDays(database, days, conditions, buckets.adderAt);
  }
  return reportOf(range, buckets.all());
}

/** What a group of one reading means to a report. */
interface KnownGroup {
  readonly key: string;
  readonly group: BucketGroup;
  readonly price: Price | undefined;
}

/** The buckets that have anything in them, made when they are first met. */
function createBuckets(
  { groupBy }: UsageQuery,
  starts: readonly number[],
  priceOf: PriceOf,
): { adderAt: SinkAt; all(): readonly OpenBucket[] } {
  const all: OpenBucket[] = [];
  const byStart = new Map<number, Map<string, OpenBucket>>();
  // By their ids: there are millions of look-ups.
  const groups: (KnownGroup | undefined)[] = [];
  const startOf = bucketFinder(starts);

  function groupOf(groupId: number, group: Group): KnownGroup {
    const found = groups[groupId];
    if (found !== undefined) return found;
    const bucketGroup = bucketGroupOf(group, groupBy);
    const key = dimensionsKey(bucketGroup);
    const known = { key, group: bucketGroup, price: priceOf(group.model) };
    groups[groupId] = known;
    return known;
  }

  function open(start: number, { key, group }: KnownGroup): TotalsAdder {
    const ofStart = byStart.get(start) ?? new Map<string, OpenBucket>();
    byStart.set(start, ofStart);
    const known = ofStart.get(key);
    if (known !== undefined) return known.adder;
    if (all.length === maxBuckets) throw tooMany();
    const adder = new TotalsAdder((groupId) => groups[groupId]?.price);
    const bucket = { start, key, group, adder };
    ofStart.set(key, bucket);
    all.push(bucket);
    return adder;
  }

  // Cells come in the order of their starts.
  let lastAt = -1;
  let lastStart = -1;
  let lastAdders: (TotalsAdder | undefined)[] = [];
  return {
    adderAt(at, groupId, group) {
      if (at !== lastAt) {
        const start = startOf(at);
        if (start !== lastStart) lastAdders = [];
        lastAt = at;
        lastStart = start;
      }
      const known = lastAdders[groupId];
      if (known !== undefined) return known;
      const adder = open(lastStart, groupOf(groupId, group));
      lastAdders[groupId] = adder;
      return adder;
    },
    all: () => all,
  };
}

/** Finds the start of the bucket that a time is in. */
function bucketFinder(starts: readonly number[]): (at: number) => number {
  return (at) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return starts[low] ?? at;
  };
}

function reportOf(
  { from, to }: { readonly from: number; readonly to: number },
  buckets: readonly OpenBucket[],
): UsageReport {
  const all = new TotalsAdder(() => undefined);
  for (const { adder } of buckets) all.addAll(adder);
  const sorted = buckets.toSorted(
    (one, other) => one.start - other.start || (one.key < other.key ? -1 : 1),
  );
  return {
    from: new Date(from),
    to: new Date(to),
    totals: all.totals(),
    groups: groupsOf(sorted),
    buckets: sorted.map(({ start, group, adder }): UsageBucket => ({
      start: new Date(start),
      ...group,
      totals: adder.totals(),
    })),
  };
}

/** The groups of all buckets, in the order of their keys. */
function groupsOf(buckets: readonly OpenBucket[]): readonly UsageGroup[] {
  const groups = new Map<string, { group: BucketGroup; adder: TotalsAdder }>();
  for (const { key, group, adder } of buckets) {
    const known = groups.get(key) ?? { group, adder: new TotalsAdder(() => undefined) };
    known.adder.addAll(adder);
    groups.set(key, known);
  }
  return [...groups]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, { group, adder }]): UsageGroup => ({ ...group, totals: adder.totals() }));
}

function tooMany(): InvalidRequestError {
  return new InvalidRequestError(
    'invalid_value',
    `groupBy would give more than ${maxBuckets} buckets; ask for a shorter time, or group by less.`,
    { param: 'groupBy' },
  );
}
