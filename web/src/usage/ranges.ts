/** How long one bucket of a report is. */
export type Granularity = 'MINUTE' | 'HOUR' | 'DAY';

/** A span of time that the page shows. */
export interface Range {
  readonly granularity: Granularity;
  /** The starts of its buckets in milliseconds since 1970, oldest first. */
  readonly starts: readonly number[];
  /** Where it ends; null for now. */
  readonly to: number | null;
}

/** The spans to choose from, with their names. */
export const rangeNames = [
  ['hour', 'Last hour'],
  ['day', '24 hours'],
  ['today', 'Today'],
  ['yesterday', 'Yesterday'],
  ['week', '7 days'],
  ['month', '30 days'],
] as const;

/** One of the spans. */
export type RangeName = (typeof rangeNames)[number][0];

/** The name that an address has; `day` where it has none or another. */
export function rangeNameOf(text: string | null): RangeName {
  return rangeNames.find(([name]) => name === text)?.[0] ?? 'day';
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/**
 * The span of that name, seen from a time in milliseconds since 1970. Days are those of the local zone,
 * of 23 or 25 hours too. It stays the same for the whole last bucket, so that it can be polled.
 */
export function rangeOf(name: RangeName, now: number): Range {
  const today = midnight(now, 0);
  switch (name) {
    case 'hour':
      return {
        granularity: 'MINUTE',
        starts: steps(floor(now, minuteMs) - 59 * minuteMs, now, minuteMs),
        to: null,
      };
    case 'day':
      return {
        granularity: 'HOUR',
        starts: steps(floor(now, hourMs) - 23 * hourMs, now, hourMs),
        to: null,
      };
    case 'today':
      return { granularity: 'HOUR', starts: steps(floor(today, hourMs), now, hourMs), to: null };
    case 'yesterday':
      return {
        granularity: 'HOUR',
        starts: steps(floor(midnight(now, -1), hourMs), today - 1, hourMs),
        to: today,
      };
    case 'week':
      return { granularity: 'DAY', starts: days(now, 7), to: null };
    case 'month':
      return { granularity: 'DAY', starts: days(now, 30), to: null };
  }
}

function floor(at: number, stepMs: number): number {
  return Math.floor(at / stepMs) * stepMs;
}

function steps(from: number, last: number, stepMs: number): readonly number[] {
  const starts: number[] = [];
  for (let start = from; start <= last; start += stepMs) starts.push(start);
  return starts;
}

function days(now: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => midnight(now, index + 1 - count));
}

/** The start of the local day that is so many days after that of a time. */
function midnight(at: number, after: number): number {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + after).getTime();
}
