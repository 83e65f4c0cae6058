import { messageChain } from '../../completion/message-chain.ts';
import type { EngineProcess } from '../process/engine-process.ts';
import { threadSettings } from '../threads/thread-settings.ts';
import { ThreadTurn, type OpenThread } from './thread-turn.ts';
import { callError } from './turn-error.ts';
import type { TurnListener, TurnOutcome, TurnRequest } from './turn.ts';

/**
 * Answers a conversation: in the thread that holds its beginning and nothing else, where there is
 * one, or replayed in a thread of its own.
 *
 * Rejects with a `CodexServeError`, or with `LostThreadError` where the turn is to be run once more.
 * An abort interrupts the turn at once; the promise settles when the thread has been
 * given back or is kept.
 *
 * @param retryMs How long Codex may go on retrying one answer, in milliseconds.
 * @param onEnd Called once, when the turn needs the connection no more: for one that parks, later
 *   than the promise settles.
 */
export async function runTurn(
  engine: EngineProcess,
  request: TurnRequest,
  retryMs: number,
  listener: TurnListener,
  signal: AbortSignal,
  onEnd: () => void,
): Promise<TurnOutcome> {
  let thread: OpenThread;
  try {
    thread = await openThread(engine, request);
  } catch (error) {
    onEnd();
    throw callError(error);
  }
  // Behind what was heard: that goes out to the client first.
  const onUnderWay = (): void => void setImmediate(() => engine.threads.warm.refill());
  const terms = { retryMs, quota: engine.quota, onUnderWay };
  return await new ThreadTurn(engine, thread, request, terms, onEnd).start(listener, signal);
}

async function openThread({ threads }: EngineProcess, request: TurnRequest): Promise<OpenThread> {
  const settings = threadSettings(request);
  const chain = messageChain([settings.key, request.client], request.messages);
  const link = chain.at(-1) ?? '';
  // Another login may come while the thread starts.
  const { login } = threads.kept;
  // At least one message has to be new: the service is to answer something.
  const kept = threads.kept.take(chain.slice(0, -1));
  if (kept !== null) return { id: kept.threadId, known: chain.indexOf(kept.link), link, login };
  return { id: await threads.warm.take(settings), known: 0, link, login };
}
