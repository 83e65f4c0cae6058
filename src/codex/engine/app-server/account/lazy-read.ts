import { settleWithin } from '../../../../util/settle-within.ts';

/** How often, how long and whereof to read. */
export interface LazyReadOptions<T> {
  read(): Promise<T>;
  /** Called with each value that comes in, late ones included. */
  onRead(value: T): void;
  /** Called when a read fails. */
  onFailure(error: unknown): void;
  /** How long a value counts as fresh, in milliseconds. */
  readonly freshMs: number;
}

/** How long someone who asks waits for the service. */
const patienceMs = 2000;
/** How long after a failure nothing is asked. */
const restMs = 10_000;

/**
 * Reads something from afar when somebody asks for it, at most once at a time, and not again while
 * it is fresh. Who asks waits two seconds at most, and never hears of a failure.
 */
export class LazyRead<T> {
  readonly #options: LazyReadOptions<T>;
  #reading: Promise<void> | undefined;
  #notBefore = 0;
  #generation = 0;

  constructor(options: LazyReadOptions<T>) {
    this.#options = options;
  }

  /** Resolves when there is nothing to wait for, or no patience left. */
  async ask(): Promise<void> {
    if (this.#reading === undefined && performance.now() < this.#notBefore) return;
    this.#reading ??= this.#read(this.#generation);
    await settleWithin(this.#reading, patienceMs, () => new Error('late')).catch(() => {});
  }

  /** Asks anew next time; what is being read counts for nothing. */
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
      restUntil = performance.now() + restMs;
      if (generation === this.#generation) this.#options.onFailure(error);
    }
    if (generation !== this.#generation) return;
    this.#notBefore = restUntil;
    this.#reading = undefined;
  }
}
