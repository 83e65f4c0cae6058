import { CancelledError } from '../../../../errors/errors.ts';
import type { AttemptBudget } from '../../../completion/attempt-budget.ts';
import type { EngineProcess } from '../process/engine-process.ts';
import type { Contact } from '../../service/contact/contact.ts';
import { giveBack, openThread, type OpenThread } from './open-thread.ts';
import { ThreadTurn } from './thread-turn.ts';
import { callError } from './turn-error.ts';
import type { TurnListener } from '../../turn.ts';
import type { TurnOutcome, TurnRequest } from '../threads/turn.ts';
import type { TurnLimits } from './turn-terms.ts';
import { withinSilence } from './within-silence.ts';

/** The caller of a turn, and how it is notified. */
export interface TurnCaller {
  readonly listener: TurnListener;
  /** Interrupts the turn at once. */
  readonly signal: AbortSignal;
  readonly attempts: AttemptBudget;
  /** See `TurnTerms`. Default: no callback. */
  readonly onContact?: (contact: Contact) => void;
  /**
   * Called once, when the turn no longer needs the connection. For a parked turn this is after the
   * promise has settled.
   */
  readonly onEnd: () => void;
}

/**
 * Answers a conversation: in a kept thread that holds exactly its beginning, or else by a replay in
 * a thread of its own.
 *
 * Rejects with a `CodexServeError`, or with `LostThreadError` if the turn must be run once more.
 * Settles when the thread has been unloaded, kept or parked.
 */
export async function runTurn(
  engine: EngineProcess,
  request: TurnRequest,
  limits: TurnLimits,
  { listener, signal, attempts, onContact = () => {}, onEnd }: TurnCaller,
): Promise<TurnOutcome> {
  let thread: OpenThread;
  try {
    if (signal.aborted) throw new CancelledError();
    const opening = openThread(engine, request);
    thread = await withinSilence(opening, limits.silenceMs, signal, (opened) => {
      giveBack(engine, opened);
    });
  } catch (error) {
    onEnd();
    throw callError(error);
  }
  // Deferred, so that the received output goes out to the client first.
  const onUnderWay = (): void => void setImmediate(() => engine.threads.warm.refill());
  const terms = { ...limits, quota: engine.quota, onUnderWay, onContact };
  const turn = new ThreadTurn(engine, thread, request, terms, onEnd);
  return await turn.start(listener, signal, attempts);
}
