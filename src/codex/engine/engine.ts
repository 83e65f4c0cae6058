import type { Account } from './account.ts';
import type { AttemptBudget } from '../completion/attempt-budget.ts';
import type { Tool } from '../completion/tools.ts';
import type { EngineHealth } from './engine-health.ts';
import type { Model } from './model.ts';
import type { Upstream } from './upstream.ts';
import type { Accounts } from './accounts.ts';
import type { TurnListener, TurnOutcome, TurnRequest } from './turn.ts';

/** Whom a request is for: a breaker tells faults of different requests apart by it. */
export interface RequestSubject {
  /** The id of the caller. */
  readonly caller: string;
  readonly model: string;
}

/** What the session core asks of an engine. An implementation passes on what it is given and nothing else. */
export interface Engine extends Accounts {
  /**
   * Answers a conversation. Rejects with a `CodexServeError`; an abort interrupts the turn at once.
   * The promise settles once the thread has been given back or kept, or the turn is parked.
   */
  runTurn(
    request: TurnRequest,
    listener: TurnListener,
    signal: AbortSignal,
    attempts?: AttemptBudget,
  ): Promise<TurnOutcome>;
  /**
   * Throws `engine_unavailable` or `upstream_unavailable`, with a time to retry, where a request would
   * be refused at once.
   */
  assertAvailable(subject: RequestSubject): void;
  /** The models of the engine as it was last known. */
  models(): Promise<readonly Model[]>;
  /** See `SessionCore.shortensSchema`. */
  shortensSchema(tool: Tool): boolean;
  /**
   * The login. Asks no network, and waits for the engine only where there was no login before.
   * Rejects as `runTurn` does.
   */
  account(): Promise<Account>;
  readonly upstream: Upstream;
  health(): EngineHealth;
  /** Called whenever the health, or the number of loaded threads, may have changed. Set once. */
  onHealthChange(listener: () => void): void;
  /** How many threads the engine holds in memory. */
  loadedThreads(): Promise<number>;
  /** Ends the engine. No process is left behind. */
  close(): Promise<void>;
}
