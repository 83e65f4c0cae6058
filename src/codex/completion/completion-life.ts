import { CancelledError, type CodexServeError } from '../../errors/errors.ts';
import type { Completion, CompletionResult, CompletionStatus } from './completion.ts';
import type { FinishReason, Usage } from './events.ts';
import type { LifecycleListener, PlacedToolCall } from './lifecycle-listener.ts';

/** How a completion enters its life. */
export interface LifeStart {
  /** Whether it waits for its turn first. */
  readonly isQueued: boolean;
  readonly listener: LifecycleListener | undefined;
}

/** The life of a completion: its stages and their times, how it ended, and who is notified. */
export class CompletionLife {
  /** The whole answer, once it ends; rejects with the completion's error. */
  readonly result: Promise<CompletionResult>;
  /** Read-only elsewhere, like the fields that follow. */
  status: CompletionStatus;
  firstTokenAt: Date | null = null;
  endedAt: Date | null = null;
  finishReason: FinishReason | null = null;
  usage: Usage | null = null;
  error: CodexServeError | null = null;
  readonly #completion: Completion;
  /** Released at the end, because it may hold the whole request. */
  #listener: LifecycleListener | undefined;
  #settle!: { resolve: (result: CompletionResult) => void; reject: (error: Error) => void };
  readonly #acceptedAt = performance.now();
  #queuedMs: number | null;

  constructor(completion: Completion, { isQueued, listener }: LifeStart) {
    this.#completion = completion;
    this.#listener = listener;
    this.status = isQueued ? 'queued' : 'running';
    this.#queuedMs = isQueued ? null : 0;
    this.result = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    // A streaming client reads the failure from the events and never asks for the result.
    this.result.catch(() => {});
  }

  /** Milliseconds that it has waited for its turn. */
  get queuedMs(): number {
    return this.#queuedMs ?? Math.round(performance.now() - this.#acceptedAt);
  }

  /** Reports the first stage. */
  announce(): void {
    if (this.status === 'queued') this.#listener?.queued(this.#completion);
    else this.#listener?.started(this.#completion);
  }

  /** The wait for its turn is over. */
  begin(): void {
    if (this.status !== 'queued') return;
    this.#queuedMs = this.queuedMs;
    this.status = 'running';
    this.#listener?.started(this.#completion);
  }

  /** A piece of the answer is about to be added. */
  noteToken(): void {
    if (this.firstTokenAt !== null) return;
    this.firstTokenAt = new Date();
    this.#listener?.firstToken(this.#completion);
  }

  /** A call was added to the answer. */
  noteCall(call: PlacedToolCall): void {
    this.#listener?.toolCall(this.#completion, call);
  }

  /** It has completed. Its last event follows, and then `settle`. */
  complete(finishReason: FinishReason, usage: Usage | null): void {
    this.status = 'completed';
    this.endedAt = new Date();
    this.finishReason = finishReason;
    this.usage = usage;
  }

  /** It has failed. Its last event follows, and then `settle`. */
  fail(error: CodexServeError): void {
    this.#queuedMs = this.queuedMs;
    this.status = error instanceof CancelledError ? 'cancelled' : 'failed';
    this.endedAt = new Date();
    this.error = error;
  }

  /** Reports the end, and settles the result. */
  settle(outcome: CompletionResult | CodexServeError): void {
    this.#listener?.ended(this.#completion);
    this.#listener = undefined;
    if (outcome instanceof Error) this.#settle.reject(outcome);
    else this.#settle.resolve(outcome);
  }
}
