import type { Activity } from './activity/activity.ts';
import type { Account, AccountState, Login, QuotaWindow } from './engine/account.ts';
import type { Capabilities } from './engine/capabilities.ts';
import type { Completion } from './completion/completion.ts';
import type { EventStream } from './streams/event-stream.ts';
import type { CompletionRequest } from './completion/request.ts';
import type { Tool } from './completion/tools.ts';
import type { KeyedRequest } from './idempotency/keyed-completions.ts';
import type { Health } from './health.ts';
import type { EngineHealth } from './engine/engine-health.ts';
import type { Model } from './engine/model.ts';
import type { ModelAlias } from './models.ts';
import type { QueueHealth } from './queue/turn-queue.ts';
import type { UnreadyReason } from './readiness.ts';

/** What a reader of the activity wants. */
export interface ActivityOptions {
  /** Whether it learns of answers that grow, at most twice a second each. Default: false. */
  readonly withProgress?: boolean;
}

/**
 * The core that all surfaces share. It knows neither HTTP nor GraphQL: a surface turns its input
 * into a `CompletionRequest`, and writes the completion's events in its own format.
 */
export interface SessionCore {
  /**
   * Starts a completion, which may have to wait in the queue. Before it sends anything to the
   * service, it may reject with `ModelNotFoundError`, `LoginRequiredError`, `UpstreamError`, or
   * `RateLimitedError` if too many wait. Later failures are the completion's `failed` event.
   * Aborting the signal cancels the completion, even after the promise has settled.
   */
  run(request: CompletionRequest, signal: AbortSignal): Promise<Completion>;
  /**
   * The running or ended completion of an idempotency key, or else the one that `start` runs, with
   * the signal that it gets and without the key. For a request whose preparation must not be repeated.
   * Rejects as `start` does, or with `InvalidRequestError` if the key belongs to another request.
   */
  runOnce(
    request: KeyedRequest,
    signal: AbortSignal,
    start: (signal: AbortSignal) => Promise<Completion>,
  ): Promise<Completion>;
  /** A running or recent completion, no matter which surface started it; undefined for any other. */
  completion(id: string): Promise<Completion | undefined>;
  /**
   * The request of a completion that waits for the results of its tool calls. Undefined for any
   * other completion, for a request without `keepForToolOutputs`, and for one that was evicted.
   */
  waitingRequest(id: string): Promise<CompletionRequest | undefined>;
  /** All running and recent completions of every surface, newest first by their start. */
  completions(): Promise<readonly Completion[]>;
  /** The completions and the cursor of the activity that they show at least. */
  board(): Promise<Board>;
  /**
   * Streams the activity of all completions after that cursor (absent: from now on). A gap replaces
   * activity that is no longer kept. Ends when the core is closed. Throws `InvalidRequestError` for
   * an invalid cursor.
   */
  activity(after?: string, options?: ActivityOptions): EventStream<Activity>;
  /** The cursor of the last activity. To follow a list of completions, read both with `board`. */
  activityCursor(): Promise<string>;
  /** The models of this login, best first, hidden ones included. */
  models(): Promise<readonly Model[]>;
  /** Other names for those of these models that have one, in the order in which they were set. */
  modelAliases(models: readonly Model[]): readonly ModelAlias[];
  /**
   * The model of that name. The name may have an effort suffix.
   * Rejects with `ModelNotFoundError`.
   */
  resolveModel(name: string): Promise<ResolvedModel>;
  /** What reaches the service as the client said it. May change with the login. */
  capabilities(): Capabilities;
  /**
   * Whether the engine shortens the tool's schema. Then only the tool's description holds the whole
   * schema.
   */
  shortensSchema(tool: Tool): boolean;
  /** Estimates the tokens of what the model would be shown for a request. Asks nobody. */
  countInputTokens(request: CompletionRequest): number;
  /** The last known account. Needs no network. */
  account(): Promise<Account>;
  /**
   * The account with all details. Asks the service for unknown details; those that it does not
   * return within two seconds are null. Never rejects.
   */
  accountState(): Promise<AccountState>;
  /** The current account and logins, and then each change. Ends when the core is closed. */
  accountChanges(): EventStream<AccountState>;
  /**
   * Starts a login of Codex on this machine by device code. It replaces a pending one.
   * Rejects with `LoginNotNeededError`, `LoginFailedError` or `UpstreamError`. Aborting the signal
   * before the promise settles cancels the login; later it has no effect.
   */
  startLogin(signal: AbortSignal): Promise<Login>;
  /** Cancels a pending login; one that has ended stays as it is. Rejects with `LoginNotFoundError`. */
  cancelLogin(id: string): Promise<Login>;
  /**
   * Ends the login of Codex on this machine, and a pending one. Without a login nothing changes.
   * Rejects with `LoginNotNeededError` or `UpstreamError`.
   */
  logout(): Promise<Account>;
  /** Turns that wait for a client to bring tool results. */
  parkedTurns(): number;
  /** See `Accounts.knownQuota`. */
  knownQuota(): readonly QuotaWindow[] | null;
  engineHealth(): EngineHealth;
  /** The state of the queue. */
  queueHealth(): QueueHealth;
  health(): Promise<Health>;
  /** Why a new request would not be answered; null while it would be. Asks nobody. */
  readiness(): UnreadyReason | null;
  /**
   * The current health, and then each change. Changes of the engine's state come at once, changes
   * of the counts at most ten times per second. Ends when the core is closed.
   */
  healthChanges(): EventStream<Health>;
  /** Throws `shutting_down`, with a time to retry, once the core drains or is closed. */
  assertOpen(): void;
  /**
   * Refuses new completions and logins with `shutting_down` from now on, and fails those that wait for
   * their turn. What runs continues, and everything can still be read.
   *
   * @param ms How long running completions get until `close`, in milliseconds. A client that is
   *   refused learns when to try again from it.
   */
  drain(ms: number): void;
  /** Resolves once no completion runs, at the latest when the signal aborts. Never rejects. */
  idle(signal: AbortSignal): Promise<void>;
  /**
   * Fails waiting and running completions with `shutting_down`, then stops the engine.
   *
   * @param hurry Once it has aborted, the engine is killed. Default: it gets two seconds to end.
   */
  close(hurry?: AbortSignal): Promise<void>;
}

/**
 * A list of completions to follow: `activity(cursor)` gives everything that the list does not show.
 * Activity during the reading of the list may appear in both.
 */
export interface Board {
  /** As `SessionCore.completions` gives them. */
  readonly completions: readonly Completion[];
  readonly cursor: string;
}

/** A model and the effort that its name asked for. */
export interface ResolvedModel {
  readonly model: Model;
  /** From the suffix of the name; null for a plain name. */
  readonly effort: string | null;
}
