import type { Completion } from '../../codex/completion/completion.ts';
import type { CompletionEvent } from '../../codex/completion/events.ts';
import type { ItemEvent } from '../../codex/completion/item-events.ts';
import type { EventStream } from '../../codex/streams/event-stream.ts';
import type { GraphqlContext } from '../kit/context.ts';
import { unavailable, type Delivered, type UnavailableEvent } from './stream-event.ts';

/** Events of one kind that every completion has, with sequences of their own. */
export interface EventKind<Event> {
  /** Those after the given sequence. Throws `StreamGapError` if the next one is no longer kept. */
  read(completion: Completion, after: number): EventStream<Event>;
  /** The sequence of the last one. */
  last(completion: Completion): number;
}

/** What happens in a completion. Deltas are merged for a slow reader. */
export const completionEvents: EventKind<CompletionEvent> = {
  read: (completion, after) => completion.events(after, { mergesDeltas: true }),
  last: ({ lastSequence }) => lastSequence,
};

/** The same, item by item. */
export const completionItemEvents: EventKind<ItemEvent> = {
  read: (completion, after) => completion.itemEventsAfter(after, { mergesDeltas: true }),
  last: ({ lastItemSequence }) => lastItemSequence,
};

/** Resolves once what is kept of a completion that has ended is written. Never rejects. */
export type Settle = (completion: Completion) => Promise<unknown>;

/**
 * Waits for the turn of a completion. A client that has seen the end of an answer must be able to
 * continue from it.
 */
export function settleBy({ turns, caller }: Pick<GraphqlContext, 'turns' | 'caller'>): Settle {
  return async ({ id }) => await turns.running(caller, id)?.ended;
}

/**
 * A completion's events after the given sequence, each with its completion. Throws `StreamGapError`
 * at once if the next event is no longer kept. An `unavailable` event ends the stream of a reader
 * that becomes too slow later.
 *
 * @param settle Called before the last event.
 */
export function eventsOf<Event extends { readonly type: string; readonly sequence: number }>(
  kind: EventKind<Event>,
  completion: Completion,
  after: number,
  settle: Settle,
): EventStream<Delivered<Event | UnavailableEvent>> {
  const events = kind.read(completion, after);
  let last = after;

  async function close(): Promise<IteratorResult<Delivered<Event>, void>> {
    await events.return?.();
    return { done: true, value: undefined };
  }

  return {
    async next() {
      try {
        const result = await events.next();
        if (result.done === true) return result;
        const { type, sequence } = result.value;
        if (type === 'done' || type === 'failed') await settle(completion);
        last = sequence;
        return { done: false, value: { event: result.value, completion } };
      } catch (error) {
        await close();
        return { done: false, value: unavailable(error, completion.id, last) };
      }
    },
    return: close,
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
