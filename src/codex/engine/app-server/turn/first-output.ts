/** If no output comes within this time, the model is thinking, and output is not imminent. */
const thinkingMs = 100;

/**
 * Tracks the first output of an answer. Until then, the turn may run again in another thread, so
 * the starts and ends of items are held back. Otherwise the listener would get them twice.
 */
export class FirstOutput {
  readonly #onUnderWay: () => void;
  readonly #waiting: (() => void)[] = [];
  #thinking: NodeJS.Timeout | undefined;
  /** Whether the listener has received anything. Read-only for other classes. */
  isHeard = false;

  /** @param onUnderWay See `TurnTerms`. */
  constructor(onUnderWay: () => void) {
    this.#onUnderWay = onUnderWay;
  }

  /** The service has begun to answer. */
  expect(): void {
    this.#thinking ??= setTimeout(this.#onUnderWay, thinkingMs).unref();
  }

  /** Output is about to be passed on. */
  heard(): void {
    if (this.isHeard) return;
    this.isHeard = true;
    clearTimeout(this.#thinking);
    this.#onUnderWay();
    this.tellRest();
  }

  /** Reports the start or end of an item: now, or just before the first output. */
  tell(news: () => void): void {
    if (this.isHeard) news();
    else this.#waiting.push(news);
  }

  /** Reports what was held back, because the turn will not be run again. */
  tellRest(): void {
    for (const news of this.#waiting.splice(0)) news();
  }
}
