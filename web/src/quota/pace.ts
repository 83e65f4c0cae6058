import type { QuotaWindow } from './quota-window.ts';

/** A reading is old from this age on, in milliseconds. While it is asked, the gateway reads it again once a minute. */
const staleMs = 5 * 60_000;

/** How fast a window is used, compared with an even use of it. */
export type PaceState =
  /** At 100 %. */
  | 'used-up'
  /** It will be used up before its reset. */
  | 'too-fast'
  /** More is used than an even use would have taken until now. */
  | 'ahead'
  /** At most as much is used as an even use would have taken. */
  | 'within'
  /** Its length or its reset is not known. */
  | 'unknown';

/** A window as it stands at one moment. Times are in milliseconds since 1970. */
export interface Pace {
  readonly state: PaceState;
  /** How much an even use would have taken until now, 0 to 100; null where it is not known. */
  readonly evenPercent: number | null;
  readonly startsAt: number | null;
  readonly resetsAt: number | null;
  /** When it will be used up at the present rate; null where it lasts until its reset or that is not known. */
  readonly exhaustedAt: number | null;
  readonly observedAt: number;
  readonly isStale: boolean;
}

/**
 * Compares a window with an even use of it. Undefined once the window has been reset: its numbers are
 * then those of a window that is over.
 */
export function paceOf(window: QuotaWindow, now: number): Pace | undefined {
  const resetsAt = timeOf(window.resetsAt);
  if (resetsAt !== null && resetsAt <= now) return undefined;
  const lengthMs = window.windowMinutes === null ? null : window.windowMinutes * 60_000;
  const startsAt = resetsAt === null || lengthMs === null ? null : resetsAt - lengthMs;
  const evenPercent =
    startsAt === null || lengthMs === null || lengthMs === 0
      ? null
      : Math.min(100, Math.max(0, ((now - startsAt) / lengthMs) * 100));
  const exhaustedAt = timeOf(window.exhaustedAt);
  const observedAt = Date.parse(window.observedAt);
  return {
    state: stateOf(window.usedPercent, evenPercent, exhaustedAt),
    evenPercent,
    startsAt,
    resetsAt,
    exhaustedAt,
    observedAt,
    isStale: now - observedAt > staleMs,
  };
}

function stateOf(
  usedPercent: number,
  evenPercent: number | null,
  exhaustedAt: number | null,
): PaceState {
  if (usedPercent >= 100) return 'used-up';
  if (exhaustedAt !== null) return 'too-fast';
  if (evenPercent === null) return 'unknown';
  return usedPercent > evenPercent ? 'ahead' : 'within';
}

function timeOf(text: string | null): number | null {
  return text === null ? null : Date.parse(text);
}
