import type { Account } from './account.ts';
import type { Answerer } from './answer-engine.ts';
import type { Tool } from '../completion/tools.ts';
import type { EngineHealth } from './engine-health.ts';
import type { Model } from './model.ts';
import type { Upstream } from './upstream.ts';
import type { Accounts } from './accounts.ts';

/** How many threads of Codex wait for a request. Parked ones are counted elsewhere. */
export interface WaitingThreads {
  /** Pre-connected ones, for any request. */
  readonly warm: number;
  /** Those that wait for the next message of their chat. */
  readonly kept: number;
}

/** What the session core asks of an engine. An implementation passes on what it is given and nothing else. */
export interface Engine extends Answerer, Accounts {
  /** The last known models of the engine. */
  models(): Promise<readonly Model[]>;
  /** Whether the service may have models that `models` does not list. */
  takesAnyModel(): boolean;
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
  /** How many threads wait for a request; null while an engine without threads answers. */
  waitingThreads(): WaitingThreads | null;
  /** How many threads the engine holds in memory. */
  loadedThreads(): Promise<number>;
}
