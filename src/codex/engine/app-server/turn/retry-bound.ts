import { UpstreamError, type CodexServeError } from '../../../../errors/errors.ts';
import type { AnnouncedRetry } from './announced-retry.ts';

/**
 * Bounds how long Codex may go on retrying one answer. The clock starts at the first sign of a
 * retry, stands still while the service answers again, and is put back by new text: an answer that
 * breaks anew at the same place is still the same trouble.
 */
export class RetryBound {
  readonly #limitMs: number;
  readonly #onExceeded: (error: CodexServeError) => void;
  #since: number | null = null;
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param limitMs In milliseconds; 0 allows no retry, `Infinity` any.
   * @param onExceeded Called at most once per trouble, with what the last retry was for.
   */
  constructor(limitMs: number, onExceeded: (error: CodexServeError) => void) {
    this.#limitMs = limitMs;
    this.#onExceeded = onExceeded;
  }

  /**
   * Codex asks again. Over at once where that is hopeless, or the service asks for a longer wait
   * than is left.
   */
  retrying({ error, waitMs, isHopeless }: AnnouncedRetry = unannounced()): void {
    const now = performance.now();
    this.#since ??= now;
    const leftMs = this.#since + this.#limitMs - now;
    clearTimeout(this.#timer);
    if (isHopeless || leftMs <= waitMs) this.#exceed(error);
    else if (leftMs < longestTimerMs) this.#timer = setTimeout(() => this.#exceed(error), leftMs);
  }

  /** The service answers again, if only with what was there already: it may take its time. */
  answering(): void {
    clearTimeout(this.#timer);
  }

  /** The answer has got further, or is over. */
  reset(): void {
    clearTimeout(this.#timer);
    this.#since = null;
  }

  #exceed(error: CodexServeError): void {
    this.reset();
    this.#onExceeded(error);
  }
}

/** Node's timers take no longer wait. */
const longestTimerMs = 2 ** 31;

/** The one retry that Codex keeps to itself: the first on a WebSocket. */
function unannounced(): AnnouncedRetry {
  const text = 'The connection to the service broke before the answer was complete.';
  return { error: new UpstreamError('upstream_error', text), waitMs: 0, isHopeless: false };
}
