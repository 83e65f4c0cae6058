import type { GraphQLError } from 'graphql';
import type { EventStream } from '../../../codex/streams/event-stream.ts';

/**
 * The results of a subscription, as graphql-ws is to see them. What the stream fails with goes
 * through `toError`, and becomes the operation's error. One that fails because the gateway is
 * shutting down waits to be closed with its socket instead: after an `error` or a `complete` clients
 * do not subscribe again, after a socket that is closed with 1001 they do.
 *
 * @param ended Called at its end, maybe several times, with the error that it ends with.
 * @param onWait Called when it begins to wait for that.
 */
export function operationStream<T>(
  source: AsyncIterable<T>,
  toError: (error: unknown) => GraphQLError,
  ended: (error?: GraphQLError) => void = () => {},
  onWait: () => void = () => {},
): EventStream<T> {
  const items = source[Symbol.asyncIterator]();
  const end = { done: true as const, value: undefined };
  let close = (): void => {};
  const closed = new Promise<typeof end>((resolve) => {
    close = () => resolve(end);
  });
  return {
    async next() {
      try {
        const item = await items.next();
        if (item.done === true) ended();
        return item;
      } catch (error) {
        const shown = toError(error);
        if (shown.extensions['code'] === 'SHUTTING_DOWN') {
          onWait();
          return await closed;
        }
        ended(shown);
        throw shown;
      }
    },
    async return() {
      close();
      ended();
      await items.return?.();
      return end;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
