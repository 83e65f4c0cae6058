import { RateLimitedError } from '../../../../errors/errors.ts';

/** Knows when an exhausted quota is empty again. */
export interface QuotaResets {
  /** In milliseconds since the epoch; null where that is not known. */
  resetAt(now: number): number | null;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const clock =
  /\b(?:(?<month>[A-Z][a-z]{2}) (?<day>\d{1,2})(?:st|nd|rd|th), (?<year>\d{4}) )?(?<hour>\d{1,2}):(?<minute>\d\d) (?<half>[AP])M\b/;
const minuteMs = 60_000;

/**
 * The error for an exhausted quota, with the time until it resets: from Codex's notification before
 * the failure, else from its message. The message has the local time of the gateway's machine; the
 * client gets it in UTC.
 *
 * @param now In milliseconds since the epoch.
 */
export function usageLimit(
  message: string,
  quota?: QuotaResets,
  now: number = Date.now(),
): RateLimitedError {
  const at = quota?.resetAt(now) ?? clockTime(message, now);
  if (at === null) return new RateLimitedError('insufficient_quota', message);
  const utc = new Date(at).toISOString().replace(/\.\d+/, '');
  return new RateLimitedError('insufficient_quota', message.replace(clock, utc), {
    retryAfterMs: at - now,
    cause: message,
  });
}

/**
 * The time that Codex's message names: `try again at 1:21 AM` on the same day, else `try again at
 * Jan 31st, 2026 1:21 AM` (measured on 0.169.0). Codex rounds down to the minute, this up. Null
 * where the message names none.
 */
function clockTime(message: string, now: number): number | null {
  const groups = clock.exec(message)?.groups;
  if (groups === undefined) return null;
  const { month, day, year, hour, minute, half } = groups;
  const date = new Date(now);
  if (month !== undefined) date.setFullYear(Number(year), months.indexOf(month), Number(day));
  const hours = (Number(hour) % 12) + (half === 'P' ? 12 : 0);
  return Math.max(date.setHours(hours, Number(minute), 0, 0) + minuteMs, now);
}

const wait = /try again in\s*(?<amount>\d+(?:\.\d+)?)\s*(?<unit>ms|s(?:econds?)?|m(?:inutes?)?)\b/i;

/** The wait that a rate limit's message asks for (`Please try again in 20ms.`), in milliseconds; null where it asks for none. */
export function askedWaitMs(message: string): number | null {
  const { amount, unit = '' } = wait.exec(message)?.groups ?? {};
  if (amount === undefined) return null;
  const unitMs = unit === 'ms' ? 1 : unit.startsWith('m') ? minuteMs : 1000;
  return Math.ceil(Number(amount) * unitMs);
}
