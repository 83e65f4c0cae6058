import type { Account } from './account.ts';
import type { QueueHealth } from './queue/turn-queue.ts';

/** What the engine, the supervised `codex app-server`, is doing. */
export type EngineState = 'starting' | 'ready' | 'unresponsive' | 'restarting' | 'stopped';

/** The engine's condition. */
export interface EngineHealth {
  readonly state: EngineState;
  /** Codex's version, `0.169.0`. */
  readonly version: string;
  /** Turns under way now. */
  readonly activeTurns: number;
}

/** The gateway's condition. */
export interface Health {
  /** True when a chat would be answered now: the engine is up, and has a login where it needs one. */
  readonly isReady: boolean;
  readonly engine: EngineHealth;
  /** The login as it was last seen, be the engine up or not. */
  readonly account: Account;
  readonly queue: QueueHealth;
  /** Turns that wait for a client to bring tool results. */
  readonly parkedTurns: number;
  /** Threads that the app-server holds in memory; null while it cannot be asked. */
  readonly loadedThreads: number | null;
}
