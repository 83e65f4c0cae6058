import type { RpcConnection } from '../rpc/connection.ts';
import { createKeptThreads, type KeptThreads } from './kept-threads.ts';
import type { ThreadOrigin } from '../../engine-observer.ts';
import type { ThreadPool } from '../../conversation/thread-pool.ts';
import { createThreadStarter } from './thread-starter.ts';
import { createWarmThreads, type WarmThreads } from './warm-threads.ts';

/** The threads of one app-server that wait for a request. */
export interface EngineThreads {
  readonly warm: WarmThreads;
  readonly kept: KeptThreads;
  /** Reports where a turn got its thread. */
  taken(origin: ThreadOrigin): void;
  /** Unloads a thread. Never rejects. */
  end(threadId: string): Promise<void>;
  /** Unloads all of them, because later requests use another login. */
  clear(): void;
  /** Unloads all of them, and keeps none from now on. */
  close(): void;
}

/**
 * The warm and kept threads of one app-server. Starts empty.
 *
 * @param cwd An empty folder; a thread needs one.
 * @param pool Of all app-servers: one that was replaced may still have parked turns.
 * @param onTaken Called for each turn that has its thread.
 */
export function createEngineThreads(
  rpc: RpcConnection,
  cwd: string,
  pool: ThreadPool,
  onTaken: (origin: ThreadOrigin) => void,
): EngineThreads {
  const starter = createThreadStarter(rpc, cwd);
  const warm = createWarmThreads(starter, pool);
  const kept = createKeptThreads(starter, pool);
  return {
    warm,
    kept,
    taken: onTaken,
    end: async (threadId) => await starter.end(threadId),
    clear() {
      warm.clear();
      kept.clear();
    },
    close() {
      warm.close();
      kept.close();
    },
  };
}
