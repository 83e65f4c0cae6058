import type { Activity } from './activity/activity.ts';
import type { Account, AccountState, Login } from './engine/account.ts';
import type { Completion } from './completion/completion.ts';
import type { EventStream } from './streams/event-stream.ts';
import type { CompletionRequest } from './completion/request.ts';
import type { Tool } from './completion/tools.ts';
import type { Health } from './health.ts';
import type { EngineHealth } from './engine/engine-health.ts';
import type { Model } from './engine/model.ts';
import type { ModelAlias } from './models.ts';
import type { QueueHealth } from './queue/turn-queue.ts';

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
  /** A running or recent completion, no matter which surface started it; undefined for any other. */
  completion(id: string): Promise<Completion | undefined>;
  /**
   * What a completion was asked that waits for the results of its tool calls. Undefined for any
   * other, for one whose request was not to be kept (`keepForToolOutputs`), and for one that had to make room.
   */
  waitingRequest(id: string): Promise<CompletionRequest | undefined>;
  /** All running and recent completions of every surface, newest first by their start. */
  completions(): Promise<readonly Completion[]>;
  /** The completions and the cursor of the activity that they show at least. */
  board(): Promise<Board>;
  /**
   * What happens in all completions after that cursor; absent: from now on. What is no longer kept
   * is told as a gap. It ends when the core is closed. Throws `InvalidRequestError` for what is no
   * cursor.
   */
  activity(after?: string): EventStream<Activity>;
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
  /**
   * Whether the engine shortens the tool's schema: the model then finds the whole schema in the
   * tool's description alone.
   */
  shortensSchema(tool: Tool): boolean;
  /** Asks no network. */
  account(): Promise<Account>;
  /**
   * The account in full. Asks the service for what is not known yet; what it does not tell within
   * two seconds is null. Never rejects.
   */
  accountState(): Promise<AccountState>;
  /** The account and its logins now, and then each change. Ends when the core is closed. */
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
  engineHealth(): EngineHealth;
  /** How many turns wait for others to end. */
  queueHealth(): QueueHealth;
  health(): Promise<Health>;
  /**
   * The health now, and then each change: of the engine's state at once, of the counts ten times a
   * second at most. Ends when the core is closed.
   */
  healthChanges(): EventStream<Health>;
  /** Fails waiting and running completions with `shutting_down`, then stops the engine. */
  close(): Promise<void>;
}

/**
 * A list of completions to follow: `activity(cursor)` tells everything that the list does not show.
 * What happened while it was read may be in both.
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
