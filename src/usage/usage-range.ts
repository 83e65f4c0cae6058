import { InvalidRequestError } from '../errors/errors.ts';
import { timeZoneOf, type TimeZone } from './time-zone.ts';
import type { Granularity, UsageQuery } from './usage-store.ts';

const minuteMs = 60 * 1000;
const hourMs = 60 * minuteMs;

/** How many buckets a report has by default. */
const defaultBuckets: Readonly<Record<Granularity, number>> = { minute: 60, hour: 24, day: 7 };

/** Of one group in a report: 41 days of hours. */
const maxBuckets = 1000;

/** How far back minutes go: they are counted from the rows. */
const minutesBackMs = 3 * hourMs;

/** The buckets of a report. All times are in milliseconds since 1970. */
export interface UsageRange {
  readonly from: number;
  readonly to: number;
  /** Where each bucket starts, ascending. */
  readonly starts: readonly number[];
}

/** Buckets of one length. */
interface Calendar {
  startOf(at: number): number;
  /** The start of the bucket that is so many after that of an instant, or before it. */
  startAfter(at: number, buckets: number): number;
}

/**
 * The whole buckets that a query is about; one that it touches counts in full. Throws an
 * `InvalidRequestError` that names the argument at fault.
 */
export function usageRange(
  query: Pick<UsageQuery, 'from' | 'to' | 'granularity' | 'timeZone'>,
  now: number,
): UsageRange {
  const { granularity } = query;
  const calendar = calendarOf(granularity, timeZoneOf(query.timeZone ?? 'UTC'));
  const until = query.to?.getTime() ?? now;
  if (query.from !== undefined && query.from.getTime() >= until) {
    throw invalidFrom('from must be before to, which is now where it is not given');
  }
  const to = calendar.startAfter(until - 1, 1);
  const from =
    query.from === undefined
      ? calendar.startAfter(until - 1, 1 - defaultBuckets[granularity])
      : calendar.startOf(query.from.getTime());
  if (granularity === 'minute' && from < calendar.startOf(now - minutesBackMs)) {
    throw invalidFrom('from must be within the last 3 hours for minutes');
  }
  return { from, to, starts: startsOf(calendar, from, to, granularity) };
}

function startsOf(
  calendar: Calendar,
  from: number,
  to: number,
  granularity: Granularity,
): readonly number[] {
  const starts: number[] = [];
  for (let start = from; start < to; start = calendar.startAfter(start, 1)) {
    if (starts.length === maxBuckets) {
      throw invalidFrom(`from and to must be at most ${maxBuckets} ${granularity}s apart`);
    }
    starts.push(start);
  }
  return starts;
}

function calendarOf(granularity: Granularity, zone: TimeZone): Calendar {
  if (granularity !== 'day') return evenCalendar(granularity === 'hour' ? hourMs : minuteMs);
  return {
    startOf: (at) => zone.startOfDay(at),
    startAfter: (at, days) => zone.startOfDayAfter(at, days),
  };
}

function evenCalendar(length: number): Calendar {
  const startOf = (at: number): number => Math.floor(at / length) * length;
  return { startOf, startAfter: (at, buckets) => startOf(at) + buckets * length };
}

function invalidFrom(message: string): InvalidRequestError {
  return new InvalidRequestError('invalid_value', `${message}.`, { param: 'from' });
}
