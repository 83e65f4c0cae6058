/** What stands for a number or a time that is not known. */
export const unknown = '–';

const counts = new Intl.NumberFormat();
const compacts = new Intl.NumberFormat(undefined, {
  notation: 'compact',
  maximumSignificantDigits: 3,
});
const seconds = new Intl.NumberFormat(undefined, {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});
const percents = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 0 });
const clock = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });
const clockSeconds = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
const days = new Intl.DateTimeFormat(undefined, {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
});
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' });
const wholeCents = new Intl.NumberFormat(undefined, { style: 'currency', currency: 'USD' });
const dollars = new Intl.NumberFormat(undefined, {
  style: 'currency',
  currency: 'USD',
  minimumFractionDigits: 2,
  maximumFractionDigits: 4,
});

/** `1,234,567`: the exact number. */
export function count(value: number): string {
  return counts.format(value);
}

/** `12.4K`: a number in three digits. */
export function compact(value: number | null | undefined): string {
  return value === null || value === undefined ? unknown : compacts.format(value);
}

/** `74 ms`, `1.2 s`, `3 min 20 s`: a duration in milliseconds. */
export function duration(ms: number | null | undefined): string {
  if (ms === null || ms === undefined) return unknown;
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${seconds.format(ms / 1000)} s`;
  const total = Math.round(ms / 1000);
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  if (hours === 0) return twoUnits(minutes, 'min', total % 60, 's');
  const daysLong = Math.floor(hours / 24);
  return daysLong === 0
    ? twoUnits(hours, 'h', minutes, 'min')
    : twoUnits(daysLong, 'd', hours % 24, 'h');
}

function twoUnits(large: number, unit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${unit}` : `${large} ${unit} ${small} ${smallUnit}`;
}

/** `12%`: a share from 0 to 1. */
export function percent(share: number | null | undefined): string {
  return share === null || share === undefined || Number.isNaN(share)
    ? unknown
    : percents.format(share);
}

/** `$0.12`: an amount of US dollars. */
export function usd(value: number | null | undefined): string {
  if (value === null || value === undefined) return unknown;
  return value >= 1 ? wholeCents.format(value) : dollars.format(value);
}

/** `14.2 kB`: a number of bytes, in powers of 1000. */
export function bytes(value: number | null | undefined): string {
  if (value === null || value === undefined) return unknown;
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = value === 0 ? 0 : Math.min(4, Math.floor(Math.log10(value) / 3));
  return `${compacts.format(value / 1000 ** power)} ${units[power]}`;
}

/** `14:02` of today, `Tue, Nov 24, 14:02` of another day. */
export function time(at: string | Date | null | undefined): string {
  if (at === null || at === undefined) return unknown;
  const date = new Date(at);
  const isToday = date.toDateString() === new Date().toDateString();
  return isToday ? clock.format(date) : `${days.format(date)}, ${clock.format(date)}`;
}

/** `14:02:31`. */
export function timeOfDay(at: string | Date | null | undefined): string {
  return at === null || at === undefined ? unknown : clockSeconds.format(new Date(at));
}

/** The exact time with its zone, for a title. */
export function exactTime(at: string | Date | null | undefined): string {
  return at === null || at === undefined ? '' : exact.format(new Date(at));
}

/** `in 2 h 5 min`, `3 min 20 s ago`: a time seen from now. */
export function fromNow(at: string | Date, now = Date.now()): string {
  const ms = new Date(at).getTime() - now;
  if (Math.abs(ms) < 1000) return 'now';
  return ms > 0 ? `in ${inSeconds(ms)}` : `${inSeconds(-ms)} ago`;
}

function inSeconds(ms: number): string {
  return ms < 60_000 ? `${Math.floor(ms / 1000)} s` : duration(ms);
}
