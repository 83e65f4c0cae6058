import type { ThreadLimits } from './thread-limits.ts';
import type { ThreadStarter } from './thread-starter.ts';

/** Threads whose conversation was answered, for the request that goes on with it. */
export interface KeptThreads {
  /**
   * Keeps a thread until it is taken, its time is up, or it is the oldest of too many. Then it is
   * given back.
   *
   * @param link What the whole conversation in it comes to; see `messageChain`.
   * @param since The login, as `login` was when the thread was taken or started: with another one it
   *   is not kept.
   */
  keep(threadId: string, link: string, since: number): void;
  /** Counts the logins that there have been. */
  readonly login: number;
  /**
   * The thread that holds the longest of these beginnings of a conversation, and nothing behind it.
   * It is taken once only: another request that goes on from the same place gets none.
   *
   * @param chain What the beginnings come to, the shortest first.
   */
  take(chain: readonly string[]): { readonly threadId: string; readonly link: string } | null;
  /** Gives all of them back: whoever goes on is to do so with another login. */
  clear(): void;
  /** Gives all of them back, and keeps none from here on. */
  close(): void;
}

/** Without a thread yet. */
export function createKeptThreads(starter: ThreadStarter, limits: ThreadLimits): KeptThreads {
  /** By link, the oldest first. */
  const threads = new Map<string, { readonly threadId: string; readonly timer: NodeJS.Timeout }>();
  let isClosed = false;
  let login = 0;

  const remove = (link: string): string | undefined => {
    const kept = threads.get(link);
    clearTimeout(kept?.timer);
    threads.delete(link);
    return kept?.threadId;
  };
  const giveBack = (link: string): void => {
    const threadId = remove(link);
    if (threadId !== undefined) void starter.end(threadId);
  };

  const clear = (): void => {
    login += 1;
    for (const link of threads.keys()) giveBack(link);
  };

  return {
    clear,
    get login() {
      return login;
    },
    keep(threadId, link, since) {
      if (since !== login) {
        void starter.end(threadId);
        return;
      }
      // The same conversation twice: the younger connection is the better one.
      giveBack(link);
      const timer = setTimeout(() => giveBack(link), limits.ms).unref();
      threads.set(link, { threadId, timer });
      const [oldest] = threads.keys();
      const isOneTooMany = isClosed || threads.size > limits.count;
      if (isOneTooMany && oldest !== undefined) giveBack(oldest);
    },
    take(chain) {
      const link = chain.findLast((each) => threads.has(each));
      const threadId = link === undefined ? undefined : remove(link);
      return link === undefined || threadId === undefined ? null : { threadId, link };
    },
    close() {
      isClosed = true;
      clear();
    },
  };
}
