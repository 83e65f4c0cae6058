import type { ThreadStartParams } from '../rpc/protocol.ts';
import type { RpcConnection } from '../rpc/connection.ts';
import type { ThreadSettings } from './thread-settings.ts';

/** Starts and unloads threads in one app-server. */
export interface ThreadStarter {
  /** The id of a thread with these settings. Rejects with `RpcError` or `RpcClosedError`. */
  start(settings: ThreadSettings): Promise<string>;
  /**
   * Unsubscribes from a thread, which Codex then unloads. Never rejects, because a dead app-server
   * has no threads.
   */
  end(threadId: string): Promise<void>;
}

/** Settings for a thread without Codex's own instructions and environment. */
export function bareThread(cwd: string): ThreadStartParams {
  return {
    cwd,
    baseInstructions: '',
    environments: [],
    ephemeral: true,
    experimentalRawEvents: true,
  };
}
/** How long to wait until Codex unloads a thread, in milliseconds. It also does so later. */
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
