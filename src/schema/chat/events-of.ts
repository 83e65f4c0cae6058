import type { Completion } from '../../codex/completion/completion.ts';
import type { EventStream } from '../../codex/streams/event-stream.ts';
import { unavailable, type StreamEvent } from './stream-event.ts';

/**
 * A completion's events after the given sequence, each with its completion. Merges deltas for a slow
 * reader. Throws `StreamGapError` at once if the next event is no longer kept. An `unavailable`
 * event ends the stream of a reader that becomes too slow later.
 */
export function eventsOf(completion: Completion, after: number): EventStream<StreamEvent> {
  const events = completion.events(after, { mergesDeltas: true });
  let last = after;

  async function close(): Promise<IteratorResult<StreamEvent, void>> {
    await events.return?.();
    return { done: true, value: undefined };
  }

  return {
    async next() {
      try {
        const result = await events.next();
        if (result.done === true) return result;
        last = result.value.sequence;
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
