/** Waits under a key: first in first out among its like, while the keys take turns. */
export class FairQueue<T> {
  /** By key, the one whose turn is next first; none is empty. */
  readonly #lines = new Map<string, Set<T>>();
  #size = 0;

  /** How many wait. */
  get size(): number {
    return this.#size;
  }

  /** How many keys wait. */
  get keys(): number {
    return this.#lines.size;
  }

  /** How many wait under a key. */
  sizeOf(key: string): number {
    return this.#lines.get(key)?.size ?? 0;
  }

  /** The first of each key: the one that has waited longest is among them. */
  *heads(): Generator<T, void> {
    for (const line of this.#lines.values()) yield* first(line);
  }

  /** Appends an item to those of its key; a key that did not wait goes last. */
  add(key: string, item: T): void {
    const line = this.#lines.get(key);
    if (line === undefined) this.#lines.set(key, new Set([item]));
    else line.add(item);
    this.#size += 1;
  }

  /** Takes an item out, wherever it is; false where it does not wait. */
  remove(key: string, item: T): boolean {
    const line = this.#lines.get(key);
    if (line?.delete(item) !== true) return false;
    this.#size -= 1;
    if (line.size === 0) this.#lines.delete(key);
    return true;
  }

  /** Takes out the one whose turn it is, after which its key has its turn last. */
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

/** An iteration that ends there and then, however long the line is. */
function* first<T>(line: Iterable<T>): Generator<T, void> {
  for (const item of line) {
    yield item;
    return;
  }
}
