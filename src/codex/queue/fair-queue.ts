/** A fair queue: first in, first out within a key, and round robin between keys. */
export class FairQueue<T> {
  /** The items by key, the key with the next turn first. No set is empty. */
  readonly #lines = new Map<string, Set<T>>();
  #size = 0;

  /** The number of waiting items. */
  get size(): number {
    return this.#size;
  }

  /** The number of keys with waiting items. */
  get keys(): number {
    return this.#lines.size;
  }

  /** The number of waiting items of a key. */
  sizeOf(key: string): number {
    return this.#lines.get(key)?.size ?? 0;
  }

  /**
   * How many items leave before that one, itself included, if no more are added; undefined if it is
   * not waiting.
   */
  positionOf(key: string, item: T): number | undefined {
    const before = this.#lines.get(key)?.has(item) === true ? this.#indexOf(key, item) : undefined;
    if (before === undefined) return undefined;
    let position = before + 1;
    // Each key ahead has one turn more before the item than the keys after it.
    let turns = before + 1;
    for (const [each, line] of this.#lines) {
      if (each === key) turns = before;
      else position += Math.min(line.size, turns);
    }
    return position;
  }

  /** The first item of each key. The item that has waited longest is one of them. */
  *heads(): Generator<T, void> {
    for (const line of this.#lines.values()) yield* first(line);
  }

  /** Appends an item to its key. A new key gets the last turn. */
  add(key: string, item: T): void {
    const line = this.#lines.get(key);
    if (line === undefined) this.#lines.set(key, new Set([item]));
    else line.add(item);
    this.#size += 1;
  }

  /** Removes an item at any position; returns false if it is not waiting. */
  remove(key: string, item: T): boolean {
    const line = this.#lines.get(key);
    if (line?.delete(item) !== true) return false;
    this.#size -= 1;
    if (line.size === 0) this.#lines.delete(key);
    return true;
  }

  #indexOf(key: string, item: T): number {
    return [...(this.#lines.get(key) ?? [])].indexOf(item);
  }

  /** Removes and returns the next item. Its key then gets the last turn. */
  next(): T | undefined {
    for (const [key, line] of this.#lines) {
      const [item] = first(line);
      if (item === undefined) return undefined;
      this.remove(key, item);
      if (this.#lines.delete(key)) this.#lines.set(key, line);
      return item;
    }
    return undefined;
  }
}

/** Yields the first item only, in constant time. */
function* first<T>(line: Iterable<T>): Generator<T, void> {
  for (const item of line) {
    yield item;
    return;
  }
}
