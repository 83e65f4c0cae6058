import { exhaustedAt } from './exhausted-at.ts';
import type { QuotaHistory, QuotaReading } from './quota-history.ts';

/**
 * When a window will be used up, from the readings of its length before the last one. See
 * `exhaustedAt`. Rejects as `QuotaHistory.readings` does.
 */
export async function readExhaustedAt(
  window: QuotaReading,
  history: QuotaHistory,
): Promise<Date | null> {
  if (window.windowMinutes === null) return null;
  const since = new Date(window.observedAt.getTime() - window.windowMinutes * 60_000);
  return exhaustedAt(window, await history.readings(since), Date.now());
}
