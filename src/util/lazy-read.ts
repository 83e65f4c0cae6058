import { settleWithin } from './settle-within.ts';

/** What to read, and for how long a value is fresh. */
export interface LazyReadOptions<T> {
  read(): Promise<T>;
  /** Called with each value that arrives, including late ones. */
  onRead(value: T): void;
  /** Called when a read fails. */
  onFailure(error: unknown): void;
  /** How long a value counts as fresh, in milliseconds. */
  readonly freshMs: number;
  /** How long to wait after a failure before the next read, in milliseconds. Default: 10 seconds. */
  readonly restMs?: number;
}

/** How long `ask` waits for the service. */
const patienceMs = 2000;
const usualRestMs = 10_000;

/**
 * Reads a remote value on demand: at most once at a time, and not again while it is fresh. `ask`
 * waits at most two seconds, and never rejects.
 */
export class LazyRead<T> {
  readonly #options: LazyReadOptions<T>;
  #reading: Promise<void> | undefined;
  #notBefore = 0;
  #generation = 0;

  constructor(options: LazyReadOptions<T>) {
    this.#options = options;
  }

  /** Resolves when the value is fresh, or after two seconds. */
  async ask(): Promise<void> {
    if (this.#reading === undefined && performance.now() < this.#notBefore) return;
    this.#reading ??= this.#read(this.#generation);
    await settleWithin(this.#reading, patienceMs, () => new Error('late')).catch(() => {});
  }

  /** Reads again at the next `ask`, and drops the result of a read in progress. */
  forget(): void {
    this.#generation += 1;
    this.#notBefore = 0;
    this.#reading = undefined;
  }

  async #read(generation: number): Promise<void> {
    let restUntil = performance.now() + this.#options.freshMs;
    try {
      const value = await this.#options.read();
      if (generation === this.#generation) this.#options.onRead(value);
    } catch (error) {
      restUntil = performance.now() + (this.#options.restMs ?? usualRestMs);
      if (generation === this.#generation) this.#options.onFailure(error);
    }
    if (generation !== this.#generation) return;
    this.#notBefore = restUntil;
    this.#reading = undefined;
  }
}
