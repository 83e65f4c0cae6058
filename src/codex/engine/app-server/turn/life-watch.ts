/** Options of a life watch. */
export interface LifeWatchOptions {
  /** When the turn last showed a sign of life, as `performance.now()`. */
  readonly lastSign: () => number;
  /** The longest silence, in milliseconds. */
  readonly silenceMs: number;
  /** Called once, after that silence. */
  readonly onSilence: () => void;
  /** Called every few seconds of silence, to ask whether the turn still runs. */
  readonly onQuiet: () => void;
}

/** Interval of silence after which, and then repeatedly, to ask whether the turn still runs. */
const quietMs = 4000;
/** A timer that is this late shows that the machine slept, or that the process was stopped. */
const gapMs = 2000;
/** The upper limit of Node's timers. */
const longestTimerMs = 2 ** 31 - 1;

/** Watches for signs of life of one turn. Polls by a timer, because the signs are frequent. */
export class LifeWatch {
  readonly #options: LifeWatchOptions;
  /** Earlier signs count from here. */
  #since = performance.now();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: LifeWatchOptions) {
    this.#options = options;
    this.#arm(Math.min(quietMs, options.silenceMs));
  }

  /** Stops the watch. No callback is called after this. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  #arm(ms: number): void {
    const due = performance.now() + ms;
    this.#timer = setTimeout(() => this.#check(due), Math.min(ms, longestTimerMs)).unref();
  }

  #check(due: number): void {
    const { lastSign, silenceMs, onSilence, onQuiet } = this.#options;
    const now = performance.now();
    // Messages that arrived during a gap have not been read yet.
    if (now - due > gapMs) this.#since = now;
    const silentMs = now - Math.max(this.#since, lastSign());
    if (silentMs >= silenceMs) return onSilence();
    const isQuiet = silentMs >= quietMs;
    this.#arm(Math.min(isQuiet ? quietMs : quietMs - silentMs, silenceMs - silentMs));
    if (isQuiet) onQuiet();
    return undefined;
  }
}
