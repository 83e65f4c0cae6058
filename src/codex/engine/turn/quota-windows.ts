import { z } from 'zod';

const quotaWindow = z.object({ usedPercent: z.number(), resetsAt: z.number().nullish() });
const update = z.object({
  rateLimits: z.object({
    limitId: z.string().nullish(),
    primary: quotaWindow.nullish(),
    secondary: quotaWindow.nullish(),
  }),
});

type QuotaWindow = z.infer<typeof quotaWindow>;

/** What the app-server tells of the account's quota, kept from one notification to the next. */
export class QuotaWindows {
  readonly #windows = new Map<string, QuotaWindow>();

  /**
   * Takes the params of an `account/rateLimits/updated`, which comes ahead of the failure that it
   * explains (measured on 0.169.0). It is sparse: a null says nothing. Anything else is passed over.
   */
  update(params: unknown): void {
    const { data } = update.safeParse(params);
    if (data === undefined) return;
    const { limitId, primary, secondary } = data.rateLimits;
    for (const [name, known] of Object.entries({ primary, secondary })) {
      if (known) this.#windows.set(`${limitId ?? ''} ${name}`, known);
    }
  }

  /**
   * When the last of the used up windows resets, in milliseconds since the epoch. Null when none is
   * known to be used up.
   *
   * @param now In milliseconds since the epoch.
   */
  resetAt(now: number): number | null {
    const resets = [...this.#windows.values()]
      .filter(({ usedPercent }) => usedPercent >= 100)
      .map(({ resetsAt }) => (resetsAt ?? 0) * 1000)
      .filter((at) => at > now);
    return resets.length === 0 ? null : Math.max(...resets);
  }
}
