/** The machine's monotonic clock, the same in every process, in milliseconds. */
export function clockMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** A token says the time in hundredths of a millisecond, in so many digits of base 36. */
const digits = 5;
/** After so many of them the digits begin anew: ten minutes. */
const cycle = 36 ** digits;
/** Nothing else in a stream has it. */
const mark = '~';

/** A token that says when it was made, of the length that tokens have. */
export function timeToken(): string {
  const ticks = Math.floor(clockMs() * 100) % cycle;
  return mark + ticks.toString(36).padStart(digits, '0');
}

/**
 * When the tokens of a text were made, by `clockMs`; several where they were put together.
 *
 * @param nowMs By `clockMs`, later than that by less than ten minutes.
 */
export function timesIn(text: string, nowMs: number): number[] {
  const now = Math.floor(nowMs * 100);
  const times: number[] = [];
  for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + digits)) {
    const ticks = Number.parseInt(text.slice(at + 1, at + 1 + digits), 36);
    const age = (((now - ticks) % cycle) + cycle) % cycle;
    times.push((now - age) / 100);
  }
  return times;
}
