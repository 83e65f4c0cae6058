import type { QuotaReading } from './quota-history.ts';

/** What becomes of a reading: a row of its own, the new time of the last row, or nothing. */
export type Keeping = 'add' | 'extend' | 'skip';

/** The last kept reading of a window. */
export interface LastKept {
  readonly reading: QuotaReading;
  /** Whether the one before it says the same. Then the two are the ends of a time without change. */
  readonly isRepeat: boolean;
}

const minuteMs = 60_000;

/** Decides what becomes of a reading, so that a window adds one row a minute, and one for each percent. */
export function whatToKeep(last: LastKept | undefined, reading: QuotaReading): Keeping {
  if (last === undefined) return 'add';
  const { reading: known, isRepeat } = last;
  if (isOtherWindow(known, reading)) return 'add';
  const change = Math.abs(reading.usedPercent - known.usedPercent);
  if (change >= 1) return 'add';
  const elapsedMs = reading.observedAt.getTime() - known.observedAt.getTime();
  // It is negative where the clock was set back.
  if (Math.abs(elapsedMs) < minuteMs) return 'skip';
  return change === 0 && isRepeat ? 'extend' : 'add';
}

/** Whether two readings belong to different runs of a window: its length differs, or its reset. */
export function isOtherWindow(one: QuotaReading, other: QuotaReading): boolean {
  if (one.windowMinutes !== other.windowMinutes) return true;
  if (one.resetsAt === null || other.resetsAt === null) return one.resetsAt !== other.resetsAt;
  // The service computes the reset anew each time, so it moves by a second or two.
  return Math.abs(one.resetsAt.getTime() - other.resetsAt.getTime()) > minuteMs;
}
