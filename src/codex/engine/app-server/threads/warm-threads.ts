import type { ThreadLimits } from './thread-limits.ts';
import type { ThreadSettings } from './thread-settings.ts';
import type { ThreadStarter } from './thread-starter.ts';

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

/** The threads for one kind of request. */
interface Shelf {
  readonly settings: ThreadSettings;
  /** How many are to be ready. */
  share: number;
  /** Oldest first; those at the end may still be starting. */
  readonly threads: WarmThread[];
}

interface WarmThread {
  readonly id: Promise<string>;
  /** On the clock of `performance.now()`. */
  readonly askedForAt: number;
  isStarted: boolean;
  expiry: NodeJS.Timeout | undefined;
}

/**
 * A thread counts as ready after so long: Codex does not say when its connection is prepared, which
 * takes four round trips.
 */
const connectMs = 500;

/** How much the settings of all warm threads may come to: Codex keeps them with each thread. */
const maxBytes = 2_000_000;
/** How many kinds of requests are remembered, by a digest of each. */
const rememberedKinds = 100;

/**
 * An empty pool. It learns what to keep ready from the requests: the second of a kind (a client
 * that changes its tools with each request never has one) makes a place for a thread of its kind,
 * and so does each that finds none which was ready, up to the limit, at the cost of the kind that was
 * asked for longest ago. A thread that nobody takes in time goes, and its place with it.
 */
export function createWarmThreads(starter: ThreadStarter, limits: ThreadLimits): WarmThreads {
  /** By key, the one that was asked for last at the end. */
  const shelves = new Map<string, Shelf>();
  const kinds = rememberKinds();
  let isRefilling = false;
  let isClosed = false;

  const giveBack = ({ id, expiry }: WarmThread): void => {
    clearTimeout(expiry);
    id.then(
      async (threadId) => await starter.end(threadId),
      () => {},
    );
  };

  /** One place less for this kind; a thread that stood there goes. */
  const shrink = (shelf: Shelf): void => {
    shelf.share -= 1;
    const surplus = shelf.threads.length > shelf.share ? shelf.threads.shift() : undefined;
    if (surplus !== undefined) giveBack(surplus);
    if (shelf.share === 0) shelves.delete(shelf.settings.key);
  };

  /** That thread goes, and its place with it. Without effect on one that was taken. */
  const discard = (shelf: Shelf, thread: WarmThread): void => {
    const index = shelf.threads.indexOf(thread);
    if (index === -1) return;
    shelf.threads.splice(index, 1);
    giveBack(thread);
    shrink(shelf);
  };

  const areTooMany = (): boolean => {
    let count = 0;
    let bytes = 0;
    for (const { share, settings } of shelves.values()) {
      count += share;
      bytes += share * settings.bytes;
    }
    return count > limits.count || bytes > maxBytes;
  };

  /** One more place for this kind, if need be in that of others. */
  const grow = (settings: ThreadSettings): void => {
    const shelf = shelves.get(settings.key) ?? { settings, share: 0, threads: [] };
    const isFull = shelf.share >= limits.count || (shelf.share + 1) * settings.bytes > maxBytes;
    if (isClosed || isFull) return;
    shelf.share += 1;
    moveToEnd(shelf);
    while (areTooMany()) {
      const [oldest] = shelves.values();
      if (oldest === undefined) return;
      shrink(oldest);
    }
  };

  const moveToEnd = (shelf: Shelf): void => {
    shelves.delete(shelf.settings.key);
    shelves.set(shelf.settings.key, shelf);
  };

  const startOne = async (shelf: Shelf): Promise<void> => {
    const thread: WarmThread = {
      id: starter.start(shelf.settings),
      askedForAt: performance.now(),
      isStarted: false,
      expiry: undefined,
    };
    shelf.threads.push(thread);
    try {
      await thread.id;
      thread.isStarted = true;
      if (!shelf.threads.includes(thread)) return;
      thread.expiry = setTimeout(() => discard(shelf, thread), limits.ms).unref();
    } catch {
      // Whoever has taken it tries again, and says why.
      discard(shelf, thread);
    }
  };

  const refill = async (): Promise<void> => {
    const missing = (): Shelf | undefined =>
      [...shelves.values()].findLast(({ share, threads }) => threads.length < share);
    for (let shelf = missing(); shelf !== undefined; shelf = missing()) await startOne(shelf);
  };

  const pool: WarmThreads = {
    async take(settings) {
      const shelf = shelves.get(settings.key);
      const thread = shelf?.threads.shift();
      clearTimeout(thread?.expiry);
      if (shelf !== undefined) moveToEnd(shelf);
      if (kinds.isKnown(settings.key) && !isReady(thread)) grow(settings);
      const warm = await thread?.id.catch(() => undefined);
      return warm ?? (await starter.start(settings));
    },
    refill() {
      if (isRefilling) return;
      isRefilling = true;
      void refill().finally(() => {
        isRefilling = false;
      });
    },
    expect(settings) {
      kinds.isKnown(settings.key);
      grow(settings);
      pool.refill();
    },
    clear() {
      for (const { threads } of shelves.values()) threads.splice(0).forEach(giveBack);
    },
    close() {
      isClosed = true;
      pool.clear();
      shelves.clear();
    },
  };
  return pool;
}

function isReady(thread: WarmThread | undefined): boolean {
  if (thread?.isStarted !== true) return false;
  return performance.now() - thread.askedForAt >= connectMs;
}

/** Remembers the kinds that came last, by digest. */
function rememberKinds(): { isKnown(key: string): boolean } {
  const known = new Set<string>();
  return {
    isKnown(key) {
      const wasKnown = known.delete(key);
      known.add(key);
      const [oldest] = known;
      if (known.size > rememberedKinds && oldest !== undefined) known.delete(oldest);
      return wasKnown;
    },
  };
}
