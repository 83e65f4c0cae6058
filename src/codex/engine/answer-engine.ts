import type { CompletionRequest } from '../completion/request.ts';
import type { Capabilities } from './capabilities.ts';
import type { OpenBreaker } from './engine-health.ts';
import type { AnswerListener, AnswerOutcome, AnswerRequest } from './turn.ts';

/** The caller and the model of a request, which a circuit breaker counts faults by. */
export interface RequestSubject {
  /** The id of the caller. */
  readonly caller: string;
  readonly model: string;
}

/** What the session core asks of whatever answers its requests. */
export interface Answerer {
  /**
   * Answers a request. The engine alone decides what it continues from: an answer that waits for the
   * tool results that the request brings, an earlier conversation, or nothing. Rejects with a
   * `CodexServeError`, for some of which `reasonToRunAgain` has a reason; an abort stops the answer at
   * once. When the promise settles, a request that continues from this answer may come.
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
  /**
   * What it passes on to the service as the client said it. May change with the login.
   *
   * @param request The one that it is asked for. Default: one that nothing more is known of.
   */
  capabilities(request?: AnswerRequest): Capabilities;
  /**
   * Ends it. No process and no connection is left behind.
   *
   * @param hurry Once it has aborted, processes are killed. Default: they get two seconds to end.
   */
  close(hurry?: AbortSignal): Promise<void>;
}

/**
 * An engine that only answers; another one has the account and the models. With a ChatGPT login,
 * `run` rejects with `DirectRefusedError` if the service refuses its requests, but may serve Codex's.
 */
export interface AnswerEngine extends Answerer {
  /** Answers under way now. */
  readonly activeTurns: number;
  /** Opens connections ahead of the next request, in the background. */
  prepare(): void;
  /** Null while requests are accepted. */
  readonly breaker: OpenBreaker | null;
  /** Called whenever one of these, or `parkedTurns`, may have changed. Replaces the last listener. */
  onChange(listener: () => void): void;
}
