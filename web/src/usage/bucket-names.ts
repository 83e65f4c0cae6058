import type { Granularity } from './ranges.ts';

const clock = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const weekday = new Intl.DateTimeFormat(undefined, {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
});

const hourMs = 3_600_000;

/** The name of a bucket by its start: `14:02`, `Nov 27, 14:00 – 15:00`, `Fri, Nov 27`. */
export function bucketName(granularity: Granularity, start: number): string {
  const date = new Date(start);
  switch (granularity) {
    case 'MINUTE':
      return clock.format(date);
    case 'HOUR':
      return `${day.format(date)}, ${clock.formatRange(date, new Date(start + hourMs))}`;
    case 'DAY':
      return weekday.format(date);
  }
}

/** A time on the axis: the clock, and the day at midnight. */
export function axisName(granularity: Granularity, time: number): string {
  const date = new Date(time);
  const isMidnight = date.getHours() === 0 && date.getMinutes() === 0;
  return granularity === 'DAY' || isMidnight ? day.format(date) : clock.format(date);
}

/** The end of the bucket that starts last, in milliseconds since 1970. */
export function endOf(granularity: Granularity, lastStart: number): number {
  if (granularity === 'MINUTE') return lastStart + 60_000;
  if (granularity === 'HOUR') return lastStart + hourMs;
  const date = new Date(lastStart);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime();
}
