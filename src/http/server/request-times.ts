import type { ServerResponse } from 'node:http';
import type { Completion } from '../../codex/completion/completion.ts';

/** When open requests arrived, and when the completions that they started gave their first tokens. */
export interface RequestTimes {
  /** A request has arrived. */
  arrived(requestId: string, res: ServerResponse): void;
  /** A completion has given its first token. Of several for one request, the first counts. */
  firstToken(completion: Pick<Completion, 'caller' | 'firstTokenAt'>): void;
  /** Milliseconds from the request's arrival to its first token; undefined where it got none. */
  firstTokenMs(res: ServerResponse): number | undefined;
}

interface Times {
  readonly arrivedAt: number;
  firstTokenAt?: number;
}

/** Forgets each request when its response is closed. */
export function createRequestTimes(): RequestTimes {
  const byRequestId = new Map<string, Times>();
  const byResponse = new WeakMap<ServerResponse, Times>();
  return {
    arrived(requestId, res) {
      const times = { arrivedAt: Date.now() };
      byRequestId.set(requestId, times);
      byResponse.set(res, times);
      res.once('close', () => byRequestId.delete(requestId));
    },
    firstToken({ caller, firstTokenAt }) {
      const times = byRequestId.get(caller.requestId ?? '');
      if (times !== undefined) times.firstTokenAt ??= firstTokenAt?.getTime() ?? Date.now();
    },
    firstTokenMs(res) {
      const { arrivedAt = 0, firstTokenAt } = byResponse.get(res) ?? {};
      // The clock may have been set back in between.
      return firstTokenAt === undefined ? undefined : Math.max(0, firstTokenAt - arrivedAt);
    },
  };
}
