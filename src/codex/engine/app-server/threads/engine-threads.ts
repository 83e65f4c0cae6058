import type { RpcConnection } from '../rpc/connection.ts';
import { createKeptThreads, type KeptThreads } from './kept-threads.ts';
import type { ThreadLimits } from './thread-limits.ts';
import { createThreadStarter } from './thread-starter.ts';
import { createWarmThreads, type WarmThreads } from './warm-threads.ts';

/** The threads of one app-server that wait for a request. */
export interface EngineThreads {
  readonly warm: WarmThreads;
  readonly kept: KeptThreads;
  /** Gives a thread back. Never rejects. */
  end(threadId: string): Promise<void>;
  /** Gives all of them back: what comes next finds another login than they did. */
  clear(): void;
  /** Gives all of them back, and keeps none from here on. */
  close(): void;
}

/** How many threads wait for a request of each kind. */
export interface EngineThreadLimits {
  /** Started before anyone asks for them. */
  readonly warm: ThreadLimits;
  /** Whose conversation may go on. */
  readonly kept: ThreadLimits;
}

/**
 * None at first.
 *
 * @param cwd An empty folder; a thread needs one.
 */
export function createEngineThreads(
  rpc: RpcConnection,
  cwd: string,
  limits: EngineThreadLimits,
): EngineThreads {
  const starter = createThreadStarter(rpc, cwd);
  const warm = createWarmThreads(starter, limits.warm);
  const kept = createKeptThreads(starter, limits.kept);
  return {
    warm,
    kept,
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
