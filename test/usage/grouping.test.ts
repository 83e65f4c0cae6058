import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Dimension, UsageFilter } from '../../src/usage/usage-store.ts';
import { openDatabase } from '../../src/sqlite/database.ts';
import { insertRows, type Row } from './insert-rows.ts';
import { createTestUsage, lastDay, type TestUsage } from './test-store.ts';

let usage: TestUsage;

beforeEach(async () => {
  usage = await createTestUsage();
});
afterEach(async () => {
  await usage.remove();
});

const hourMs = 60 * 60 * 1000;
const now = Date.parse('2026-03-10T12:34:56.789Z');

const failure: Row = {
  status: 'failed',
  error_code: 'queue_timeout',
  first_token_at: null,
  total_tokens: null,
};

/** Some rows of this hour, and of each of the ten hours before it. */
function someRows(): Row[] {
  return Array.from({ length: 11 }, (_, hours) => now - hours * hourMs).flatMap((endedAt) => [
    { ended_at: endedAt },
    { ended_at: endedAt, program: 'OpenAI/JS', effort: null, key_name: 'alice' },
    { ended_at: endedAt, program: null, ...failure },
    { ended_at: endedAt, status: 'cancelled', error_code: 'cancelled', effort: 'high' },
  ]);
}

/** What is grouped by which dimension, with the number of completions, in a store that opens anew. */
async function counted(
  groupBy: readonly Dimension[],
  filter: UsageFilter = {},
): Promise<(readonly unknown[])[]> {
  const store = await usage.open({ now: () => now });
  const { buckets, totals } = await store.report({
    ...lastDay(),
    granularity: 'day',
    groupBy,
    filter,
  });
  await store.close();
  const sum = buckets.reduce((so, bucket) => so + bucket.totals.completions, 0);
  expect(totals.completions).toBe(sum);
  return buckets.map(
    ({ model, keyName, surface, program, status, errorCode, effort, totals: of }) => [
      ...[model, keyName, surface, program, status, errorCode, effort].filter(
        (value) => value !== null,
      ),
      of.completions,
    ],
  );
}

