import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { openDatabase } from '../src/sqlite/database.ts';
import { createUsageStore } from '../src/usage/create-usage-store.ts';
import type { Dimension, UsageQuery, UsageStore } from '../src/usage/usage-store.ts';
import { scaled, type Part, type Table } from './part.ts';

const dayMs = 24 * 60 * 60 * 1000;
const perDay = 10_000;

/** The end of the last day that is asked for. */
const end = Date.parse('2026-03-11T00:00:00Z');

/** A query must not take longer, in milliseconds of CPU: other programs cannot distort that. */
const goalMs = 100;

const groupings: readonly (readonly Dimension[])[] = [
  [],
  ['model'],
  ['key'],
  ['surface'],
  ['program'],
  ['status'],
  ['errorCode'],
  ['effort'],
  ['model', 'status'],
];

/** What completions of 90 days used, by day and with percentiles. */
export const usage: Part = {
  name: 'usage',
  async measure(scale) {
    const days = scaled(scale, 90, 5);
    const folder = await mkdtemp(path.join(tmpdir(), 'codex-serve-bench-usage-'));
    try {
      const file = path.join(folder, 'usage.sqlite');
      const open = async (): Promise<UsageStore> => await openStore(file);
      await (await open()).close();
      await fill(file, days);
      const store = await open();
      // Each packs some hours that are over.
      for (let hour = 0; hour < days * 24; hour += 10) await store.report(queryOf(1, []));
      const table = await measureQueries(store, days);
      await store.close();
      const { size } = await stat(file);
      return [
        {
          ...table,
          title: `${table.title}; ${Math.round(size / (days * perDay))} bytes a completion on disk`,
        },
      ];
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

async function openStore(file: string): Promise<UsageStore> {
  const logger = pino({ level: 'silent' });
  return await createUsageStore({
    file,
    days: 36_500,
    isContentKept: false,
    logger,
    now: () => end,
  });
}

const queryOf = (days: number, groupBy: readonly Dimension[], timeZone = 'UTC'): UsageQuery => ({
  from: new Date(end - days * dayMs),
  to: new Date(end),
  granularity: 'day',
  timeZone,
  groupBy,
  filter: {},
});

async function measureQueries(store: UsageStore, days: number): Promise<Table> {
  const rows: string[][] = [];
  for (const timeZone of ['UTC', 'America/New_York']) {
    for (const groupBy of groupings) {
      const times: number[] = [];
      const cpuTimes: number[] = [];
      let buckets = 0;
      for (let run = 0; run < 7; run += 1) {
        const cpu = process.cpuUsage();
        const started = performance.now();
        const report = await store.report(queryOf(days, groupBy, timeZone));
        times.push(performance.now() - started);
        const { user, system } = process.cpuUsage(cpu);
        cpuTimes.push((user + system) / 1000);
        buckets = report.buckets.length;
      }
      const cpu = medianOf(cpuTimes);
      rows.push([
        groupBy.join(' and ') || 'nothing',
        timeZone,
        String(buckets),
        `${(times[0] ?? NaN).toFixed(0)} ms`,
        `${medianOf(times).toFixed(0)} ms`,
        `${cpu.toFixed(0)} ms`,
        cpu <= goalMs ? 'yes' : 'no',
      ]);
    }
  }
  return {
    title: `A usage report of ${days} days of ${perDay} completions, grouped by`,
    columns: ['days of', 'buckets', 'first', 'median of 7', 'its CPU', `at most ${goalMs} ms`],
    rows,
  };
}

const medianOf = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;

/** Writes completions of any time of those days: six programs, each with its models, keys and faults. */
async function fill(file: string, days: number): Promise<void> {
  const database = await openDatabase(file);
  const pick = (names: readonly string[], by: string): string =>
    `CASE (${by}) % ${names.length} ${names
      .map((name, index) => `WHEN ${index} THEN '${name}'`)
      .join(' ')} END`;
  for (let day = 0; day < days; day += 1) {
    await database.run(
      `WITH RECURSIVE number(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n < ${perDay - 1}),
        some AS (SELECT n, abs(random()) AS r, abs(random()) AS q, abs(random()) % 100 AS luck FROM number)
      INSERT INTO completion (id, created_at, first_token_at, ended_at, surface, model, effort, status,
        error_code, key_name, user_agent, program, input_tokens, cached_input_tokens,
        cache_write_input_tokens, output_tokens, reasoning_output_tokens, total_tokens, queued_ms)
      SELECT 'chatcmpl-${day}-' || n, at - 900 - r % 60000, at - 300 - r % 600, at,
        ${pick(['CHAT_COMPLETIONS', 'RESPONSES', 'GRAPHQL', 'CHAT_COMPLETIONS', 'RESPONSES', 'OLLAMA'], 'r % 6')},
        ${pick(['gpt-5.5', 'gpt-5.5', 'gpt-5.4-mini', 'gpt-6-sol'], 'q')},
        ${pick(['low', 'medium', 'high'], 'q / 8')},
        CASE WHEN luck < 95 THEN 'completed' WHEN luck < 98 THEN 'failed' ELSE 'cancelled' END,
        CASE WHEN luck < 95 THEN NULL WHEN luck < 97 THEN 'queue_timeout' WHEN luck < 98 THEN 'upstream_error'
          ELSE 'cancelled' END,
        'key-' || (r % 6 + r / 6 % 3), 'program', ${pick(['openai-python', 'OpenAI/JS', 'dashboard', 'curl', 'editor', 'ollama'], 'r % 6')},
        r % 30000, r % 20000, 0, q % 3000, q % 1000, r % 30000 + q % 3000, q % 20
      FROM (SELECT *, ${end - (day + 1) * dayMs} + n * ${dayMs / perDay} AS at FROM some)`,
    );
  }
  database.close();
}
