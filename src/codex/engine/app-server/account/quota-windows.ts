import { z } from 'zod';
import type { Credits, QuotaReport, QuotaWindow } from '../../account.ts';

const quotaWindow = z.object({
  usedPercent: z.number(),
  windowDurationMins: z.number().nullish(),
  /** Seconds since 1970, within what a date can hold. */
  resetsAt: z.number().min(0).max(8.64e12).nullish().catch(null),
});
const creditsSnapshot = z.object({
  hasCredits: z.boolean(),
  unlimited: z.boolean(),
  balance: z.string().nullish(),
});
const snapshot = z.object({
  limitId: z.string().nullish(),
  limitName: z.string().nullish(),
  primary: quotaWindow.nullish(),
  secondary: quotaWindow.nullish(),
  credits: creditsSnapshot.nullish().catch(null),
});
const update = z.object({ rateLimits: snapshot });
const whole = update.extend({
  rateLimitsByLimitId: z.record(z.string(), snapshot.optional()).nullish(),
});

type Snapshot = z.infer<typeof snapshot>;

/** The limit of a snapshot that names none (measured on Codex 0.169.0). */
const usualLimit = 'codex';

/** Maximum number of windows; the service has two for each of a few limits. */
const maxWindows = 100;

/** A reading that only repeats the last one is noted once a minute. */
const repeatMs = 60_000;

/** The account's quota, accumulated from the app-server's notifications. */
export class QuotaWindows {
  #windows = new Map<string, QuotaWindow>();
  #credits: Credits | null = null;
  readonly #onReading: (window: QuotaWindow) => void;

  /** @param onReading Called with each window that has changed or was observed again. */
  constructor(onReading: (window: QuotaWindow) => void = () => {}) {
    this.#onReading = onReading;
  }

  /** What the account may use beyond its quota; null until the service reports it. */
  get credits(): Credits | null {
    return this.#credits;
  }

  /**
   * Takes the params of an `account/rateLimits/updated`, which comes before the failure that it
   * explains (measured on 0.169.0). A null in it means "unchanged". Ignores anything else.
   */
  update(params: unknown): void {
    const { data } = update.safeParse(params);
    if (data !== undefined) this.#take(data.rateLimits);
  }

  /** Takes the response to `account/rateLimits/read`, which holds all windows. Ignores others. */
  read(answer: unknown): void {
    const { data } = whole.safeParse(answer);
    if (data === undefined) return;
    const known = this.#windows;
    this.clear();
    const byLimit = Object.values(data.rateLimitsByLimitId ?? {});
    for (const each of byLimit.length > 0 ? byLimit : [data.rateLimits]) {
      if (each !== undefined) this.#take(each, known);
    }
  }

  /** Takes windows that a response to another engine has reported. */
  note({ windows, credits }: QuotaReport): void {
    this.#credits = credits ?? this.#credits;
    for (const window of windows) this.#put(window);
  }

  /** Removes all windows, because another login follows. */
  clear(): void {
    this.#windows = new Map();
    this.#credits = null;
  }

  /**
   * All known windows that were not reset since they were reported; null if none was ever reported.
   *
   * @param now In milliseconds since the epoch.
   */
  all(now = Date.now()): readonly QuotaWindow[] | null {
    if (this.#windows.size === 0) return null;
    return [...this.#windows.values()].filter(
      ({ resetsAt }) => resetsAt === null || resetsAt.getTime() > now,
    );
  }

  /**
   * When the last of the exhausted windows resets, in milliseconds since the epoch. Null if no
   * window is known to be exhausted.
   *
   * @param now In milliseconds since the epoch.
   */
  resetAt(now: number): number | null {
    const resets = [...this.#windows.values()]
      .filter(({ usedPercent }) => usedPercent >= 100)
      .map(({ resetsAt }) => resetsAt?.getTime() ?? 0)
      .filter((at) => at > now);
    return resets.length === 0 ? null : Math.max(...resets);
  }

  /** @param before The windows that were known before. Default: those that are known now. */
  #take({ limitId, limitName, credits, ...windows }: Snapshot, before = this.#windows): void {
    if (credits) {
      const { hasCredits, unlimited: isUnlimited, balance = null } = credits;
      this.#credits = { hasCredits, isUnlimited, balance };
    }
    for (const kind of ['primary', 'secondary'] as const) {
      const window = windows[kind];
      if (!window) continue;
      const { usedPercent, windowDurationMins: minutes, resetsAt } = window;
      const reported = {
        limitId: limitId ?? usualLimit,
        limitName: limitName ?? null,
        kind,
        usedPercent,
        windowMinutes: minutes ?? null,
        resetsAt: typeof resetsAt === 'number' ? new Date(resetsAt * 1000) : null,
      };
      this.#put(reported, before);
    }
  }

  /** A name or a length that is not given stays as it was. */
  #put(window: QuotaReport['windows'][number], before = this.#windows): void {
    const key = `${window.limitId} ${window.kind}`;
    const known = this.#windows.get(key);
    if (known === undefined && this.#windows.size >= maxWindows) return;
    const reading = {
      ...window,
      limitName: window.limitName ?? known?.limitName ?? null,
      windowMinutes: window.windowMinutes ?? known?.windowMinutes ?? null,
      observedAt: new Date(),
    };
    const last = before.get(key);
    const isNews = last === undefined || isChanged(last, reading);
    this.#windows.set(key, isNews ? reading : last);
    if (isNews) this.#onReading(reading);
  }
}

/** Whether a reading says something else than the last one, or says it in a later minute. */
function isChanged(last: QuotaWindow, reading: QuotaWindow): boolean {
  const minuteOf = ({ observedAt }: QuotaWindow): number =>
    Math.floor(observedAt.getTime() / repeatMs);
  return (
    last.usedPercent !== reading.usedPercent ||
    last.resetsAt?.getTime() !== reading.resetsAt?.getTime() ||
    last.windowMinutes !== reading.windowMinutes ||
    last.limitName !== reading.limitName ||
    minuteOf(last) !== minuteOf(reading)
  );
}
