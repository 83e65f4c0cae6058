import type { ExecutionResult } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import { guestNotice } from '../../http/access/guest-notice.ts';
import type { EventStream } from '../../codex/streams/event-stream.ts';
import { mapStream } from '../../codex/streams/map-stream.ts';
import type { GraphqlContext } from '../kit/context.ts';

/**
 * Tells a guest in `extensions.guest` why it sees so little: in the result of each query and mutation
 * and in the first one of each subscription. An empty list would not say so.
 */
export function tellGuests(): Plugin<GraphqlContext> {
  return {
    onExecute({ args }) {
      const notice = noticeFor(args.contextValue);
      if (notice === null) return undefined;
      return {
        onExecuteDone({ result, setResult }) {
          if (!isAsyncIterable(result)) setResult(withNotice(result, notice));
        },
      };
    },
    onSubscribe({ args }) {
      const notice = noticeFor(args.contextValue);
      if (notice === null) return undefined;
      return {
        onSubscribeResult({ result, setResult }) {
          if (isAsyncIterable(result)) setResult(tellOnce(result, notice));
          else setResult(withNotice(result, notice));
        },
      };
    },
  };
}

/** Null for a caller that sees everything: that is no guest. */
function noticeFor({ caller }: GraphqlContext): string | null {
  return caller.seesAll ? null : guestNotice(caller);
}

function tellOnce(
  results: AsyncIterable<ExecutionResult>,
  notice: string,
): EventStream<ExecutionResult> {
  let isTold = false;
  return mapStream(results, (result) => {
    if (isTold) return result;
    isTold = true;
    return withNotice(result, notice);
  });
}

function withNotice<Result extends Pick<ExecutionResult, 'extensions'>>(
  result: Result,
  notice: string,
): Result {
  return { ...result, extensions: { ...result.extensions, guest: notice } };
}
