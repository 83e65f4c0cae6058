import type { Usage } from '../../../completion/events.ts';
import type { ThreadLimits } from './thread-limits.ts';
import type { ThreadStarter } from './thread-starter.ts';

/** A thread whose conversation was answered. */
export interface KeptThread {
  readonly threadId: string;
  /** What the whole conversation in it comes to; see `messageChain`. */
  readonly link: string;
  /** What its turns have used. */
  readonly used: Usage;
}

/** Threads whose conversation was answered, for the request that goes on with it. */
export interface KeptThreads {
  /**
   * Keeps a thread until it is taken, its time is up, or it is the oldest of too many. Then it is
   * given back.
   *
   * @param since The login, as `login` was when the thread was taken or started: with another one it
   *   is not kept.
   */
  keep(thread: KeptThread, since: number): void;
  /** Counts the logins that there have been. */
  readonly login: number;
  /**
   * The thread that holds the longest of these beginnings of a conversation, and nothing behind it.
   * It is taken once only: another request that goes on from the same place gets none.
   *
   * @param chain What the beginnings come to, the shortest first.
   */
  take(chain: readonly string[]): KeptThread | null;
  /** Gives all of them back: whoever goes on is to do so with another login. */
  clear(): void;
  /** Gives all of them back, and keeps none from here on. */
  close(): void;
}

/** Without a thread yet. */
export function createKeptThreads(starter: ThreadStarter, limits: ThreadLimits): KeptThreads {
  /** By link, the oldest first. */
  const threads = new Map<
    string,
    { readonly thread: KeptThread; readonly timer: NodeJS.Timeout }
  >();
  let isClosed = false;
  let login = 0;

  const remove = (link: string): KeptThread | undefined => {
    const kept = threads.get(link);
    clearTimeout(kept?.timer);
    threads.delete(link);
    return kept?.thread;
  };
  const giveBack = (link: string): void => {
    const thread = remove(link);
    if (thread !== undefined) void starter.end(thread.threadId);
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
    keep(thread, since) {
      const { threadId, link } = thread;
      if (since !== login) {
        void starter.end(threadId);
        return;
      }
      // The same conversation twice: the younger connection is the better one.
      giveBack(link);
      const timer = setTimeout(() => giveBack(link), limits.ms).unref();
      threads.set(link, { thread, timer });
      const [oldest] = threads.keys();
      const isOneTooMany = isClosed || threads.size > limits.count;
      if (isOneTooMany && oldest !== undefined) giveBack(oldest);
    },
    take(chain) {
      const link = chain.findLast((each) => threads.has(each));
      return (link === undefined ? undefined : remove(link)) ?? null;
    },
    close() {
      isClosed = true;
      clear();
    },
  };
}
