import type { EventStream } from './event-stream.ts';

/**
 * Maps each item of a stream. Closes as the stream itself does: if that closes at once, so does the
 * mapped stream, even while a `next()` waits.
 */
export function mapStream<T, Result>(
  source: AsyncIterable<T>,
  toResult: (item: T) => Result | Promise<Result>,
): EventStream<Result> {
  const items = source[Symbol.asyncIterator]();
  return {
    async next() {
      const item = await items.next();
      if (item.done === true) return { done: true, value: undefined };
      return { done: false, value: await toResult(item.value) };
    },
    async return() {
      await items.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
