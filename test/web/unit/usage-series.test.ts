import { expect, test } from 'vitest';
import { cachedShare, tokenKinds, totalsByStart } from '../../../web/src/usage/series.ts';

const counts = {
  inputTokens: 100,
  cachedInputTokens: 60,
  outputTokens: 30,
  reasoningOutputTokens: 10,
};

test('the kinds of tokens do not overlap, and add up to all tokens', () => {
  expect(tokenKinds(counts)).toEqual({ fresh: 40, cached: 60, answer: 20, reasoning: 10 });
});

test('the cached share is one of input, and is not known without input', () => {
  expect(cachedShare(counts)).toBe(0.6);
  expect(cachedShare({ ...counts, inputTokens: 0, cachedInputTokens: 0 })).toBeNull();
});

test('buckets in which nothing ended are gaps', () => {
  expect(
    totalsByStart([0, 60_000, 120_000], [{ start: new Date(60_000).toISOString(), totals: 'one' }]),
  ).toEqual([null, 'one', null]);
});

test('a bucket belongs to the start before it where the two are not in step', () => {
  const half = new Date(90_000).toISOString();
  expect(totalsByStart([0, 60_000], [{ start: half, totals: 'one' }])).toEqual([null, 'one']);
  const early = new Date(0).toISOString();
  expect(totalsByStart([60_000], [{ start: early, totals: 'one' }])).toEqual([null]);
});
