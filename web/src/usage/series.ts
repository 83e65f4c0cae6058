/** The counts of tokens in a report, as the gateway names them. */
export interface TokenCounts {
  readonly inputTokens: number;
  readonly cachedInputTokens: number;
  readonly outputTokens: number;
  readonly reasoningOutputTokens: number;
}

/** Tokens by kind; the kinds do not overlap, so their sum is the number of tokens. */
export interface TokenKinds {
  /** Input that was not in the prompt cache. */
  readonly fresh: number;
  readonly cached: number;
  /** Output without reasoning. */
  readonly answer: number;
  readonly reasoning: number;
}

/** Splits the counts, of which input holds cached input, and output reasoning. */
export function tokenKinds(counts: TokenCounts): TokenKinds {
  return {
    fresh: Math.max(0, counts.inputTokens - counts.cachedInputTokens),
    cached: counts.cachedInputTokens,
    answer: Math.max(0, counts.outputTokens - counts.reasoningOutputTokens),
    reasoning: counts.reasoningOutputTokens,
  };
}

/** The share of input that came from the prompt cache, from 0 to 1; null where there was no input. */
export function cachedShare(counts: TokenCounts): number | null {
  return counts.inputTokens === 0 ? null : counts.cachedInputTokens / counts.inputTokens;
}

/** A bucket of a report. */
export interface Bucket<Totals> {
  /** An instant as ISO 8601 text. */
  readonly start: string;
  readonly totals: Totals;
}

/**
 * The totals of every bucket of a span; null where nothing ended. A bucket that starts between two
 * starts of the span, as in a zone whose offset is no whole hour, belongs to the earlier one.
 */
export function totalsByStart<Totals>(
  starts: readonly number[],
  buckets: readonly Bucket<Totals>[],
): readonly (Totals | null)[] {
  const found = new Map<number, Totals>();
  for (const { start, totals } of buckets) {
    const at = Date.parse(start);
    const index = starts.findLastIndex((each) => each <= at);
    if (index >= 0) found.set(index, totals);
  }
  return starts.map((_, index) => found.get(index) ?? null);
}
