import type { Usage } from '../../../completion/events.ts';
import type { ThreadPool, Waiting } from '../../conversation/thread-pool.ts';
import type { ThreadStarter } from './thread-starter.ts';

/** A thread whose conversation was answered. */
export interface KeptThread {
  readonly threadId: string;
  /** The digests of the whole conversation in it, one for each form of it; see `messageChain`. */
  readonly links: readonly string[];
  /** Whether its last message has no answer, because the service refused to give one for now. */
  readonly isUnanswered: boolean;
  /** The usage of all its turns. */
  readonly used: Usage;
  /** The caller whose conversation it is. */
  readonly caller: string;
  /** Characters of its tools and its conversation. */
  readonly bytes: number;
}

/** Threads whose conversation was answered, for the request that continues it. */
export interface KeptThreads {
  /**
   * Keeps a thread until a request takes it or the pool evicts it. An evicted thread is unloaded.
   *
   * @param since The value of `login` when the thread was taken or started. If `login` has changed
   *   since, the thread is not kept.
   */
  keep(thread: KeptThread, since: number): void;
  /** Counts the logins that there have been. */
  readonly login: number;
  /**
   * Takes the thread that holds the longest of these beginnings of a conversation, and no more. One
   * that holds all of it must be unanswered. A second request that continues from the same point gets
   * null.
   *
   * @param chain The digests of the beginnings, shortest first, the whole conversation last.
   */
  take(chain: readonly string[]): KeptThread | null;
  /** Unloads all of them, because later requests use another login. */
  clear(): void;
  /** Unloads all of them, and keeps none from now on. */
  close(): void;
}

/** Starts empty. */
export function createKeptThreads(starter: ThreadStarter, pool: ThreadPool): KeptThreads {
  const threads = new Map<string, Waiting & { readonly thread: KeptThread }>();
  let isClosed = false;
  let login = 0;

  const remove = (link: string): KeptThread | undefined => {
    const kept = threads.get(link);
    if (kept === undefined) return undefined;
    for (const each of kept.thread.links) if (threads.get(each) === kept) threads.delete(each);
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
      const { threadId, links, caller, bytes } = thread;
      if (isClosed || since !== login) {
        void starter.end(threadId);
        return;
      }
      // Of two threads with the same conversation, the newer connection is the better one.
      for (const link of links) giveBack(link);
      const giveUp = (): void => links.forEach(giveBack);
      const kept = { state: 'kept', caller, bytes, giveUp, thread } as const;
      for (const link of links) threads.set(link, kept);
      pool.add(kept);
    },
    take(chain) {
      const last = chain.length - 1;
      const link = chain.findLast((each, index) => {
        const kept = threads.get(each);
        return kept !== undefined && (index < last || kept.thread.isUnanswered);
      });
      return (link === undefined ? undefined : remove(link)) ?? null;
    },
    close() {
      isClosed = true;
      clear();
    },
  };
}
