import { z } from 'zod';
import type { QuotaWindow } from '../../account.ts';

const quotaWindow = z.object({
  usedPercent: z.number(),
  windowDurationMins: z.number().nullish(),
  /** Seconds since 1970, within what a date can hold. */
  resetsAt: z.number().min(0).max(8.64e12).nullish().catch(null),
});
const snapshot = z.object({
  limitId: z.string().nullish(),
  limitName: z.string().nullish(),
  primary: quotaWindow.nullish(),
  secondary: quotaWindow.nullish(),
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

/** The account's quota, accumulated from the app-server's notifications. */
export class QuotaWindows {
  readonly #windows = new Map<string, QuotaWindow>();

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
    this.clear();
    const byLimit = Object.values(data.rateLimitsByLimitId ?? {});
    for (const each of byLimit.length > 0 ? byLimit : [data.rateLimits]) {
      if (each !== undefined) this.#take(each);
    }
  }

  /** Takes windows that a response to another engine has reported. */
  note(windows: readonly QuotaWindow[]): void {
    for (const window of windows) this.#put(window);
  }

  /** Removes all windows, because another login follows. */
  clear(): void {
    this.#windows.clear();
  }

  /** All known windows; null if there are none. */
  all(): readonly QuotaWindow[] | null {
    return this.#windows.size === 0 ? null : [...this.#windows.values()];
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

  #take({ limitId, limitName, ...windows }: Snapshot): void {
    for (const kind of ['primary', 'secondary'] as const) {
      const window = windows[kind];
      if (!window) continue;
      const { usedPercent, windowDurationMins: minutes, resetsAt } = window;
      this.#put({
        limitId: limitId ?? usualLimit,
        limitName: limitName ?? null,
        kind,
        usedPercent,
        windowMinutes: minutes ?? null,
        resetsAt: typeof resetsAt === 'number' ? new Date(resetsAt * 1000) : null,
      });
    }
  }

  /** A name or a length that is not given stays as it was. */
  #put(window: QuotaWindow): void {
    const key = `${window.limitId} ${window.kind}`;
    const known = this.#windows.get(key);
    if (known === undefined && this.#windows.size >= maxWindows) return;
    this.#windows.set(key, {
      ...window,
      limitName: window.limitName ?? known?.limitName ?? null,
      windowMinutes: window.windowMinutes ?? known?.windowMinutes ?? null,
    });
  }
}
