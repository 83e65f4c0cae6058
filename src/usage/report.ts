import { z } from 'zod';
import { InvalidRequestError } from '../errors/errors.ts';
import type { Database } from '../sqlite/database.ts';
import { toConditions } from './filter-sql.ts';
import { bucketMs, usageRange } from './usage-range.ts';
import type {
  Dimension,
  UsageBucket,
  UsageQuery,
  UsageReport,
  UsageTotals,
} from './usage-store.ts';

/** Of all groups together: writing out more would hold up the event loop. */
const maxBuckets = 2000;

const groupColumns: Readonly<Record<Dimension, string>> = {
  model: 'model',
  key: 'key_name',
  surface: 'surface',
};

const totalsSchema = z.object({
  completions: z.number(),
  failed: z.number(),
  cancelled: z.number(),
  firstTokens: z.number(),
  firstTokenMs: z.number(),
  inputTokens: z.number(),
  cachedInputTokens: z.number(),
  cacheWriteInputTokens: z.number(),
  outputTokens: z.number(),
  reasoningOutputTokens: z.number(),
  totalTokens: z.number(),
});
const totalNames = totalsSchema.keyof().options;

const bucketsSchema = z.array(
  z.object({
    start: z.number(),
    model: z.string().nullable(),
    key_name: z.string().nullable(),
    surface: z.string().nullable(),
    totals: totalsSchema,
  }),
);

/** Nothing used. */
export const noTotals = totalsSchema.parse(Object.fromEntries(totalNames.map((name) => [name, 0])));

/** Reads totals. Rejects with an `InvalidRequestError` that names the argument at fault. */
export async function readReport(
  database: Database,
  query: UsageQuery,
  now: number,
): Promise<UsageReport> {
  const { from, to } = usageRange(query, now);
  const conditions = toConditions(query.filter);
  const rows = await database.json(
    reportSql(query, conditions.sql),
    bucketMs[query.granularity],
    from,
    to,
    ...conditions.values,
  );
  const buckets = bucketsSchema.parse(rows).map(toBucket);
  if (buckets.length > maxBuckets) throw tooMany();
  return {
    from: new Date(from),
    to: new Date(to),
    totals: sumOf(buckets.map(({ totals }) => totals)),
    buckets,
  };
}

function reportSql({ groupBy }: UsageQuery, conditions: readonly string[]): string {
  const groups = Object.entries(groupColumns).map(([dimension, column]) =>
    groupBy.some((wanted) => wanted === dimension) ? column : `NULL AS ${column}`,
  );
  const sums = totalNames.map((name) => `'${name}', sum(${columnOf(name)})`);
  const where = ['start >= ?2', 'start < ?3', ...conditions];
  return `SELECT json_group_array(json_object(
      'start', start, 'model', model, 'key_name', key_name, 'surface', surface,
      'totals', json(totals))) AS json
    FROM (
      SELECT start - start % ?1 AS start, ${groups.join(', ')},
        json_object(${sums.join(', ')}) AS totals
      FROM usage_hour WHERE ${where.join(' AND ')}
      GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4 LIMIT ${maxBuckets + 1}
    )`;
}

/** `inputTokens` is `input_tokens`. */
function columnOf(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function toBucket(row: z.infer<typeof bucketsSchema>[number]): UsageBucket {
  const { start, model, key_name: keyName, surface, totals } = row;
  return { start: new Date(start), model, keyName: keyName || null, surface, totals };
}

function sumOf(all: readonly UsageTotals[]): UsageTotals {
  const sum = { ...noTotals };
  for (const totals of all) for (const name of totalNames) sum[name] += totals[name];
  return sum;
}

function tooMany(): InvalidRequestError {
  return new InvalidRequestError(
    'invalid_value',
    `groupBy would give more than ${maxBuckets} buckets; ask for a shorter time, or group by less.`,
    { param: 'groupBy' },
  );
}
