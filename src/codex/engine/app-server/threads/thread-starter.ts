import type { ThreadStartParams } from '../rpc/protocol.ts';
import type { RpcConnection } from '../rpc/connection.ts';
import type { ThreadSettings } from './thread-settings.ts';

/** Makes threads in one app-server, and gives them back. */
export interface ThreadStarter {
  /** The id of a thread with these settings. Rejects with `RpcError` or `RpcClosedError`. */
  start(settings: ThreadSettings): Promise<string>;
  /**
   * Gives a thread back: one that nobody listens to unloads by itself. Never rejects; a dead
   * app-server has no threads.
   */
  end(threadId: string): Promise<void>;
}

/** What makes a thread pass on what it is given: no instructions of Codex's, no environment. */
export function bareThread(cwd: string): ThreadStartParams {
  return {
    cwd,
    baseInstructions: '',
    environments: [],
    ephemeral: true,
    experimentalRawEvents: true,
  };
}
/** How long Codex may take to let go of a thread, in milliseconds. It does so all the same. */
const endMs = 2000;

/**
 * Starts threads in which the model sees the messages and the tools and nothing else: empty base
 * instructions (null would mean Codex's own), no environment, and the engine home's configuration.
 *
 * @param cwd An empty folder; a thread needs one.
 */
export function createThreadStarter(rpc: RpcConnection, cwd: string): ThreadStarter {
  return {
    async start({ params }) {
      const { thread } = await rpc.call('thread/start', { ...params, ...bareThread(cwd) });
      return thread.id;
    },
    async end(threadId) {
      await rpc.call('thread/unsubscribe', { threadId }, { ms: endMs }).catch(() => {});
    },
  };
}
