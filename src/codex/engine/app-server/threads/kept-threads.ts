import type { Usage } from '../../../completion/events.ts';
import type { ThreadPool, Waiting } from './thread-pool.ts';
import type { ThreadStarter } from './thread-starter.ts';

/** A thread whose conversation was answered. */
export interface KeptThread {
  readonly threadId: string;
  /** What the whole conversation in it comes to; see `messageChain`. */
  readonly link: string;
  /** What its turns have used. */
  readonly used: Usage;
  /** The caller whose conversation it is. */
  readonly caller: string;
  /** Characters of its tools and its conversation. */
  readonly bytes: number;
}

/** Threads whose conversation was answered, for the request that continues it. */
export interface KeptThreads {
  /**
   * Keeps a thread until it is taken or the pool gives it up. Then it is given back.
   *
   * @param since The login, as `login` was when the thread was taken or started: with another one it
   *   is not kept.
   */
  keep(thread: KeptThread, since: number): void;
  /** Counts the logins that there have been. */
  readonly login: number;
  /**
   * The thread that holds the longest of these beginnings of a conversation, and nothing after it.
   * A thread is taken once only: another request that continues from the same place gets none.
   *
   * @param chain What the beginnings come to, the shortest first.
   */
  take(chain: readonly string[]): KeptThread | null;
  /** Gives all of them back: requests are to continue with another login. */
  clear(): void;
  /** Gives all of them back, and keeps none from here on. */
  close(): void;
}

/** Keeps no thread yet. */
export function createKeptThreads(starter: ThreadStarter, pool: ThreadPool): KeptThreads {
  const threads = new Map<string, Waiting & { readonly thread: KeptThread }>();
  let isClosed = false;
  let login = 0;

  const remove = (link: string): KeptThread | undefined => {
    const kept = threads.get(link);
    if (kept === undefined) return undefined;
    threads.delete(link);
    pool.remove(kept);
    return kept.thread;
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
      const { threadId, link, caller, bytes } = thread;
      if (isClosed || since !== login) {
        void starter.end(threadId);
        return;
      }
      // The same conversation twice: the younger connection is the better one.
      giveBack(link);
      const giveUp = (): void => giveBack(link);
      const kept = { state: 'kept', caller, bytes, giveUp, thread } as const;
      threads.set(link, kept);
      pool.add(kept);
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
