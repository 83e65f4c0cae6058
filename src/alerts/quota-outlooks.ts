import type { Logger } from 'pino';
import type { QuotaHistory, QuotaReading } from '../quota/quota-history.ts';
import { readExhaustedAt } from '../quota/read-exhausted-at.ts';
import type { QuotaOutlook } from './facts.ts';

/** The newest reading of each window, and when each will be used up. */
export interface QuotaOutlooks {
  /** Takes a new reading. */
  note(window: QuotaReading): void;
  /** What is known now. Never rejects: what cannot be read is as it was, and the log says why. */
  read(): Promise<readonly QuotaOutlook[]>;
}

const dayMs = 24 * 60 * 60 * 1000;

/** Readings of earlier runs count for this long, in milliseconds. No window is longer. */
const longestMs = 62 * dayMs;

/** How often the rate of a window is computed at most while its figure stays, in milliseconds. */
const rateMs = 60_000;

interface Known extends QuotaOutlook {
  /** When the rate was computed, in milliseconds since 1970. */
  readonly computedAt: number;
}

/** The outlooks on what a history holds, and on what is noted. */
export function createQuotaOutlooks(history: QuotaHistory, logger: Logger): QuotaOutlooks {
  const windows = new Map<string, QuotaReading>();
  const known = new Map<string, Known>();
  let isLoaded = false;

  function note(window: QuotaReading): void {
    windows.set(`${window.limitId} ${window.kind}`, window);
  }

  async function load(): Promise<void> {
    if (isLoaded) return;
    const noted = [...windows.values()];
    for (const reading of await history.readings(new Date(Date.now() - longestMs))) note(reading);
    // What was noted meanwhile is newer.
    for (const window of noted) note(window);
    isLoaded = true;
  }

  async function outlookOn(key: string, window: QuotaReading): Promise<QuotaOutlook> {
    const last = known.get(key);
    if (last !== undefined && !isDue(last, window)) {
      return { window, exhaustedAt: last.exhaustedAt };
    }
    const exhaustedAt = await readExhaustedAt(window, history);
    known.set(key, { window, exhaustedAt, computedAt: Date.now() });
    return { window, exhaustedAt };
  }

  return {
    note,
    async read() {
      try {
        await load();
        return await Promise.all(
          [...windows].map(async ([key, window]) => await outlookOn(key, window)),
        );
      } catch (error) {
        logger.error(
          { err: error },
          'the quota readings cannot be read; alerts go by the last ones',
        );
        return [...windows].map(([key, window]) => ({
          window,
          exhaustedAt: known.get(key)?.exhaustedAt ?? null,
        }));
      }
    },
  };
}

/** Whether a rate must be computed anew. Most readings repeat the last one. */
function isDue({ window: last, computedAt }: Known, window: QuotaReading): boolean {
  if (last === window) return false;
  return last.usedPercent !== window.usedPercent || Date.now() - computedAt >= rateMs;
}
