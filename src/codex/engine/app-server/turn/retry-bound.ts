import { UpstreamError, type CodexServeError } from '../../../../errors/errors.ts';
import type { AnnouncedRetry } from './announced-retry.ts';

/**
 * Bounds how long Codex may keep retrying one answer. The clock starts at the first sign of a
 * retry, does not expire while the service answers again, and resets only on new text. An answer
 * that breaks again at the same point continues the same outage.
 */
export class RetryBound {
  readonly #limitMs: number;
  readonly #onExceeded: (error: CodexServeError) => void;
  #since: number | null = null;
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param limitMs In milliseconds; 0 allows no retry, `Infinity` any.
   * @param onExceeded Called at most once per outage, with the reason for the last retry.
   */
  constructor(limitMs: number, onExceeded: (error: CodexServeError) => void) {
    this.#limitMs = limitMs;
    this.#onExceeded = onExceeded;
  }

  /**
   * Codex asks again. Exceeds the bound at once if the retry is hopeless, or if the service demands
   * a longer wait than the time left.
   */
  retrying({ error, waitMs, isHopeless }: AnnouncedRetry = unannounced()): void {
    const now = performance.now();
    this.#since ??= now;
    const leftMs = this.#since + this.#limitMs - now;
    clearTimeout(this.#timer);
    if (isHopeless || leftMs <= waitMs) this.#exceed(error);
    else if (leftMs < longestTimerMs) this.#timer = setTimeout(() => this.#exceed(error), leftMs);
  }

  /** The service answers again, even if only with known text. It may take its time. */
  answering(): void {
    clearTimeout(this.#timer);
  }

  /** The answer has made progress, or has ended. */
  reset(): void {
    clearTimeout(this.#timer);
    this.#since = null;
  }

  #exceed(error: CodexServeError): void {
    this.reset();
    this.#onExceeded(error);
  }
}

/** The upper limit of Node's timers. */
const longestTimerMs = 2 ** 31;

/** The only retry that Codex does not announce: the first one on a WebSocket. */
function unannounced(): AnnouncedRetry {
  const text = 'The connection to the service broke before the answer was complete.';
  return { error: new UpstreamError('upstream_error', text), waitMs: 0, isHopeless: false };
}
