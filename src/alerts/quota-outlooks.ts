import type { Logger } from 'pino';
import type { QuotaHistory, QuotaReading } from '../quota/quota-history.ts';
import { readExhaustedAt } from '../quota/read-exhausted-at.ts';
import type { QuotaOutlook } from './facts.ts';

/** When each window of the quota will be used up. */
export interface QuotaOutlooks {
  /**
   * Never rejects: what cannot be read is as it was, and the log says why.
   *
   * @param windows Those that the service has reported in this run; null before it reports any, and
   *   after another login. Before, the last readings of earlier runs count.
   */
  read(windows: readonly QuotaReading[] | null): Promise<readonly QuotaOutlook[]>;
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

const keyOf = ({ limitId, kind }: QuotaReading): string => `${limitId} ${kind}`;

/** Outlooks by the rates of a history. */
export function createQuotaOutlooks(history: QuotaHistory, logger: Logger): QuotaOutlooks {
  const known = new Map<string, Known>();
  /** Of earlier runs; undefined until they are read. */
  let earlier: readonly QuotaReading[] | undefined;

  async function readEarlier(): Promise<readonly QuotaReading[]> {
    const readings = await history.readings(new Date(Date.now() - longestMs));
    return [...new Map(readings.map((reading) => [keyOf(reading), reading])).values()];
  }

  async function outlookOn(window: QuotaReading): Promise<QuotaOutlook> {
    const key = keyOf(window);
    const last = known.get(key);
    if (last !== undefined && !isDue(last, window)) {
      return { window, exhaustedAt: last.exhaustedAt };
    }
    const exhaustedAt = await readExhaustedAt(window, history);
    known.set(key, { window, exhaustedAt, computedAt: Date.now() });
    return { window, exhaustedAt };
  }

  return {
    async read(windows) {
      try {
        if (windows !== null) earlier = [];
        earlier ??= await readEarlier();
        return await Promise.all((windows ?? earlier).map(outlookOn));
      } catch (error) {
        logger.error(
          { err: error },
          'the quota readings cannot be read; alerts go by the last ones',
        );
        return [...known.values()];
      }
    },
  };
}

/** Whether a rate must be computed again. Most readings repeat the last one. */
function isDue({ window: last, computedAt }: Known, window: QuotaReading): boolean {
  if (last === window) return false;
  return last.usedPercent !== window.usedPercent || Date.now() - computedAt >= rateMs;
}
