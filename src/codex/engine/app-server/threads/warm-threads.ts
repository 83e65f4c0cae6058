import type { ThreadPool, Waiting } from '../../conversation/thread-pool.ts';
import type { ThreadSettings } from './thread-settings.ts';
import type { ThreadStarter } from './thread-starter.ts';
import { createWarmDemand } from './warm-demand.ts';

/** A thread for a request. */
export interface TakenThread {
  readonly id: string;
  /** Whether it was started before the request needed it. */
  readonly isWarm: boolean;
}

/** Threads that are started before a request needs them. */
export interface WarmThreads {
  /** A thread for a request: a warm one, else a new one. Rejects if the new one cannot start. */
  take(settings: ThreadSettings): Promise<TakenThread>;
  /** Starts the missing threads one by one. Call this when no request has to wait for it. */
  refill(): void;
  /** Prepares a thread although no request has asked for one. */
  expect(settings: ThreadSettings): void;
  /** Unloads all of them, because threads started from now on use another login. */
  clear(): void;
  /** Unloads all of them, and keeps none from now on. */
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
 * How long until a started thread counts as ready. Codex does not report when its connection is
 * open, which takes four round trips.
 */
const connectMs = 500;

/**
 * Starts empty. Learns from the requests which threads to prepare; see `createWarmDemand`. A thread
 * that no request takes in time is unloaded, and is not replaced.
 */
export function createWarmThreads(starter: ThreadStarter, pool: ThreadPool): WarmThreads {
  /** Oldest first; those at the end may still be starting. */
  const threads = new Set<WarmThread>();
  const hasRoom = (bytes: number): boolean => pool.bytes + bytes <= pool.limits.bytes;
  const demand = createWarmDemand(pool.limits.warm.count, hasRoom);
  let isRefilling = false;

  const ofKind = (key: string): WarmThread[] => [...threads].filter((thread) => thread.key === key);

  /** Unloads a thread. Has no effect on one that was taken. */
  const giveBack = (thread: WarmThread): boolean => {
    if (!threads.delete(thread)) return false;
    pool.remove(thread);
    thread.id.then(
      async (threadId) => await starter.end(threadId),
      () => {},
    );
    return true;
  };
  /** Unloads a thread, and lowers the number that its kind may have. */
  const discard = (thread: WarmThread): void => {
    if (giveBack(thread)) demand.shrink(thread.key);
  };
  /** Unloads the threads in excess of what their kind may have. */
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
      // A request that has taken this thread starts another, and reports if that fails too.
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
      if (id !== undefined) return { id, isWarm: true };
      return { id: await starter.start(settings), isWarm: false };
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
