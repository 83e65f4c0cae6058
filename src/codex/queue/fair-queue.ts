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
