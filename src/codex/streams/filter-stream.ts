import type { EventStream } from './event-stream.ts';

/** The events of a stream that match a filter. Closes at once, as the stream itself does. */
export function filterStream<T>(
  source: EventStream<T>,
  isWanted: (event: T) => boolean,
): EventStream<T> {
  return {
    async next() {
      for (;;) {
        const result = await source.next();
        if (result.done === true || isWanted(result.value)) return result;
      }
    },
    async return() {
      await source.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
