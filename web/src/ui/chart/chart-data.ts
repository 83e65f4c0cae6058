/** The custom properties that draw the series of a chart. */
export type SeriesColor = '--series-1' | '--series-2' | '--series-3' | '--series-4' | '--series-5';

/** One series of a chart. */
export interface Series {
  readonly name: string;
  readonly color: SeriesColor;
  /** A value for each time; null where there is none. */
  readonly values: readonly (number | null)[];
}

/** Values over time. */
export interface ChartData {
  /** When each bucket starts, in milliseconds since 1970, oldest first. */
  readonly times: readonly number[];
  /** When the last bucket ends. */
  readonly end: number;
  readonly series: readonly Series[];
  /** Bars on top of each other, which add up; otherwise lines. */
  readonly isStacked: boolean;
}

/** Whether there is something to compare: values at two times at least. */
export function isComparable({ times, series }: ChartData): boolean {
  return times.filter((_, index) => series.some(({ values }) => values[index])).length >= 2;
}

/**
 * The columns that uPlot draws: the times in seconds, then each series. Stacked series are added up
 * and come from the highest sum down, so that each one covers the ones before it from the ground up.
 */
export function plotColumns({
  times,
  series,
  isStacked,
}: ChartData): [number[], ...(number | null)[][]] {
  const seconds = times.map((time) => time / 1000);
  if (!isStacked) return [seconds, ...series.map(({ values }) => [...values])];
  const sums = times.map(() => 0);
  const stacked = series.map(({ values }) =>
    values.map((value, index) => (sums[index] = (sums[index] ?? 0) + (value ?? 0))),
  );
  return [seconds, ...stacked.toReversed()];
}

/** The index of the bucket that a time is in; null where it is in none. */
export function bucketAt({ times, end }: ChartData, time: number): number | null {
  if (time >= end) return null;
  const index = times.findLastIndex((start) => start <= time);
  return index < 0 ? null : index;
}

/** Buckets from this length on are named as a whole, below their middle. Not all days have 24 hours. */
const dayMs = 23 * 3_600_000;

/** Whether the buckets are days. */
export function isDaily({ times }: Pick<ChartData, 'times'>): boolean {
  const [first, second] = times;
  return first !== undefined && second !== undefined && second - first >= dayMs;
}

/** The times to name on the axis of daily buckets: the middle of every so many days, from the newest back. */
export function dayTicks({ times, end }: ChartData, max: number): readonly number[] {
  const step = Math.max(1, Math.ceil(times.length / Math.max(1, max)));
  return times
    .map((start, index) => (start + (times[index + 1] ?? end)) / 2)
    .filter((_, index) => (times.length - 1 - index) % step === 0);
}
