import type { CodexServeError } from '../../errors/errors.ts';

/** Maximum number of requests to the service for one answer. */
const maxAttempts = 6;

/**
 * Counts the requests to the service for one answer, over all its turns: a replay, a second turn
 * for `tool_choice`, a restart. Codex retries by itself within each turn.
 */
export class AttemptBudget {
  /** Attempts of the earlier turns. */
  #before = 0;
  /** Attempts of this turn over transports that Codex has abandoned. */
  #abandoned = 0;
  /** Retries of this turn over the current transport. */
  #retries = 0;
  #isBegun = false;
  /** Called with each retry that is allowed, and with what made it necessary, if that is known. */
  onRetry: ((error: CodexServeError | undefined) => void) | undefined;

  /** Whether the service has been asked for this answer. */
  get isBegun(): boolean {
    return this.#isBegun;
  }

  /** Whether the service may be asked once more. */
  get hasLeft(): boolean {
    return this.#spent < maxAttempts;
  }

  get #spent(): number {
    if (!this.#isBegun) return 0;
    // Codex may have retried once without announcing it.
    return this.#before + Math.max(this.#abandoned + this.#retries + 1, 2);
  }

  /** A turn begins, and with it the first attempt. */
  begin(): void {
    this.#before = this.#spent;
    this.#abandoned = 0;
    this.#retries = 0;
    this.#isBegun = true;
  }

  /**
   * A retry begins. False when it is one too many.
   *
   * @param number Its number on its transport, from 1; undefined if unknown. If a number repeats,
   *   Codex has switched from WebSocket to HTTP.
   * @param error What makes it necessary. Default: not known.
   */
  retry(number: number = this.#retries + 1, error?: CodexServeError): boolean {
    if (number <= this.#retries) this.#abandoned += this.#retries + 1;
    this.#retries = number;
    const isAllowed = this.#before + this.#abandoned + this.#retries + 1 <= maxAttempts;
    if (isAllowed) this.onRetry?.(error);
    return isAllowed;
  }
}
