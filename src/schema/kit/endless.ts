import type { EventStream } from '../../codex/streams/event-stream.ts';
import { UpstreamError } from '../../errors/errors.ts';

/**
 * A stream that only its reader can end. Where its source ends by itself, the gateway is shutting
 * down, and the stream fails with `shutting_down`: an end would tell the client that nothing more
 * will come, and it would not connect again. The transports cut the connection then.
 */
export function endless<T>(source: EventStream<T>): EventStream<T> {
  let isClosed = false;
  return {
    async next() {
      const result = await source.next();
      if (result.done !== true || isClosed) return result;
      throw new UpstreamError('shutting_down', 'The server is shutting down.');
    },
    async return() {
      isClosed = true;
      await source.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
