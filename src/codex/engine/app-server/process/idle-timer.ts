/** Calls back a while after the last use of something. */
export class IdleTimer {
  readonly #onIdle: () => void;
  #timer: NodeJS.Timeout | undefined;
  #afterMs: number | null = null;

  constructor(onIdle: () => void) {
    this.#onIdle = onIdle;
  }

  /** How long nobody may have used it, in milliseconds; null for any time. Ends the wait under way. */
  set afterMs(afterMs: number | null) {
    this.#afterMs = afterMs;
    clearTimeout(this.#timer);
  }

  /** Begins the wait, anew if it is under way. */
  begin(): void {
    clearTimeout(this.#timer);
    if (this.#afterMs === null) return;
    this.#timer = setTimeout(this.#onIdle, this.#afterMs).unref();
  }
}
