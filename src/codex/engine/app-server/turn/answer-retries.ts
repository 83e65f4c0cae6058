import type { CodexServeError } from '../../../../errors/errors.ts';
import type { AttemptBudget } from '../../../completion/attempt-budget.ts';
import type { TurnError } from '../rpc/protocol.ts';
import { announcedRetry } from './announced-retry.ts';
import { RetryBound } from './retry-bound.ts';

/** Receives the effects of retries. */
export interface RetryHandlers {
  /** The answer starts again. */
  onRestart(): void;
  /** There were too many retries, or they took too long. */
  onFail(error: CodexServeError): void;
}

/** Counts Codex's own retries of one answer, and bounds their number and duration. */
export class AnswerRetries {
  readonly #attempts: AttemptBudget | null;
  readonly #handlers: RetryHandlers;
  readonly #retryMs: number;
  /** Created with the first retry, because most answers have none. */
  #bound: RetryBound | undefined;
  /** Whether Codex is retrying and nothing new has come since. Read-only for other classes. */
  isRetrying = false;

  /**
   * @param attempts Counts the requests to the service; null for an answer that nobody wants.
   * @param retryMs See `TurnLimits`.
   */
  constructor(attempts: AttemptBudget | null, retryMs: number, handlers: RetryHandlers) {
    this.#attempts = attempts;
    this.#handlers = handlers;
    this.#retryMs = retryMs;
    attempts?.begin();
  }

  /** Codex lost the connection, for the given reason, and asks again. */
  announced(error: TurnError, model: string): void {
    const retry = announcedRetry(error, model);
    if (this.#attempts?.retry(retry.number, retry.error) === false) {
      this.#handlers.onFail(retry.error);
      return;
    }
    this.isRetrying = true;
    this.#bounded().retrying(retry);
    this.#handlers.onRestart();
  }

  /** Codex asks again without an announcement. */
  unannounced(): void {
    this.#attempts?.retry();
    this.isRetrying = true;
    this.#bounded().retrying();
    this.#handlers.onRestart();
  }

  /** The service answers again, even if only with text that was known before. */
  answering(): void {
    this.#bound?.answering();
  }

  /** The answer has made progress, or has ended. */
  reset(): void {
    this.isRetrying = false;
    this.#bound?.reset();
  }

  #bounded(): RetryBound {
    return (this.#bound ??= new RetryBound(this.#retryMs, (error) => this.#handlers.onFail(error)));
  }
}
