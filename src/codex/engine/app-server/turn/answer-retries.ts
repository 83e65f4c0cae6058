import type { CodexServeError } from '../../../../errors/errors.ts';
import type { AttemptBudget } from '../../../completion/attempt-budget.ts';
import type { TurnError } from '../rpc/protocol.ts';
import { announcedRetry } from './announced-retry.ts';
import { RetryBound } from './retry-bound.ts';

/** What comes of retries. */
export interface RetryHandlers {
  /** The answer starts again. */
  onRestart(): void;
  /** There were too many, or for too long. */
  onFail(error: CodexServeError): void;
}

/** Codex's own retries of one answer: counts them, and bounds how long they go on. */
export class AnswerRetries {
  readonly #attempts: AttemptBudget | null;
  readonly #handlers: RetryHandlers;
  readonly #retryMs: number;
  /** Made for the first retry: most answers have none. */
  #bound: RetryBound | undefined;
  /** Whether Codex asks again, and nothing new has come since. Only read it elsewhere. */
  isRetrying = false;

  /**
   * @param attempts Counts how often the service is asked; null for an answer that nobody wants.
   * @param retryMs See `TurnLimits`.
   */
  constructor(attempts: AttemptBudget | null, retryMs: number, handlers: RetryHandlers) {
    this.#attempts = attempts;
    this.#handlers = handlers;
    this.#retryMs = retryMs;
    attempts?.begin();
  }

  /** Codex lost the connection, for the reason given, and asks again. */
  announced(error: TurnError, model: string): void {
    const retry = announcedRetry(error, model);
    if (this.#attempts?.retry(retry.number) === false) {
      this.#handlers.onFail(retry.error);
      return;
    }
    this.isRetrying = true;
    this.#bounded().retrying(retry);
    this.#handlers.onRestart();
  }

  /** Codex asks again without having said so. */
  unannounced(): void {
    this.#attempts?.retry();
    this.isRetrying = true;
    this.#bounded().retrying();
    this.#handlers.onRestart();
  }

  /** The service answers again, if only with what was there already. */
  answering(): void {
    this.#bound?.answering();
  }

  /** The answer has got further, or is over. */
  reset(): void {
    this.isRetrying = false;
    this.#bound?.reset();
  }

  #bounded(): RetryBound {
    return (this.#bound ??= new RetryBound(this.#retryMs, (error) => this.#handlers.onFail(error)));
  }
}
