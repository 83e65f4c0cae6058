import type { EngineHealth } from './engine/engine-health.ts';
import type { Account } from './engine/account.ts';
import type { QueueHealth } from './queue/turn-queue.ts';

/** The gateway's condition. */
export interface Health {
  /**
   * Whether a chat would be answered now: the engine is up, has a login if it needs one, no circuit
   * breaker is open, and the gateway is not stopping.
   */
  readonly isReady: boolean;
  readonly engine: EngineHealth;
  /** The last known login, whether or not the engine is up. */
  readonly account: Account;
  readonly queue: QueueHealth;
  /** Turns that wait for a client to bring tool results. */
  readonly parkedTurns: number;
  /** Pre-connected threads that wait for a request; null while an engine without threads answers. */
  readonly warmThreads: number | null;
  /** Threads that wait for the next message of their chat; null as above. */
  readonly keptThreads: number | null;
  /** Threads that the app-server holds in memory; null while it cannot be asked. */
  readonly loadedThreads: number | null;
}
