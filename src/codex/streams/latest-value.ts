import type { EventStream } from './event-stream.ts';

/**
 * A value that changes, with any number of followers. A follower gets the current value, then each
 * change. A slow follower gets only the newest value, so it costs no memory.
 */
export class LatestValue<T> {
  readonly #waiting = new Set<() => void>();
  #current: { readonly value: T } | undefined;
  #isClosed = false;
  #followers = 0;

  /** How many streams are open. */
  get followers(): number {
    return this.#followers;
  }

  /** Undefined until the first `set`, and after `forget`. */
  get value(): T | undefined {
    return this.#current?.value;
  }

  /** Sends a value to all followers, even if it equals the previous one. */
  set(value: T): void {
    this.#current = { value };
    this.#wake();
  }

  /** Drops the value. New followers wait for the next `set`. */
  forget(): void {
    this.#current = undefined;
  }

  /** Ends all streams, each after the last value. */
  close(): void {
    this.#isClosed = true;
    this.#wake();
  }

  /**
   * Streams the current value, as soon as there is one, and then each change.
   *
   * @param onEnd Called once, when the stream is closed or ends.
   */
  follow(onEnd: () => void = () => {}): EventStream<T> {
    let seen: { readonly value: T } | undefined;
    let isEnded = false;
    let stopWaiting = (): void => {};
    this.#followers += 1;
    const end = (): IteratorResult<T, void> => {
      if (!isEnded) {
        isEnded = true;
        this.#followers -= 1;
        stopWaiting();
        onEnd();
      }
      return { done: true, value: undefined };
    };
    const next = async (): Promise<IteratorResult<T, void>> => {
      for (;;) {
        if (isEnded) return end();
        if (this.#current !== undefined && this.#current !== seen) {
          seen = this.#current;
          return { done: false, value: seen.value };
        }
        if (this.#isClosed) return end();
        await new Promise<void>((resolve) => {
          this.#waiting.add(resolve);
          stopWaiting = () => {
            this.#waiting.delete(resolve);
            resolve();
          };
        });
      }
    };
    return {
      next,
      return: async () => await Promise.resolve(end()),
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }

  #wake(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const wake of waiting) wake();
  }
}
