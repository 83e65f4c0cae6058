import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  latencyBinSql,
  latencyBins,
  latencyBounds,
  latencyPercentile,
} from '../../src/util/latency-bounds.ts';
import { inMemory, openDatabase } from '../../src/sqlite/database.ts';
import { insertRows } from './insert-rows.ts';
import { createTestUsage, lastDay, type TestUsage } from './test-store.ts';

/** The smallest of the values which at least that share is not above. */
function nearestRank(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.max(1, Math.ceil(share * sorted.length)) - 1] ?? NaN;
}

/** Numbers of any size, the same in every run. */
function randomTimes(count: number, seed: number): number[] {
  let state = seed;
  const next = (): number => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
  return Array.from({ length: count }, () => Math.floor(10 ** (next() * 7)));
}

describe('the bounds of latency histograms', () => {
  it('begin with 1 ms, and every twelfth makes a coarse histogram', () => {
    expect(latencyBounds[0]).toBe(1);
    expect(latencyBounds.at(-1)).toBe(100_000_000);
    const coarse = latencyBounds.filter((_, index) => index % 12 === 0);
    expect(coarse).toHaveLength(17);
    expect(coarse.slice(0, 5).map((bound) => Math.round(bound * 10) / 10)).toEqual([
      1, 3.2, 10, 31.6, 100,
    ]);
  });

  it('hold each time in the bin that ends with the first bound not below it', async () => {
    const database = await openDatabase(inMemory);
    const times = [-5, 0, 1, 2, 3, 9, 10, 11, 99, 100, 101, 1000, 123_456, 10 ** 8, 10 ** 9];
    const bins = await database.json(
      `SELECT json_group_array(${latencyBinSql('value')}) AS json FROM json_each(?)`,
      JSON.stringify(times),
    );
    const expected = times.map((ms) => {
      const bound = latencyBounds.findIndex((upTo) => ms <= upTo);
      return ms < 1 ? 0 : bound === -1 ? latencyBins - 1 : bound + 1;
    });
    expect(bins).toEqual(expected);
    database.close();
  });
});

describe('percentiles', () => {
  let usage: TestUsage;

  beforeEach(async () => {
    usage = await createTestUsage();
  });
  afterEach(async () => {
    await usage.remove();
  });

  it.each([1, 2, 3, 7, 100, 1000])(
    'of %i times differ from the exact ones by at most 5 %',
    async (count) => {
      const now = Date.parse('2026-03-10T12:34:56.789Z');
      const store = await usage.open({ now: () => now });
      const durations = randomTimes(count, count);
      const firstTokens = randomTimes(count, count + 1).map((ms, index) =>
        Math.min(ms, durations[index] ?? 0),
      );
      await insertRows(
        usage.file,
        durations.map((duration, index) => ({
          ended_at: now - (index % 4) * 60 * 60 * 1000,
          created_at: now - (index % 4) * 60 * 60 * 1000 - duration,
          first_token_at: now - (index % 4) * 60 * 60 * 1000 - duration + (firstTokens[index] ?? 0),
        })),
      );
      const { totals } = await store.report(lastDay());
      for (const [told, values, share] of [
        [totals.firstTokenMsP50, firstTokens, 0.5],
        [totals.firstTokenMsP95, firstTokens, 0.95],
        [totals.durationMsP50, durations, 0.5],
        [totals.durationMsP95, durations, 0.95],
      ] as const) {
        const exact = nearestRank(values, share);
        expect(Math.abs((told ?? NaN) - exact)).toBeLessThanOrEqual(exact * 0.05);
      }
      await store.close();
    },
  );

  it('are null where there is nothing to be a percentile of', async () => {
    const store = await usage.open();
    const nothing = {
      firstTokenMsP50: null,
      firstTokenMsP95: null,
      durationMsP50: null,
      durationMsP95: null,
    };
    expect((await store.report(lastDay())).totals).toMatchObject(nothing);
    await insertRows(usage.file, [{ ended_at: Date.now(), first_token_at: null }]);
    expect((await store.report(lastDay())).totals).toMatchObject({
      ...nothing,
      durationMsP50: expect.any(Number),
      durationMsP95: expect.any(Number),
    });
    await store.close();
  });

  it('are exact at 0 and 1 ms', () => {
    expect(latencyPercentile([3, 0], 0.5)).toBe(0);
    expect(latencyPercentile([1, 3], 0.5)).toBe(1);
    expect(latencyPercentile([], 0.5)).toBeNull();
  });
});
