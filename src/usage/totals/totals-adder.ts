import { latencyBins, latencyPercentile } from '../../util/latency-bounds.ts';
import { costOf, type Price } from '../prices/price.ts';
import type { CellSink } from './packed-cells.ts';
import { sumIndex, sumNames, type Sums } from './sums.ts';

/** The sums, percentiles and costs of any number of cells. */
export interface Totals extends Sums {
  /** Half of the first tokens came within so many milliseconds; null where none came. */
  readonly firstTokenMsP50: number | null;
  /** 95 % of the first tokens came within so many milliseconds; null where none came. */
  readonly firstTokenMsP95: number | null;
  /** Half of the completions took at most so many milliseconds; null where no duration is known. */
  readonly durationMsP50: number | null;
  /** 95 % of the completions took at most so many milliseconds; null where no duration is known. */
  readonly durationMsP95: number | null;
  /** What those with a usage and a known price would have cost; null where there are none. */
  readonly estimatedCostUsd: number | null;
  /** Those with a usage whose price is not known: of an hour and a group together. */
  readonly unpricedCompletions: number;
}

const places = {
  withUsage: sumIndex('withUsage'),
  input: sumIndex('inputTokens'),
  cachedInput: sumIndex('cachedInputTokens'),
  cacheWriteInput: sumIndex('cacheWriteInputTokens'),
  output: sumIndex('outputTokens'),
};

/** The price of a group's model; undefined where none is known. */
export type PriceOfGroup = (groupId: number) => Price | undefined;

/** Adds up cells. */
export class TotalsAdder implements CellSink {
  readonly #sums = new Float64Array(sumNames.length);
  readonly #firstTokens = new Float64Array(latencyBins);
  readonly #durations = new Float64Array(latencyBins);
  readonly #priceOf: PriceOfGroup;
  #cost = 0;
  #priced = 0;

  constructor(priceOf: PriceOfGroup) {
    this.#priceOf = priceOf;
  }

  addSums(sums: ArrayLike<number>, groupId: number): void {
    addInto(this.#sums, sums);
    const withUsage = sums[places.withUsage] ?? 0;
    const price = withUsage === 0 ? undefined : this.#priceOf(groupId);
    if (price === undefined) return;
    const tokens = {
      input: sums[places.input] ?? 0,
      cachedInput: sums[places.cachedInput] ?? 0,
      cacheWriteInput: sums[places.cacheWriteInput] ?? 0,
      output: sums[places.output] ?? 0,
    };
    const cost = costOf(tokens, price);
    if (cost === null) return;
    this.#priced += withUsage;
    this.#cost += cost;
  }

  addFirstTokens(bin: number, count: number): void {
    this.#firstTokens[bin] = (this.#firstTokens[bin] ?? 0) + count;
  }

  addDurations(bin: number, count: number): void {
    this.#durations[bin] = (this.#durations[bin] ?? 0) + count;
  }

  /** Adds all that another one has. */
  addAll(other: TotalsAdder): void {
    addInto(this.#sums, other.#sums);
    addInto(this.#firstTokens, other.#firstTokens);
    addInto(this.#durations, other.#durations);
    this.#cost += other.#cost;
    this.#priced += other.#priced;
  }

  totals(): Totals {
    const sum = (name: (typeof sumNames)[number]): number => this.#sums[sumIndex(name)] ?? 0;
    return {
      completions: sum('completions'),
      failed: sum('failed'),
      cancelled: sum('cancelled'),
      firstTokens: sum('firstTokens'),
      firstTokenMs: sum('firstTokenMs'),
      durations: sum('durations'),
      durationMs: sum('durationMs'),
      queued: sum('queued'),
      queuedMs: sum('queuedMs'),
      withUsage: sum('withUsage'),
      inputTokens: sum('inputTokens'),
      cachedInputTokens: sum('cachedInputTokens'),
      cacheWriteInputTokens: sum('cacheWriteInputTokens'),
      outputTokens: sum('outputTokens'),
      reasoningOutputTokens: sum('reasoningOutputTokens'),
      totalTokens: sum('totalTokens'),
      firstTokenMsP50: latencyPercentile(this.#firstTokens, 0.5),
      firstTokenMsP95: latencyPercentile(this.#firstTokens, 0.95),
      durationMsP50: latencyPercentile(this.#durations, 0.5),
      durationMsP95: latencyPercentile(this.#durations, 0.95),
      estimatedCostUsd: this.#priced === 0 ? null : this.#cost,
      unpricedCompletions: sum('withUsage') - this.#priced,
    };
  }
}

/** Nothing. */
export const noTotals: Totals = new TotalsAdder(() => undefined).totals();

function addInto(sums: Float64Array, more: ArrayLike<number>): void {
  for (let index = 0; index < sums.length; index += 1) {
    sums[index] = (sums[index] ?? 0) + (more[index] ?? 0);
  }
}
