import type { Completion } from '../../codex/completion/completion.ts';
import type { EventStream } from '../../codex/streams/event-stream.ts';
import { CodexServeError, InvalidRequestError } from '../../errors/errors.ts';
import { CompletionNotFoundError } from '../kit/completion-not-found-error.ts';
import { detached } from './detached.ts';
import { completionEvents, eventsOf, settleBy, type EventKind, type Settle } from './events-of.ts';
import { lazyStream } from './lazy-stream.ts';
import type { GraphqlContext } from '../kit/context.ts';
import {
  unavailable,
  type Delivered,
  type StreamEvent,
  type UnavailableEvent,
} from './stream-event.ts';
import { newId } from '../../util/new-id.ts';

/** What happens to a completion when its stream closes. */
export type OnDisconnect = 'cancel' | 'continue';

/**
 * Starts a completion and streams it. Where the stream owns the completion (`cancel`), closing it
 * cancels the turn; else the completion runs on, unless it had not started yet. What keeps a
 * completion from starting comes as a `failed` event, the stream's only one; its completion id is
 * new and names nothing.
 */
export function startedStream(
  start: (signal: AbortSignal) => Promise<Completion>,
  onDisconnect: OnDisconnect,
  settle: Settle = async () => {},
): EventStream<StreamEvent> {
  return lazyStream(async (signal) => {
    try {
      const runsOn = onDisconnect === 'continue';
      return fromStart(await (runsOn ? detached(signal, start) : start(signal)), settle);
    } catch (error) {
      return only(notStarted(error));
    }
  });
}

/**
 * Every event of a completion after the given sequence (-1: from the start), no matter which API
 * started it. Closing the stream leaves the completion alone. Where nothing can be shown, an
 * `unavailable` event says why, and is the stream's only one.
 */
export function watchedStream<Event extends { readonly type: string; readonly sequence: number }>(
  kind: EventKind<Event>,
  context: Pick<GraphqlContext, 'core' | 'caller' | 'turns'>,
  id: string,
  after: number,
): EventStream<Delivered<Event | UnavailableEvent>> {
  return lazyStream(async () => {
    const { core, caller } = context;
    try {
      const completion = await core.completion(id);
      if (completion === undefined) throw new CompletionNotFoundError(id, caller);
      checkAfter(after, kind.last(completion));
      return eventsOf(kind, completion, after, settleBy(context));
    } catch (error) {
      return only(unavailable(error, id, after));
    }
  });
}

/** One that an idempotency key names may have run for long. */
function fromStart(completion: Completion, settle: Settle): EventStream<StreamEvent> {
  try {
    return eventsOf(completionEvents, completion, -1, settle);
  } catch (error) {
    return only(unavailable(error, completion.id, -1));
  }
}

/** An async generator serves here, for it never waits. */
async function* only<T>(event: T): EventStream<T> {
  yield event;
}

function checkAfter(after: number, lastSequence: number): void {
  if (after >= -1 && after <= lastSequence) return;
  throw new InvalidRequestError(
    'invalid_value',
    `after must be the sequence of an event of this completion, so far 0 to ${lastSequence}, or -1 for the start; it is ${after}.`,
    { param: 'after' },
  );
}

function notStarted(error: unknown): StreamEvent {
  if (!(error instanceof CodexServeError)) throw error;
  const completionId = newId('chatcmpl-');
  return { event: { type: 'failed', completionId, sequence: 0, error }, completion: null };
}
