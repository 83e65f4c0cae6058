import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { costOf, type Price } from '../../src/usage/prices/price.ts';
import { priceTable } from '../../src/usage/prices/price-table.ts';
import { readPrices } from '../../src/usage/prices/read-prices.ts';
import { createTempFolder, type TempFolder } from '../support/temp-folder.ts';
import { insertRows } from './insert-rows.ts';
import { createTestUsage, lastDay, type TestUsage } from './test-store.ts';

const whole: Price = { input: 2, cachedInput: 0.2, cacheWriteInput: 2.5, output: 10 };

describe('what tokens cost', () => {
  it('is the sum of fresh, cached and written input and of output', () => {
    const tokens = {
      input: 1_000_000,
      cachedInput: 500_000,
      cacheWriteInput: 100_000,
      output: 200_000,
    };
    expect(costOf(tokens, whole)).toBeCloseTo(0.8 + 0.1 + 0.25 + 2, 10);
  });

  it('is not known where the price of some of them is not', () => {
    const tokens = { input: 10, cachedInput: 5, cacheWriteInput: 0, output: 1 };
    expect(costOf(tokens, { ...whole, cacheWriteInput: null })).not.toBeNull();
    expect(costOf(tokens, { ...whole, cachedInput: null })).toBeNull();
    expect(
      costOf({ ...tokens, cacheWriteInput: 1 }, { ...whole, cacheWriteInput: null }),
    ).toBeNull();
  });
});

describe('the table of prices', () => {
  it.each(Object.entries(priceTable))(
    'names the page that states the price of %s',
    (_model, price) => {
      expect(price.source).toMatch(/^https:\/\//);
      expect(price.seen).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(price.input).toBeGreaterThan(0);
      expect(price.output).toBeGreaterThan(price.input);
    },
  );
});

describe('a file of prices', () => {
  let folder: TempFolder;

  beforeEach(async () => {
    folder = await createTempFolder();
  });
  afterEach(async () => {
    await folder.remove();
  });

  async function read(text: string): ReturnType<typeof readPrices> {
    const file = path.join(folder.path, 'prices.json');
    await writeFile(file, text);
    return await readPrices(file);
  }

  it('adds, changes and takes away prices, and leaves the others', async () => {
    const priceOf = await read(
      JSON.stringify({ mine: { input: 1, output: 2 }, 'gpt-5.5': { ...whole }, 'gpt-5.4': null }),
    );
    expect(priceOf('mine')).toEqual({
      input: 1,
      cachedInput: null,
      cacheWriteInput: null,
      output: 2,
    });
    expect(priceOf('gpt-5.5')).toEqual(whole);
    expect(priceOf('gpt-5.4')).toBeUndefined();
    expect(priceOf('gpt-6-sol')).toMatchObject({ input: 2 });
    expect(priceOf('toString')).toBeUndefined();
  });

  it.each([
    ['no JSON', '{', /prices\.json cannot be read: it is not JSON$/],
    ['a list', '[]', /prices\.json: the file: /],
    ['a price without output', '{"m": {"input": 1}}', /prices\.json: m\.output: /],
    ['a negative price', '{"m": {"input": -1, "output": 1}}', /prices\.json: m\.input: /],
    [
      'a word that it does not know',
      '{"m": {"input": 1, "output": 1, "cached": 1}}',
      /prices\.json: m: /,
    ],
  ])('that holds %s is refused with a reason', async (_what, text, message) => {
    await expect(read(text)).rejects.toThrow(message);
  });

  it('that does not exist is refused', async () => {
    await expect(readPrices(path.join(folder.path, 'none.json'))).rejects.toThrow(
      /none\.json cannot be read: ENOENT/,
    );
  });
});

describe('usage', () => {
  let usage: TestUsage;

  beforeEach(async () => {
    usage = await createTestUsage();
  });
  afterEach(async () => {
    await usage.remove();
  });

  it('says what completions would have cost, and which of them it cannot tell', async () => {
    const priceOf = (model: string): Price | undefined => (model === 'known' ? whole : undefined);
    const store = await usage.open({ priceOf });
    const tokens = {
      input_tokens: 1_000_000,
      cached_input_tokens: 0,
      cache_write_input_tokens: 0,
      output_tokens: 100_000,
    };
    const now = Date.now();
    await insertRows(usage.file, [
      { ended_at: now, model: 'known', ...tokens },
      { ended_at: now, model: 'known', ...tokens },
      { ended_at: now, model: 'known', status: 'failed', total_tokens: null, input_tokens: null },
      { ended_at: now, model: 'unknown', ...tokens },
    ]);
    const costs = async (groupBy: readonly 'model'[]): Promise<unknown> => {
      const { totals, buckets } = await store.report(lastDay({ groupBy }));
      return [totals, ...buckets.map((bucket) => bucket.totals)].map((of) => [
        of.estimatedCostUsd,
        of.unpricedCompletions,
      ]);
    };
    expect(await costs(['model'])).toEqual([
      [6, 1],
      [6, 0],
      [null, 1],
    ]);
    expect(await costs([])).toEqual([
      [6, 1],
      [6, 1],
    ]);
    const nothing = await store.report(lastDay({ filter: { model: 'none' } }));
    expect(nothing.totals).toMatchObject({ estimatedCostUsd: null, unpricedCompletions: 0 });
    await store.close();
  });
});
