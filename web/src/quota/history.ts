import { windowKey, type QuotaWindow } from './quota-window.ts';

/** A reading of the past, as the gateway reports it. Times are ISO 8601 text. */
export interface QuotaReading {
  readonly limitId: string;
  readonly kind: string;
  readonly windowMinutes: number | null;
  readonly usedPercent: number;
  readonly resetsAt: string | null;
  readonly observedAt: string;
}

/** How much was used up at a time in milliseconds since 1970. */
export interface HistoryPoint {
  readonly at: number;
  readonly usedPercent: number;
}

/** The service rounds a reset; readings whose resets are this close belong to one window. */
const sameResetMs = 90_000;

/** The readings of a window since its last reset, oldest first, and the window's own as the last. */
export function historyOf(
  window: QuotaWindow,
  readings: readonly QuotaReading[],
): readonly HistoryPoint[] {
  const reset = window.resetsAt === null ? null : Date.parse(window.resetsAt);
  const key = windowKey(window);
  const past = readings
    .filter((reading) => windowKey(reading) === key && isSameReset(reading.resetsAt, reset))
    .map(({ observedAt, usedPercent }) => ({ at: Date.parse(observedAt), usedPercent }));
  const last = { at: Date.parse(window.observedAt), usedPercent: window.usedPercent };
  return [...past.filter(({ at }) => at < last.at), last];
}

/** The last readings of windows that were reset since then, and that the service has not reported again. */
export function resetWindows(
  readings: readonly QuotaReading[],
  now: number,
): readonly (QuotaReading & { readonly resetsAt: string })[] {
  const last = new Map(readings.map((reading) => [windowKey(reading), reading]));
  return [...last.values()].flatMap((reading) =>
    reading.resetsAt !== null && Date.parse(reading.resetsAt) <= now
      ? [{ ...reading, resetsAt: reading.resetsAt }]
      : [],
  );
}

function isSameReset(text: string | null, reset: number | null): boolean {
  if (text === null || reset === null) return text === null && reset === null;
  return Math.abs(Date.parse(text) - reset) <= sameResetMs;
}
