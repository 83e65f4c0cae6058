import type { ThreadPool, Waiting } from './thread-pool.ts';
import type { ThreadSettings } from './thread-settings.ts';
import type { ThreadStarter } from './thread-starter.ts';
import { createWarmDemand } from './warm-demand.ts';

/** Threads that were started before anyone asks for them. */
export interface WarmThreads {
  /** A thread for a request: one started beforehand, else one started for it. Rejects as that does. */
  take(settings: ThreadSettings): Promise<string>;
  /** Starts what is missing, one thread after the other. To be called when no request waits for it. */
  refill(): void;
  /** Has a thread ready although nobody has asked for one. */
  expect(settings: ThreadSettings): void;
  /** Gives all of them back: what is started next finds another login than they did. */
  clear(): void;
  /** Gives all of them back, and keeps none from here on. */
  close(): void;
}

interface WarmThread extends Waiting {
  readonly id: Promise<string>;
  /** The kind of requests that it can answer. */
  readonly key: string;
  /** On the clock of `performance.now()`. */
  readonly askedForAt: number;
  isStarted: boolean;
}

/**
 * A thread counts as ready after so long: Codex does not say when its connection is prepared, which
 * takes four round trips.
 */
const connectMs = 500;

/**
 * None at first. What is to be ready is learned from the requests; see `createWarmDemand`. A thread
 * that nobody takes in time goes, and its place with it.
 */
export function createWarmThreads(starter: ThreadStarter, pool: ThreadPool): WarmThreads {
  /** Oldest first; those at the end may still be starting. */
  const threads = new Set<WarmThread>();
  const hasRoom = (bytes: number): boolean => pool.bytes + bytes <= pool.limits.bytes;
  const demand = createWarmDemand(pool.limits.warm.count, hasRoom);
  let isRefilling = false;

  const ofKind = (key: string): WarmThread[] => [...threads].filter((thread) => thread.key === key);

  /** That thread goes. Without effect on one that was taken. */
  const giveBack = (thread: WarmThread): boolean => {
    if (!threads.delete(thread)) return false;
    pool.remove(thread);
    thread.id.then(
      async (threadId) => await starter.end(threadId),
      () => {},
    );
    return true;
  };
  /** That thread goes, and its place with it. */
  const discard = (thread: WarmThread): void => {
    if (giveBack(thread)) demand.shrink(thread.key);
  };
  /** The threads whose place was lost to another kind go. */
  const trim = (): void => {
    for (const thread of threads) {
      if (ofKind(thread.key).length > demand.share(thread.key)) giveBack(thread);
    }
  };

  const startOne = async (settings: ThreadSettings): Promise<void> => {
    const thread: WarmThread = {
      state: 'warm',
      caller: '',
      bytes: settings.bytes,
      giveUp: () => discard(thread),
      id: starter.start(settings),
      key: settings.key,
      askedForAt: performance.now(),
      isStarted: false,
    };
    threads.add(thread);
    pool.add(thread);
    try {
      await thread.id;
      thread.isStarted = true;
    } catch {
      // Whoever has taken it tries again, and says why.
      discard(thread);
    }
  };

  const refill = async (): Promise<void> => {
    const missing = (): ThreadSettings | undefined =>
      demand.kinds().findLast(({ key }) => ofKind(key).length < demand.share(key));
    for (let kind = missing(); kind !== undefined; kind = missing()) await startOne(kind);
  };

  const warm: WarmThreads = {
    async take(settings) {
      const [thread] = ofKind(settings.key);
      if (thread !== undefined) {
        threads.delete(thread);
        pool.remove(thread);
      }
      demand.asked(settings, isReady(thread));
      trim();
      const id = await thread?.id.catch(() => undefined);
      return id ?? (await starter.start(settings));
    },
    refill() {
      if (isRefilling) return;
      isRefilling = true;
      void refill().finally(() => {
        isRefilling = false;
      });
    },
    expect(settings) {
      demand.expect(settings);
      trim();
      warm.refill();
    },
    clear() {
      for (const thread of threads) giveBack(thread);
    },
    close() {
      demand.close();
      warm.clear();
    },
  };
  return warm;
}

function isReady(thread: WarmThread | undefined): boolean {
  if (thread?.isStarted !== true) return false;
  return performance.now() - thread.askedForAt >= connectMs;
}
