import { expect, test } from 'vitest';
import {
  bucketAt,
  dayTicks,
  isComparable,
  plotColumns,
  type ChartData,
} from '../../../web/src/ui/chart/chart-data.ts';

const bars: ChartData = {
  times: [0, 1000, 2000],
  end: 3000,
  isStacked: true,
  series: [
    { name: 'low', color: '--series-1', values: [1, null, 3] },
    { name: 'high', color: '--series-2', values: [10, null, 30] },
  ],
};

test('stacked series are drawn from the highest sum down', () => {
  expect(plotColumns(bars)).toEqual([
    [0, 1, 2],
    [11, 0, 33],
    [1, 0, 3],
  ]);
});

test('lines keep their gaps', () => {
  expect(plotColumns({ ...bars, isStacked: false })).toEqual([
    [0, 1, 2],
    [1, null, 3],
    [10, null, 30],
  ]);
});

test('values at one time alone are nothing to compare', () => {
  expect(isComparable(bars)).toBe(true);
  const [low] = bars.series;
  expect(isComparable({ ...bars, series: low ? [{ ...low, values: [0, null, 3] }] : [] })).toBe(
    false,
  );
});

test('a time belongs to the bucket that it is in, and none after the end', () => {
  expect([-1, 0, 999, 1000, 2999, 3000].map((time) => bucketAt(bars, time))).toEqual([
    null,
    0,
    0,
    1,
    2,
    null,
  ]);
});

test('days are named below their middle, from the newest back, as many as there is room for', () => {
  expect(dayTicks(bars, 3)).toEqual([500, 1500, 2500]);
  expect(dayTicks(bars, 2)).toEqual([500, 2500]);
  expect(dayTicks(bars, 0)).toEqual([2500]);
});
