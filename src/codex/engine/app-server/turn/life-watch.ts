/** What a turn is watched by. */
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

/** After so long without a word, and every so often from then on, the turn is asked for. */
const quietMs = 4000;
/** A timer that is so late was not running: the machine slept, or the process was stopped. */
const gapMs = 2000;
/** Node's timers take no longer wait. */
const longestTimerMs = 2 ** 31 - 1;

/** Watches for signs of life of one turn. It asks for them by a timer: they are frequent. */
export class LifeWatch {
  readonly #options: LifeWatchOptions;
  /** Earlier signs count from here. */
  #since = performance.now();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: LifeWatchOptions) {
    this.#options = options;
    this.#arm(Math.min(quietMs, options.silenceMs));
  }

  /** Nothing is called any more. */
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
    // What was said in a gap has yet to be read.
    if (now - due > gapMs) this.#since = now;
    const silentMs = now - Math.max(this.#since, lastSign());
    if (silentMs >= silenceMs) return onSilence();
    const isQuiet = silentMs >= quietMs;
    this.#arm(Math.min(isQuiet ? quietMs : quietMs - silentMs, silenceMs - silentMs));
    if (isQuiet) onQuiet();
    return undefined;
  }
}
