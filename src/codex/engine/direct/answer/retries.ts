import { setTimeout as sleep } from 'node:timers/promises';
import { CancelledError } from '../../../../errors/errors.ts';
import type { AttemptBudget } from '../../../completion/attempt-budget.ts';
import type { ServiceError } from './service-error.ts';

/** Waits double from this one, in milliseconds (as Codex does), with a tenth of jitter. */
const firstWaitMs = 200;

/** The limits on the retries of one answer. */
export interface RetryLimits {
  /** Maximum time without progress since the first fault, in milliseconds; 0 allows no retry. */
  readonly retryMs: number;
  /** Maximum number of retries in a row. */
  readonly maxRetries: number;
}

/**
 * Bounds the number and the duration of the retries of one answer. The clock starts at the first
 * fault. An answer that breaks again at the same point continues the same outage.
 */
export class Retries {
  readonly #limits: RetryLimits;
  readonly #attempts: AttemptBudget;
  /** When the outage began, as `performance.now()`; null without one. */
  #since: number | null = null;
  #inARow = 0;

  constructor(limits: RetryLimits, attempts: AttemptBudget) {
    this.#limits = limits;
    this.#attempts = attempts;
    attempts.begin();
  }

  /** The answer has made progress. */
  progressed(): void {
    if (this.#since === null) return;
    this.#since = null;
    this.#inARow = 0;
  }

  /**
   * Waits until the request may be sent again. Rejects with the error if it may not, and with
   * `CancelledError` once the signal aborts.
   */
  async again({ error, isRetryable, waitMs }: ServiceError, signal: AbortSignal): Promise<void> {
    const now = performance.now();
    this.#since ??= now;
    const leftMs = this.#limits.retryMs - (now - this.#since);
    const jitter = 0.9 + Math.random() / 5;
    const wait = Math.max(waitMs, firstWaitMs * 2 ** this.#inARow * jitter);
    const isSpent = this.#inARow >= this.#limits.maxRetries || wait >= leftMs;
    if (!isRetryable || isSpent || !this.#attempts.retry(undefined, error)) throw error;
    this.#inARow += 1;
    await sleep(wait, undefined, { signal }).catch(() => {
      throw new CancelledError();
    });
  }
}
