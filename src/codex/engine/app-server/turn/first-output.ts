/** After so long without a word the model is thinking, and its first one is not near. */
const thinkingMs = 100;

/**
 * Notes when a listener first hears anything of an answer. Until then the turn may be run once more
 * elsewhere, so the beginnings and ends of items wait: they would come twice.
 */
export class FirstOutput {
  readonly #onUnderWay: () => void;
  readonly #waiting: (() => void)[] = [];
  #thinking: NodeJS.Timeout | undefined;
  /** Whether the listener has heard anything. Only read it elsewhere. */
  isHeard = false;

  /** @param onUnderWay See `TurnTerms`. */
  constructor(onUnderWay: () => void) {
    this.#onUnderWay = onUnderWay;
  }

  /** The service has begun to answer. */
  expect(): void {
    this.#thinking ??= setTimeout(this.#onUnderWay, thinkingMs).unref();
  }

  /** Something is about to be told. */
  heard(): void {
    if (this.isHeard) return;
    this.isHeard = true;
    clearTimeout(this.#thinking);
    this.#onUnderWay();
    this.tellRest();
  }

  /** Tells of the beginning or end of an item, now or before whatever is told first. */
  tell(news: () => void): void {
    if (this.isHeard) news();
    else this.#waiting.push(news);
  }

  /** Tells what has waited: the turn will not be run again. */
  tellRest(): void {
    for (const news of this.#waiting.splice(0)) news();
  }
}
