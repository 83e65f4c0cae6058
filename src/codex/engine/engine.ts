import type { Account } from './account.ts';
import type { CompletionRequest } from '../completion/request.ts';
import type { Tool } from '../completion/tools.ts';
import type { EngineHealth } from './engine-health.ts';
import type { Model } from './model.ts';
import type { Upstream } from './upstream.ts';
import type { Accounts } from './accounts.ts';
import type { AnswerListener, AnswerOutcome, AnswerRequest } from './turn.ts';

/** The caller and the model of a request, which a circuit breaker counts faults by. */
export interface RequestSubject {
  /** The id of the caller. */
  readonly caller: string;
  readonly model: string;
}

/** What the session core asks of an engine. An implementation passes on what it is given and nothing else. */
export interface Engine extends Accounts {
  /**
   * Answers a request. The engine alone decides what it continues from: an answer that waits for the
   * tool results that the request brings, an earlier conversation, or nothing. Rejects with a
   * `CodexServeError`, with `EngineDiedError` where another engine may answer; an abort stops the
   * answer at once. When the promise settles, a request that continues from this answer may come.
   */
  run(
    request: AnswerRequest,
    listener: AnswerListener,
    signal: AbortSignal,
  ): Promise<AnswerOutcome>;
  /**
   * What a completion was asked whose answer ended in tool calls, so that its client may bring their
   * results alone. Undefined for any other, for a request without `keepForToolOutputs`, and for one that had to
   * make room.
   */
  waitingRequest(completionId: string): Promise<CompletionRequest | undefined>;
  /** Releases the request of this completion, which nobody will ask for again. */
  forget(completionId: string): void;
  /** How many answers wait for tool results with all that the engine has of them. */
  readonly parkedTurns: number;
  /**
   * Throws `engine_unavailable` or `upstream_unavailable`, with a time to retry, if a request would
   * be refused at once.
   */
  assertAvailable(subject: RequestSubject): void;
  /** The last known models of the engine. */
  models(): Promise<readonly Model[]>;
  /** See `SessionCore.shortensSchema`. */
  shortensSchema(tool: Tool): boolean;
  /**
   * The login. Needs no network, and waits for the engine only if there was no login before.
   * Rejects as `run` does.
   */
  account(): Promise<Account>;
  readonly upstream: Upstream;
  health(): EngineHealth;
  /** Called whenever the health, or the number of threads or parked turns, may have changed. Replaces the last listener. */
  onHealthChange(listener: () => void): void;
  /** How many threads the engine holds in memory. */
  loadedThreads(): Promise<number>;
  /** Ends the engine. No process is left behind. */
  close(): Promise<void>;
}
