import { setTimeout as sleep } from 'node:timers/promises';
import type { RpcConnection } from '../rpc/connection.ts';
import { RpcError } from '../rpc/rpc-errors.ts';
import type { ThreadNotification } from '../rpc/thread-notifications.ts';

/** How long Codex may take over its part in ending or asking for a turn. It takes milliseconds. */
const answerMs = 2000;

/** Whether a notification shows that the answer gets on: one that Codex starts anew does not. */
export function signOfLife({ method, params }: ThreadNotification): boolean {
  if (method === 'error') return !params.willRetry;
  return method !== 'thread/status/changed' && method !== 'thread/tokenUsage/updated';
}

/**
 * Whether a thread has no turn under way, by Codex's own word. False where it does not answer: then
 * nothing is known. Never rejects.
 */
export async function hasThreadEnded(rpc: RpcConnection, threadId: string): Promise<boolean> {
  try {
    const { thread } = await rpc.call('thread/read', { threadId }, { ms: answerMs });
    return ['idle', 'systemError', 'notLoaded'].includes(thread.status.type);
  } catch (error) {
    // "thread not loaded"
    return error instanceof RpcError;
  }
}

/**
 * Interrupts the turn of a thread. Never rejects, and takes no longer than a stopped app-server is
 * worth waiting for.
 *
 * @param turnId Finds out which; null for none.
 */
export async function endTurn(
  rpc: RpcConnection,
  threadId: string,
  turnId: () => Promise<string | null>,
): Promise<void> {
  const id = await turnId();
  if (id === null) return;
  const interrupted = rpc.call('turn/interrupt', { threadId, turnId: id }, { ms: answerMs });
  await Promise.race([interrupted.catch(() => {}), sleep(answerMs, undefined, { ref: false })]);
}