describe('totals', () => {
  beforeEach(async () => {
    await (await usage.open({ now: () => now })).close();
    await insertRows(usage.file, someRows());
  });

  it('are grouped by program, status, error and effort', async () => {
    expect(await counted(['program'])).toEqual([[11], ['OpenAI/JS', 11], ['curl', 22]]);
    expect(await counted(['status'])).toEqual([
      ['cancelled', 11],
      ['completed', 22],
      ['failed', 11],
    ]);
    expect(await counted(['errorCode'])).toEqual([[22], ['cancelled', 11], ['queue_timeout', 11]]);
    expect(await counted(['effort'])).toEqual([[11], ['high', 11], ['medium', 22]]);
    expect(await counted(['program', 'status', 'key'])).toEqual([
      ['failed', 11],
      ['curl', 'cancelled', 11],
      ['curl', 'completed', 11],
      ['alice', 'OpenAI/JS', 'completed', 11],
    ]);
  });

  it('are filtered by the same, together with any grouping', async () => {
    expect(await counted(['status'], { program: 'curl' })).toEqual([
      ['cancelled', 11],
      ['completed', 11],
    ]);
    expect(await counted([], { status: 'failed' })).toEqual([[11]]);
    expect(await counted(['program'], { errorCode: 'cancelled' })).toEqual([['curl', 11]]);
    expect(await counted(['key'], { effort: 'high' })).toEqual([[11]]);
    expect(await counted(['key'], { program: 'none' })).toEqual([]);
    expect(await counted(['model'], { owner: 'alice', keyName: 'bob' })).toEqual([]);
  });

  it('are added up by group over the whole range, with percentiles that no sum of buckets has', async () => {
    const slow = { created_at: now - 60_000, first_token_at: now - 50_000, ended_at: now };
    await insertRows(
      usage.file,
      [slow, slow, slow].map((row) => ({ ...row, effort: 'slow' })),
    );
    const store = await usage.open({ now: () => now });
    const { groups, buckets } = await store.report(lastDay({ groupBy: ['effort'] }));
    const shown = groups.map(({ effort, totals }) => [
      effort,
      totals.completions,
      totals.durationMsP50,
      totals.totalTokens,
    ]);
    const hours = new Set(buckets.map(({ start }) => start.getTime())).size;
    await store.close();
    expect(hours).toBe(11);
    expect(shown).toEqual([
      [null, 11, expect.closeTo(1000, -2), 165],
      ['high', 11, expect.closeTo(1000, -2), 165],
      ['medium', 22, expect.closeTo(1000, -2), 165],
      ['slow', 3, expect.closeTo(60_000, -4), 45],
    ]);
  });

  it('of everything are one group where they are not grouped, and none where nothing ended', async () => {
    const store = await usage.open({ now: () => now });
    const all = await store.report(lastDay());
    const none = await store.report(lastDay({ filter: { model: 'none' } }));
    await store.close();
    expect(all.groups.map(({ totals }) => totals)).toEqual([all.totals]);
    expect(none.groups).toEqual([]);
  });

  it('say the same before and after an hour is over, and after another row of it', async () => {
    const byHour = async (at: number): Promise<unknown> => {
      const store = await usage.open({ now: () => at });
      const from = new Date(now - 11 * hourMs);
      const report = await store.report({
        ...lastDay({ from, to: new Date(now), groupBy: ['program', 'status'] }),
      });
      await store.close();
      return report;
    };
    const before = await byHour(now - 11 * hourMs);
    const packed = await byHour(now + 2 * hourMs);
    expect(packed).toEqual(before);
    const database = await openDatabase(usage.file);
    expect(await database.json('SELECT count(*) AS json FROM usage_hour')).toBe(0);
    expect(await database.json('SELECT count(*) AS json FROM usage_packed_hour')).toBe(11);
    database.close();

    await insertRows(usage.file, [{ ended_at: now - 3 * hourMs, input_tokens: 2 ** 45 }]);
    const late = await byHour(now + 2 * hourMs);
    expect(late).toEqual(await byHour(now + 3 * hourMs));
    expect(late).toMatchObject({
      totals: { completions: 45, inputTokens: 2 ** 45 + 43 * 10 + 10 },
    });
  });

  it('of a day are the same once it is over, in any time zone, and after another row of it', async () => {
    const later = now + 30 * hourMs;
    const days = async (timeZone: string): Promise<unknown> => {
      const store = await usage.open({ now: () => later });
      const { totals, buckets } = await store.report({
        ...lastDay({ groupBy: ['program', 'effort'], timeZone }),
        granularity: 'day',
      });
      await store.close();
      return { totals, buckets };
    };
    const packed = async (): Promise<unknown> => {
      const database = await openDatabase(usage.file);
      const count = await database.json('SELECT count(*) AS json FROM usage_packed_day');
      database.close();
      return count;
    };
    const utc = await days('UTC');
    expect(await packed()).toBe(6);
    expect(await days('UTC')).toEqual(utc);
    expect(await days('America/New_York')).toMatchObject({ totals: { completions: 44 } });
    expect(await packed()).toBe(12);

    await insertRows(usage.file, [{ ended_at: now - hourMs }]);
    expect(await days('UTC')).toMatchObject({ totals: { completions: 45 } });
    expect(await days('UTC')).toMatchObject({ totals: { completions: 45 } });
    expect(await packed()).toBe(12 - 1);
    expect(await days('America/New_York')).toMatchObject({ totals: { completions: 45 } });
  });

  it('of a day that was packed by a clock that was ahead have what ends in it later', async () => {
    const totalsAt = async (at: number): Promise<unknown> => {
      const store = await usage.open({ now: () => at });
      const { totals } = await store.report({ ...lastDay(), granularity: 'day' });
      await store.close();
      return totals;
    };
    expect(await totalsAt(now + 30 * hourMs)).toMatchObject({ completions: 44 });
    await insertRows(usage.file, [{ ended_at: now + 1 }]);
    expect(await totalsAt(now + 2)).toMatchObject({ completions: 45 });
  });

  it('forget the groups and the programs of hours that are no longer kept', async () => {
    await (await usage.open({ now: () => now + 40 * 24 * hourMs })).close();
    const database = await openDatabase(usage.file);
    for (const table of [
      'completion',
      'usage_hour',
      'usage_packed_hour',
      'usage_packed_day',
      'usage_program',
      'usage_group',
    ]) {
      expect([table, await database.json(`SELECT count(*) AS json FROM ${table}`)]).toEqual([
        table,
        0,
      ]);
    }
    database.close();
  });
});

