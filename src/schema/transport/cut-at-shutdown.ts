import type { ExecutionResult } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import { mapStream } from '../../codex/streams/map-stream.ts';
import type { ServerContext } from './yoga.ts';

/**
 * Cuts the connection of a server-sent stream that the gateway ends by shutting down. Ended by an
 * `error` or a `complete` the client would take it for finished, and not connect again.
 */
export function cutAtShutdown(): Plugin<object, ServerContext> {
  return {
    onResultProcess(process) {
      const { result } = process;
      const { res } = process.serverContext;
      if (!isAsyncIterable<ExecutionResult>(result) || res === undefined) return;
      process.setResult(
        mapStream(result, (item) => {
          if (isShutdown(item)) res.destroy();
          return item;
        }),
      );
    },
  };
}

function isShutdown({ data, errors }: ExecutionResult): boolean {
  return data === undefined && errors?.[0]?.extensions['code'] === 'SHUTTING_DOWN';
}
