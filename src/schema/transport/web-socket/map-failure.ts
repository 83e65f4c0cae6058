import type { EventStream } from '../../../codex/streams/event-stream.ts';

/** The same stream, but one that fails with what that makes of its failure. It closes at once. */
export function mapFailure<T>(
  source: AsyncIterable<T>,
  toError: (error: unknown) => Error,
): EventStream<T> {
  const items = source[Symbol.asyncIterator]();
  return {
    async next() {
      try {
        return await items.next();
      } catch (error) {
        throw toError(error);
      }
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
