import type { ThreadLoadedListResponse } from '../rpc/protocol.ts';
import type { RpcConnection } from '../rpc/connection.ts';

/** How many threads the app-server holds in memory. */
export async function loadedThreads(rpc: RpcConnection): Promise<number> {
  let count = 0;
  let cursor: string | null = null;
  do {
    const page: ThreadLoadedListResponse = await rpc.call('thread/loaded/list', { cursor });
    count += page.data.length;
    // Never the same page again, whatever Codex says.
    cursor = page.nextCursor === cursor ? null : page.nextCursor;
  } while (typeof cursor === 'string');
  return count;
}
