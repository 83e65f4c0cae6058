import { afterEach, beforeEach, expect, test } from 'vitest';
import { rangeNameOf, rangeOf } from '../../../web/src/usage/ranges.ts';

const before = process.env['TZ'];

beforeEach(() => {
  process.env['TZ'] = 'Europe/Berlin';
});

afterEach(() => {
  if (before === undefined) delete process.env['TZ'];
  else process.env['TZ'] = before;
});

const iso = (times: readonly number[]): readonly string[] =>
  times.map((time) => new Date(time).toISOString());

test('the last hour is sixty minutes, the last of which is now', () => {
  const { granularity, starts, to } = rangeOf('hour', Date.parse('2026-03-01T10:20:40Z'));
  expect({ granularity, to, length: starts.length }).toEqual({
    granularity: 'MINUTE',
    to: null,
    length: 60,
  });
  expect(iso([starts[0] ?? 0, starts[59] ?? 0])).toEqual([
    '2026-03-01T09:21:00.000Z',
    '2026-03-01T10:20:00.000Z',
  ]);
});

test('the last day is 24 hours, the last of which is now', () => {
  const { granularity, starts } = rangeOf('day', Date.parse('2026-03-01T10:20:40Z'));
  expect(granularity).toBe('HOUR');
  expect(starts).toHaveLength(24);
  expect(iso([starts[23] ?? 0])).toEqual(['2026-03-01T10:00:00.000Z']);
});

test('today and yesterday are days of the local zone', () => {
  const now = Date.parse('2026-03-01T01:30:00Z');
  expect(iso(rangeOf('today', now).starts)).toEqual([
    '2026-02-28T23:00:00.000Z',
    '2026-03-01T00:00:00.000Z',
    '2026-03-01T01:00:00.000Z',
  ]);
  const yesterday = rangeOf('yesterday', now);
  expect(iso([yesterday.starts[0] ?? 0, yesterday.to ?? 0])).toEqual([
    '2026-02-27T23:00:00.000Z',
    '2026-02-28T23:00:00.000Z',
  ]);
});

test('a yesterday on which the clocks went forward has 23 hours', () => {
  expect(rangeOf('yesterday', Date.parse('2026-03-30T12:00:00Z')).starts).toHaveLength(23);
});

test('the month is thirty local days over a change of the clocks', () => {
  const { granularity, starts } = rangeOf('month', Date.parse('2026-03-30T12:00:00Z'));
  expect(granularity).toBe('DAY');
  expect(starts).toHaveLength(30);
  expect(iso(starts.slice(-3))).toEqual([
    '2026-03-27T23:00:00.000Z',
    '2026-03-28T23:00:00.000Z',
    '2026-03-29T22:00:00.000Z',
  ]);
});

test('an address without a span, or with another, means the last day', () => {
  expect([rangeNameOf(null), rangeNameOf('decade'), rangeNameOf('week')]).toEqual([
    'day',
    'day',
    'week',
  ]);
});
