import type { EngineProcess } from '../process/engine-process.ts';
import { threadSettings } from '../threads/thread-settings.ts';
import { ThreadTurn } from './thread-turn.ts';
import { callError } from './turn-error.ts';
import type { TurnListener, TurnOutcome, TurnRequest } from './turn.ts';

/**
 * Answers a conversation in a thread of its own, one that was started beforehand where there is one.
 *
 * Rejects with a `CodexServeError`. An abort interrupts the turn at once; the promise settles when
 * the thread has been given back.
 *
 * @param retryMs How long Codex may go on retrying one answer, in milliseconds.
 * @param onEnd Called once, when the turn needs the connection no more: for one that parks, later
 *   than the promise settles.
 */
export async function runTurn(
  { rpc, quota, threads }: EngineProcess,
  request: TurnRequest,
  retryMs: number,
  listener: TurnListener,
  signal: AbortSignal,
  onEnd: () => void,
): Promise<TurnOutcome> {
  let threadId: string;
  try {
    threadId = await threads.take(threadSettings(request));
  } catch (error) {
    onEnd();
    throw callError(error);
  }
  const terms = { retryMs, quota, onStarted: () => threads.refill() };
  return await new ThreadTurn(rpc, threadId, request, terms, onEnd).start(listener, signal);
}
