import { InvalidRequestError } from '../errors/errors.ts';
import type { Granularity, UsageQuery } from './usage-store.ts';

const hourMs = 60 * 60 * 1000;

/** How long a bucket is, in milliseconds. */
export const bucketMs: Readonly<Record<Granularity, number>> = { hour: hourMs, day: 24 * hourMs };

/** The default range of a report. */
const defaultBuckets: Readonly<Record<Granularity, number>> = { hour: 24, day: 7 };

/** Of one group in a report: 41 days of hours. */
const maxBuckets = 1000;

/** From when to when, in milliseconds since 1970. */
export interface UsageRange {
  readonly from: number;
  readonly to: number;
}

/**
 * The whole buckets that a query is about; one that it touches counts in full. Throws an
 * `InvalidRequestError` that names the argument at fault.
 */
export function usageRange(
  query: Pick<UsageQuery, 'from' | 'to' | 'granularity'>,
  now: number,
): UsageRange {
  const length = bucketMs[query.granularity];
  const until = query.to?.getTime() ?? now;
  const to = Math.ceil(until / length) * length;
  const from =
    query.from === undefined
      ? to - defaultBuckets[query.granularity] * length
      : Math.floor(query.from.getTime() / length) * length;
  if (query.from !== undefined && query.from.getTime() >= until) {
    throw invalidFrom('from must be before to, which is now where it is not given');
  }
  if ((to - from) / length > maxBuckets) {
    throw invalidFrom(`from and to must be at most ${maxBuckets} ${query.granularity}s apart`);
  }
  return { from, to };
}

function invalidFrom(message: string): InvalidRequestError {
  return new InvalidRequestError('invalid_value', `${message}.`, { param: 'from' });
}
