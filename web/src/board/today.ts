/** The beginning of the present day in the browser's zone. */
export function startOfToday(now: number): Date {
  const start = new Date(now);
  start.setHours(0, 0, 0, 0);
  return start;
}

/** A figure of each hour of the day so far, 0 where nothing ended. */
export function byHour(
  buckets: readonly { readonly start: string; readonly value: number }[],
  from: Date,
  now: number,
): number[] {
  const hours = Math.floor((now - from.getTime()) / hourMs) + 1;
  const values = Array.from<number>({ length: Math.min(25, Math.max(1, hours)) }).fill(0);
  for (const { start, value } of buckets) {
    const hour = Math.floor((new Date(start).getTime() - from.getTime()) / hourMs);
    const before = values[hour];
    if (before !== undefined) values[hour] = before + value;
  }
  return values;
}

const hourMs = 60 * 60 * 1000;

/** How much of a quota window has passed, 0 to 1; null where that is not known. */
export function passedShare(
  window: { readonly resetsAt: string | null; readonly windowMinutes: number | null },
  now: number,
): number | null {
  const { resetsAt, windowMinutes } = window;
  if (resetsAt === null || windowMinutes === null || windowMinutes === 0) return null;
  const leftMs = new Date(resetsAt).getTime() - now;
  return Math.min(1, Math.max(0, 1 - leftMs / (windowMinutes * 60_000)));
}
