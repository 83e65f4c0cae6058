/** What a turn is watched by. */
export interface LifeWatchOptions {
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

/** Watches for signs of life of one turn. Without a timer for each of them: they are frequent. */
export class LifeWatch {
  readonly #options: LifeWatchOptions;
  #lastSign = performance.now();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: LifeWatchOptions) {
    this.#options = options;
    this.#arm(Math.min(quietMs, options.silenceMs));
  }

  /** The turn lives. */
  sign(): void {
    this.#lastSign = performance.now();
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
    const { silenceMs, onSilence, onQuiet } = this.#options;
    const now = performance.now();
    // What was said in a gap has yet to be read.
    if (now - due > gapMs) this.#lastSign = now;
    const silentMs = now - this.#lastSign;
    if (silentMs >= silenceMs) return onSilence();
    const isQuiet = silentMs >= quietMs;
    this.#arm(Math.min(isQuiet ? quietMs : quietMs - silentMs, silenceMs - silentMs));
    if (isQuiet) onQuiet();
    return undefined;
  }
}
