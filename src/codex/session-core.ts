import type { Activity } from './completion/activity.ts';
import type { Completion } from './completion/completion.ts';
import type { EventStream } from './completion/event-stream.ts';
import type { CompletionRequest } from './completion/request.ts';
import type { Model } from './model.ts';
import type { QueueHealth } from './queue/turn-queue.ts';

/** Whether Codex can reach its service with what is on this machine. */
export interface Account {
  /** True when a chat can be answered: there is a login, or the upstream needs none. */
  readonly isReady: boolean;
  /** How Codex is logged in (`chatgpt`, `apikey`, …); null without a login. */
  readonly method: string | null;
  /** False for an upstream with `requires_openai_auth = false`. */
  readonly isLoginRequired: boolean;
}

/** What the engine, the supervised `codex app-server`, is doing. */
export type EngineState = 'starting' | 'ready' | 'restarting' | 'stopped';

/** The engine's condition. */
export interface EngineHealth {
  readonly state: EngineState;
  /** Codex's version, `0.169.0`. */
  readonly version: string;
  /** Turns under way now. */
  readonly activeTurns: number;
}

/**
 * What both surfaces stand on. It knows neither HTTP nor GraphQL: a surface turns its input into a
 * `CompletionRequest` and writes the completion's events in its own format.
 */
export interface SessionCore {
  /**
   * Starts a completion, which may have to wait for its turn. Rejects with `ModelNotFoundError`,
   * `LoginRequiredError`, `UpstreamError`, or `RateLimitedError` where too many wait, before anything
   * was asked of the service; later failures are the completion's `failed` event. Aborting the signal cancels the completion, also after the promise settled.
   */
  run(request: CompletionRequest, signal: AbortSignal): Promise<Completion>;
  /** A running or recent completion, whichever surface started it. */
  completion(id: string): Completion | undefined;
  /**
   * What a completion was asked that waits for the results of its tool calls. Undefined for any
   * other, for one whose request was not to be kept (`isKept`), and for one that had to make room.
   */
  waitingRequest(id: string): CompletionRequest | undefined;
  /** All running and recent completions of both surfaces, newest first by their start. */
  completions(): readonly Completion[];
  /**
   * What happens in all completions behind that cursor; absent: from now on. What is no longer kept
   * is told as a gap. It ends when the core is closed. Throws `InvalidRequestError` for what is no
   * cursor.
   */
  activity(after?: string): EventStream<Activity>;
  /** Of the last activity: `completions()`, read together with it, shows everything up to there. */
  activityCursor(): string;
  /** The models of this login, best first, hidden ones included. */
  models(): Promise<readonly Model[]>;
  /**
   * The model of that name. An effort behind the name is understood.
   * Rejects with `ModelNotFoundError`.
   */
  resolveModel(name: string): Promise<ResolvedModel>;
  /** Asks no network. */
  account(): Promise<Account>;
  engineHealth(): EngineHealth;
  /** How many turns wait for others to end. */
  queueHealth(): QueueHealth;
  /** Fails waiting and running completions with `shutting_down`, then stops the engine. */
  close(): Promise<void>;
}

/** A model and the effort that its name asked for. */
export interface ResolvedModel {
  readonly model: Model;
  /** From the suffix of the name; null for a plain name. */
  readonly effort: string | null;
}