it('tells 50 programs of an hour apart, and counts the others as one', async () => {
  await (await usage.open({ now: () => now })).close();
  const rows = Array.from({ length: 60 }, (_, index) => ({
    ended_at: now,
    program: `program-${String(index).padStart(2, '0')}`,
  }));
  await insertRows(usage.file, [...rows, { ended_at: now, program: 'program-00' }]);
  const byProgram = await counted(['program']);
  expect(byProgram).toHaveLength(51);
  expect(byProgram[0]).toEqual(['other', 10]);
  expect(byProgram[1]).toEqual(['program-00', 2]);
  expect(byProgram.at(-1)).toEqual(['program-49', 1]);

  const store = await usage.open({ now: () => now });
  const minutes = await store.report({ ...lastDay(), granularity: 'minute', groupBy: ['program'] });
  expect(minutes.buckets).toHaveLength(51);
  const records = await store.completionRecords({
    filter: { program: 'program-55' },
    limit: 9,
    isOldestFirst: true,
  });
  expect(records).toHaveLength(1);
  await store.close();
});

describe('minutes', () => {
  it('cover the last hour by default, and at most the last three', async () => {
    const store = await usage.open({ now: () => now });
    await insertRows(usage.file, [
      { ended_at: now },
      { ended_at: now - 60_000, status: 'failed' },
      { ended_at: now - 60_000 },
      { ended_at: now - 3 * hourMs },
    ]);
    const hour = await store.report({ ...lastDay(), granularity: 'minute', groupBy: ['status'] });
    expect([hour.from.toISOString(), hour.to.toISOString()]).toEqual([
      '2026-03-10T11:35:00.000Z',
      '2026-03-10T12:35:00.000Z',
    ]);
    expect(
      hour.buckets.map(({ start, status, totals }) => [
        start.toISOString(),
        status,
        totals.completions,
      ]),
    ).toEqual([
      ['2026-03-10T12:33:00.000Z', 'completed', 1],
      ['2026-03-10T12:33:00.000Z', 'failed', 1],
      ['2026-03-10T12:34:00.000Z', 'completed', 1],
    ]);
    const from = new Date(now - 3 * hourMs);
    const all = await store.report({ ...lastDay(), from, granularity: 'minute' });
    expect(all.totals.completions).toBe(4);
    const before = new Date(now - 3 * hourMs - 60_000);
    await expect(
      store.report({ ...lastDay(), from: before, granularity: 'minute' }),
    ).rejects.toMatchObject({
      code: 'invalid_value',
      param: 'from',
      message: 'from must be within the last 3 hours for minutes.',
    });
    await store.close();
  });

  it('say what the hour says', async () => {
    const store = await usage.open({ now: () => now });
    const rows = Array.from({ length: 40 }, (_, index) => ({
      ended_at: now - index * 1000,
      created_at: now - index * 1000 - index * index,
      first_token_at: null,
      program: `p${index % 3}`,
      effort: index % 2 === 0 ? 'low' : null,
    }));
    await insertRows(usage.file, rows);
    for (const filter of [{}, { program: 'p1' }, { effort: 'low' }, { owner: 'x' }]) {
      const minutes = await store.report({ ...lastDay({ filter }), granularity: 'minute' });
      expect(minutes.totals).toEqual((await store.report(lastDay({ filter }))).totals);
    }
    await store.close();
  });
});
