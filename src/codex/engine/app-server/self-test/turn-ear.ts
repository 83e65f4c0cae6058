import type { RpcConnection, ThreadListener } from '../rpc/connection.ts';
import { UnreadableMessageError } from '../rpc/rpc-errors.ts';
import { checkMembers, failed, unreadable } from './check-answer.ts';
import { notificationMembers, toolCallMembers } from './members.ts';

/** Receives and checks each message of Codex about one thread. */
export interface TurnEar {
  /** The names of the received notifications, and `item/tool/call`. */
  readonly heard: ReadonlySet<string>;
  /** The text of the answer so far. */
  readonly text: string;
  /** Resolves with the first notification of that name from now on. Rejects when a message lacks a member. */
  next(method: string): Promise<unknown>;
  stop(): void;
}

/** Listens to a thread, and answers its tool calls. */
export function listenToThread(rpc: RpcConnection, threadId: string): TurnEar {
  const heard = new Set<string>();
  const waiting = new Map<string, (params: unknown) => void>();
  let text = '';
  let fail: (error: unknown) => void = () => {};
  const failure = new Promise<never>((_, reject) => {
    fail = reject;
  });
  failure.catch(() => {});
  const check = (method: string, params: unknown): void => {
    heard.add(method);
    const members = method === 'item/tool/call' ? toolCallMembers : notificationMembers[method];
    if (members !== undefined) checkMembers(`message \`${method}\``, params, members);
    waiting.get(method)?.(params);
  };
  const guarded = (task: () => void): void => {
    try {
      task();
    } catch (error) {
      fail(error);
    }
  };
  const listener: ThreadListener = {
    notification: ({ method, params }) =>
      guarded(() => {
        check(method, params);
        if (method === 'item/agentMessage/delta') text += params.delta;
      }),
    toolCall: (params, answer) =>
      guarded(() => {
        check('item/tool/call', params);
        answer({ contentItems: [{ type: 'inputText', text: 'done' }], success: true });
      }),
    fault: (error) => {
      const isUnreadable = error instanceof UnreadableMessageError;
      fail(isUnreadable ? unreadable(`message \`${error.method}\``, error) : error);
    },
    closed: fail,
  };
  const unlisten = rpc.listen(threadId, listener);
  return {
    heard,
    get text() {
      return text;
    },
    next: async (method) => {
      const found = new Promise<unknown>((resolve) => waiting.set(method, resolve));
      return await Promise.race([found, failure]);
    },
    stop: unlisten,
  };
}

/** Waits for a notification. Rejects with `CodexFault` where it does not come in time. */
export async function heardWithin(
  ear: TurnEar,
  method: string,
  ms: number,
  task: () => Promise<unknown>,
): Promise<unknown> {
  const coming = ear.next(method);
  coming.catch(() => {});
  await task();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(failed(`it sent no \`${method}\``)), ms);
  });
  return await Promise.race([coming, late]).finally(() => clearTimeout(timer));
}
