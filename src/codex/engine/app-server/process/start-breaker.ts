import type { Logger } from 'pino';
import { UpstreamError } from '../../../../errors/errors.ts';
import type { OpenBreaker } from '../../engine-health.ts';

/** The number of failures, within a time in milliseconds, that opens the breaker. */
const limit = { failures: 3, withinMs: 60_000 };
/** A process that dies before this time without any successful task counts as a failed start. */
const briefMs = 10_000;
/** Waits before the next start double from the first to the longest, in milliseconds. */
const backoffMs = { first: 100, longest: 30_000 };
/**
 * The longest wait where processes do start. It is shorter, since one client's request may be what
 * kills them.
 */
const longestAfterDeathMs = 5000;
/** Minimum `retry-after` for clients, in milliseconds. */
const shortestRetryMs = 1000;

const reason = `Codex failed to start, or died within ${briefMs / 1000} s of its start, ${limit.failures} times within ${limit.withinMs / 1000} s. The log says why.`;

/**
 * Counts failed starts of the app-server. Too many failures open the breaker: requests are then
 * refused at once instead of waiting for a process. Further starts, with backoff, are the probes. A
 * successful start closes the breaker.
 */
export class StartBreaker {
  readonly #logger: Logger;
  /** When the last failures happened, as `performance.now()`. */
  #failures: number[] = [];
  #inARow = 0;
  #openSince: Date | null = null;
  #retryAt = 0;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** The breaker, if it is open. */
  get open(): OpenBreaker | null {
    if (this.#openSince === null) return null;
    const retryAt = new Date(Date.now() + this.#retryAfterMs());
    return { kind: 'engine', reason, openSince: this.#openSince, retryAt };
  }

  /** The error for requests while the breaker is open; null while it is closed. */
  refusal(): UpstreamError | null {
    if (this.#openSince === null) return null;
    return new UpstreamError('engine_unavailable', 'Codex is down: it fails at every start.', {
      retryAfterMs: this.#retryAfterMs(),
    });
  }

  /** A process did not start. Returns the wait before the next attempt, in milliseconds. */
  failed(): number {
    return this.#count(backoffMs.longest);
  }

  /** A process has started. */
  started(): void {
    if (this.#openSince === null) return;
    this.#openSince = null;
    this.#logger.info('the Codex app-server starts again; requests are let through');
  }

  /**
   * A started process died. Returns the wait before the next attempt, in milliseconds.
   *
   * @param livedMs How long after its start.
   * @param isProven Whether it had done a task.
   */
  died(livedMs: number, isProven: boolean): number {
    if (livedMs < briefMs && !isProven) return this.#count(longestAfterDeathMs);
    this.#failures = [];
    this.#inARow = 0;
    return 0;
  }

  #count(longestMs: number): number {
    const now = performance.now();
    this.#failures = this.#failures.filter((at) => at > now - limit.withinMs);
    this.#failures.push(now);
    const waitMs = Math.min(backoffMs.first * 2 ** this.#inARow, longestMs);
    this.#inARow += 1;
    this.#retryAt = now + waitMs;
    if (this.#failures.length >= limit.failures) this.#open();
    return waitMs;
  }

  #open(): void {
    if (this.#openSince !== null) return;
    this.#openSince = new Date();
    this.#logger.error({ reason }, 'requests are refused until the Codex app-server starts');
  }

  #retryAfterMs(): number {
    return Math.max(Math.ceil(this.#retryAt - performance.now()), shortestRetryMs);
  }
}
