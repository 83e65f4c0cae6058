import type { QuotaReading } from './quota-history.ts';
import { isOtherWindow } from './what-to-keep.ts';

const minuteMs = 60_000;

/** The rate is that of the last part of a window. */
const recentShare = 1 / 4;

/** Readings must span this part of a window before they say a rate. */
const shortestShare = 1 / 100;

/**
 * When a window will be used up at the present rate: that of its readings over the last quarter of its
 * length. Null where that is not before its reset, where its length or its reset is unknown, and where
 * its readings are too few or too old. A window that is used up gives the time when that was read.
 *
 * @param window The last reading.
 * @param readings Those of all windows, oldest first.
 * @param now In milliseconds since 1970.
 */
export function exhaustedAt(
  window: QuotaReading,
  readings: readonly QuotaReading[],
  now: number,
): Date | null {
  const { resetsAt, windowMinutes, observedAt, usedPercent } = window;
  if (resetsAt === null || windowMinutes === null || resetsAt.getTime() <= now) return null;
  const run = readings.filter(
    (each) =>
      each.limitId === window.limitId &&
      each.kind === window.kind &&
      !isOtherWindow(each, window) &&
      each.observedAt <= observedAt,
  );
  if (usedPercent >= 100) {
    return run.find((each) => each.usedPercent >= 100)?.observedAt ?? observedAt;
  }
  const lengthMs = windowMinutes * minuteMs;
  const recent = observedAt.getTime() - lengthMs * recentShare;
  const base = run.findLast((each) => each.observedAt.getTime() <= recent) ?? run[0];
  if (base === undefined) return null;
  const spanMs = observedAt.getTime() - base.observedAt.getTime();
  const used = usedPercent - base.usedPercent;
  if (spanMs < lengthMs * shortestShare || used <= 0) return null;
  const at = observedAt.getTime() + ((100 - usedPercent) * spanMs) / used;
  return at > now && at < resetsAt.getTime() ? new Date(at) : null;
}
