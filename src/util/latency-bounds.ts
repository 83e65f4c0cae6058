/** How many bounds a decade of milliseconds has. */
const perDecade = 24;
/** The greatest bound is 10 to this power: 28 hours. */
const decades = 8;

/**
 * The upper bounds of a histogram of times, in milliseconds, ascending: 1, 1.1, 1.21 … 10^8. A bound
 * belongs to its bin. They are the only ones: stored histograms are made of them, so they never
 * change. A histogram of fewer bounds, as metrics have it, takes every twelfth, beginning with the
 * first: 1, 3.2, 10, 32 …
 */
export const latencyBounds: readonly number[] = Array.from(
  { length: decades * perDecade + 1 },
  (_, index) => 10 ** (index / perDecade),
);

/** The number of bins. The first one has times of 0 alone. */
export const latencyBins = latencyBounds.length + 1;

/** The bin of a time that an SQL expression gives in whole milliseconds. Negative times count as 0. */
export function latencyBinSql(ms: string): string {
  const bin = `1 + CAST(ceil(${perDecade} * log10(${ms})) AS INTEGER)`;
  return `CASE WHEN ${ms} < 1 THEN 0 ELSE min(${latencyBins - 1}, ${bin}) END`;
}

/**
 * The time below which a share of the times in a histogram lies, in milliseconds, by the nearest rank;
 * null of an empty one. It differs from the exact one by less than 5 %.
 *
 * @param bins How many times each bin has.
 * @param share From 0 to 1.
 */
export function latencyPercentile(bins: ArrayLike<number>, share: number): number | null {
  let total = 0;
  for (let bin = 0; bin < bins.length; bin += 1) total += bins[bin] ?? 0;
  if (total === 0) return null;
  const rank = Math.max(1, Math.ceil(share * total));
  let seen = 0;
  let bin = 0;
  for (; bin < bins.length; bin += 1) {
    seen += bins[bin] ?? 0;
    if (seen >= rank) break;
  }
  return middleOf(bin);
}

/** The geometric mean of a bin's bounds, from which each of its times differs by at most 4.91 %. */
function middleOf(bin: number): number {
  if (bin <= 1) return bin;
  return 10 ** ((bin - 1.5) / perDecade);
}
