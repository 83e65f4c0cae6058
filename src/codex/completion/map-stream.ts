import type { EventStream } from './event-stream.ts';

/** Each event of a stream as another. Closes as the stream itself does: at once. */
export function mapStream<T, U>(source: EventStream<T>, map: (event: T) => U): EventStream<U> {
  return {
    async next() {
      const result = await source.next();
      return result.done === true ? result : { done: false, value: map(result.value) };
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
