import type { IncomingHttpHeaders } from 'node:http';

/** A day: no service means more than that. */
const longestMs = 24 * 60 * 60 * 1000;

/**
 * How long a `retry-after` (RFC 9110, section 10.2.3: seconds, or a date) or `retry-after-ms` asks to
 * wait, in milliseconds; null for neither, or for one that cannot be read.
 */
export function retryAfterMs(
  { 'retry-after': after, 'retry-after-ms': afterMs }: IncomingHttpHeaders,
  now: number = Date.now(),
): number | null {
  const ms = typeof afterMs === 'string' ? Number(afterMs) : NaN;
  if (ms >= 0) return Math.min(ms, longestMs);
  if (after === undefined || after.trim() === '') return null;
  const seconds = Number(after);
  const wait = Number.isNaN(seconds) ? Date.parse(after) - now : seconds * 1000;
  return Number.isNaN(wait) ? null : Math.min(Math.max(wait, 0), longestMs);
}
