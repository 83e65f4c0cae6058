import type { PoolLimits } from './thread-limits.ts';

/**
 * The kind of a pool entry: a warm, kept or parked thread, or the request of a lost parked thread,
 * which can be replayed.
 */
export type WaitingState = 'warm' | 'kept' | 'parked' | 'replayable';

/** Why the pool evicts an entry: it is too old, or its state or the whole pool is full. */
export type GiveUpReason = 'age' | 'count' | 'bytes';

/** Something that waits for a request. */
export interface Waiting {
  readonly state: WaitingState;
  /** Its owner; '' for a warm thread, which has none. */
  readonly caller: string;
  /** Characters of its tools and its conversation. */
  readonly bytes: number;
  /** Called once, when the pool evicts the entry; not when it is removed. */
  readonly giveUp: (reason: GiveUpReason) => void;
}

/** Everything that waits for a request, within one set of bounds. */
export interface ThreadPool {
  readonly limits: PoolLimits;
  /**
   * Adds an entry. Entries that exceed the bounds are evicted before this returns, which may
   * include the new entry itself.
   */
  add(waiting: Waiting): void;
  /** Removes an entry. Has no effect on an unknown one. */
  remove(waiting: Waiting): void;
  /** The number of entries in a state. */
  count(state: WaitingState): number;
  /** The bytes of all entries. */
  readonly bytes: number;
}

/**
 * An empty pool. If a state has too many entries, the caller with the most of them loses its oldest
 * one. If there are too many bytes, warm threads are evicted first, and then the oldest entry of
 * the caller with the most bytes. Between equal callers, the oldest entry is evicted. An entry that
 * alone exceeds the bound is evicted at once, without any effect on others.
 */
export function createThreadPool(limits: PoolLimits): ThreadPool {
  /** Each with the timer of its age, oldest first. */
  const entries = new Map<Waiting, NodeJS.Timeout | undefined>();
  const counts = { warm: 0, kept: 0, parked: 0, replayable: 0 };
  let bytes = 0;

  const remove = (waiting: Waiting): boolean => {
    if (!entries.has(waiting)) return false;
    clearTimeout(entries.get(waiting));
    entries.delete(waiting);
    counts[waiting.state] -= 1;
    bytes -= waiting.bytes;
    return true;
  };
  const giveUp = (waiting: Waiting, reason: GiveUpReason): void => {
    if (remove(waiting)) waiting.giveUp(reason);
  };

  const boundCount = (state: WaitingState): void => {
    while (counts[state] > countLimit(limits, state)) {
      const candidates = [...entries.keys()].filter((entry) => entry.state === state);
      giveUp(
        oldestOfMost(candidates, () => 1),
        'count',
      );
    }
  };
  const boundBytes = (): void => {
    while (bytes > limits.bytes) {
      const candidates = [...entries.keys()];
      const warm = candidates.find(({ state }) => state === 'warm');
      giveUp(warm ?? oldestOfMost(candidates, (entry) => entry.bytes), 'bytes');
    }
  };

  return {
    limits,
    add(waiting) {
      const ms = ageLimit(limits, waiting.state);
      const timer = ms === null ? undefined : setTimeout(() => giveUp(waiting, 'age'), ms).unref();
      entries.set(waiting, timer);
      counts[waiting.state] += 1;
      bytes += waiting.bytes;
      if (waiting.bytes > limits.bytes) giveUp(waiting, 'bytes');
      boundCount(waiting.state);
      boundBytes();
    },
    remove: (waiting) => void remove(waiting),
    count: (state) => counts[state],
    get bytes() {
      return bytes;
    },
  };
}

/** Replayable requests have no limit of their own: they are dropped with their completions. */
function countLimit(limits: PoolLimits, state: WaitingState): number {
  return state === 'replayable' ? Number.POSITIVE_INFINITY : limits[state].count;
}

function ageLimit(limits: PoolLimits, state: WaitingState): number | null {
  return state === 'replayable' ? null : limits[state].ms;
}

/** The oldest entry of the caller with the most. */
function oldestOfMost(entries: readonly Waiting[], weigh: (entry: Waiting) => number): Waiting {
  const totals = new Map<string, number>();
  for (const entry of entries) {
    totals.set(entry.caller, (totals.get(entry.caller) ?? 0) + weigh(entry));
  }
  let most = 0;
  for (const total of totals.values()) most = Math.max(most, total);
  const oldest = entries.find(({ caller }) => totals.get(caller) === most);
  if (oldest === undefined) throw new Error('The pool is empty and yet too full');
  return oldest;
}
