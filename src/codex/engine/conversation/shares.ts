/** Something that a caller holds. */
interface Held {
  readonly caller: string;
}

/** What one caller holds. */
interface Share<T> {
  weight: number;
  /** Each with its age: the smallest number is the oldest. Oldest first. */
  readonly entries: Map<T, number>;
}

/** How much each caller holds of something that all share. The time of a call depends on the callers alone. */
export class Shares<T extends Held> {
  readonly #weigh: (entry: T) => number;
  readonly #byCaller = new Map<string, Share<T>>();
  #total = 0;

  /** @param weigh How much an entry counts; always the same for one entry. */
  constructor(weigh: (entry: T) => number) {
    this.#weigh = weigh;
  }

  /** What all callers hold together. */
  get total(): number {
    return this.#total;
  }

  /**
   * Adds an entry.
   *
   * @param order Larger than that of every entry before.
   */
  add(entry: T, order: number): void {
    const share = this.#byCaller.get(entry.caller) ?? { weight: 0, entries: new Map() };
    this.#byCaller.set(entry.caller, share);
    const weight = this.#weigh(entry);
    share.entries.set(entry, order);
    share.weight += weight;
    this.#total += weight;
  }

  /** Removes an entry that was added. */
  remove(entry: T): void {
    const share = this.#byCaller.get(entry.caller);
    if (share?.entries.delete(entry) !== true) return;
    const weight = this.#weigh(entry);
    share.weight -= weight;
    this.#total -= weight;
    if (share.entries.size === 0) this.#byCaller.delete(entry.caller);
  }

  /** The oldest entry of the caller who holds most; of several such callers, the oldest of theirs. */
  oldestOfMost(): T {
    let most = -1;
    let oldest: readonly [T, number] | undefined;
    for (const { weight, entries } of this.#byCaller.values()) {
      const [first] = entries;
      if (first === undefined || weight < most) continue;
      if (weight > most || oldest === undefined || first[1] < oldest[1]) oldest = first;
      most = weight;
    }
    if (oldest === undefined) throw new Error('Nobody holds anything');
    return oldest[0];
  }
}
