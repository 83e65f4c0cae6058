import { setTimeout as sleep } from 'node:timers/promises';
import type { RpcConnection } from '../rpc/connection.ts';
import { RpcError } from '../rpc/rpc-errors.ts';
import type { ThreadNotification } from '../rpc/thread-notifications.ts';

/** How long Codex may take to interrupt a turn or to report its state. Usually milliseconds. */
const answerMs = 2000;

/** Whether a notification shows progress of the answer. Codex's retries do not. */
export function signOfLife({ method, params }: ThreadNotification): boolean {
  if (method === 'error') return !params.willRetry;
  return method !== 'thread/status/changed' && method !== 'thread/tokenUsage/updated';
}

/**
 * Whether Codex reports that a thread has no running turn. False if Codex does not answer. Never
 * rejects.
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
 * Interrupts the turn of a thread. Never rejects, and waits at most 2 s for the interruption.
 *
 * @param turnId Finds the turn's id; null if there is no turn.
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
