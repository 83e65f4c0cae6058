import { InvalidRequestError } from '../errors/errors.ts';
import { cutText } from '../util/cut-text.ts';

/** The days of a time zone. */
export interface TimeZone {
  /** The start of the day that an instant belongs to. Both in milliseconds since 1970. */
  startOfDay(at: number): number;
  /** The start of the day that is so many days after that of an instant, or before it. */
  startOfDayAfter(at: number, days: number): number;
}

const dayMs = 24 * 60 * 60 * 1000;

/** No zone is further from UTC. */
const farthestMs = 15 * 60 * 60 * 1000;

/** A name in the database of time zones, and not an offset, which some versions of Node take too. */
const zoneName = /^[A-Za-z][\w+/-]{0,63}$/;

/**
 * The time zone of that IANA name, such as `Europe/Berlin`. Throws an `InvalidRequestError` that names
 * the argument where there is none.
 */
export function timeZoneOf(name: string): TimeZone {
  if (!zoneName.test(name)) throw unknownZone(name);
  try {
    return zoneOf(name === 'UTC' ? (at) => at : localTimeIn(name));
  } catch (error) {
    if (error instanceof RangeError) throw unknownZone(name);
    throw error;
  }
}

/** What the clocks of a zone show at an instant, as the instant at which those of UTC show it. */
type LocalTime = (at: number) => number;

/** Throws a `RangeError` for a zone that is not known. */
function localTimeIn(timeZone: string): LocalTime {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (at) => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
    const local = new Date(0);
    local.setUTCFullYear(part('year'), part('month') - 1, part('day'));
    local.setUTCHours(part('hour'), part('minute'), part('second'));
    return local.getTime() + (((at % 1000) + 1000) % 1000);
  };
}

function unknownZone(name: string): InvalidRequestError {
  const shown = cutText(name, 64);
  return new InvalidRequestError(
    'invalid_value',
    `timeZone must be the IANA name of a time zone, such as Europe/Berlin or UTC; '${shown}' is none.`,
    { param: 'timeZone' },
  );
}

function zoneOf(localAt: LocalTime): TimeZone {
  /** The local date, as its midnight in UTC. */
  const dateAt = (at: number): number => Math.floor(localAt(at) / dayMs) * dayMs;
  /** The first instant of a date, or of the next one there is: Samoa once left out a day. */
  const firstOf = (date: number): number => {
    const near = date - (localAt(date) - date);
    const guess = date - (localAt(near) - near);
    if (dateAt(guess) >= date && dateAt(guess - 1) < date) return guess;
    // Where clocks change at midnight.
    let before = date - farthestMs;
    let from = date + farthestMs;
    while (from - before > 1) {
      const middle = Math.floor((before + from) / 2);
      if (dateAt(middle) >= date) from = middle;
      else before = middle;
    }
    return from;
  };
  return {
    startOfDay: (at) => firstOf(dateAt(at)),
    startOfDayAfter: (at, days) => firstOf(dateAt(at) + days * dayMs),
  };
}
