import { Shares } from './shares.ts';
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
 *
 * @param onChange Called whenever a count may have changed.
 */
export function createThreadPool(limits: PoolLimits, onChange: () => void = () => {}): ThreadPool {
  /** The timers of their ages. */
  const timers = new Map<Waiting, NodeJS.Timeout | undefined>();
  const all = new Shares<Waiting>(({ bytes }) => bytes);
  const counts = {
    warm: new Shares<Waiting>(() => 1),
    kept: new Shares<Waiting>(() => 1),
    parked: new Shares<Waiting>(() => 1),
    replayable: new Shares<Waiting>(() => 1),
  };
  let added = 0;

  const remove = (waiting: Waiting): boolean => {
    if (!timers.has(waiting)) return false;
    clearTimeout(timers.get(waiting));
    timers.delete(waiting);
    counts[waiting.state].remove(waiting);
    all.remove(waiting);
    onChange();
    return true;
  };
  const giveUp = (waiting: Waiting, reason: GiveUpReason): void => {
    if (remove(waiting)) waiting.giveUp(reason);
  };

  const boundCount = (state: WaitingState): void => {
    while (counts[state].total > countLimit(limits, state)) {
      giveUp(counts[state].oldestOfMost(), 'count');
    }
  };
  const boundBytes = (): void => {
    while (all.total > limits.bytes) {
      giveUp((counts.warm.total > 0 ? counts.warm : all).oldestOfMost(), 'bytes');
    }
  };

  return {
    limits,
    add(waiting) {
      const ms = ageLimit(limits, waiting.state);
      const timer = ms === null ? undefined : setTimeout(() => giveUp(waiting, 'age'), ms).unref();
      timers.set(waiting, timer);
      added += 1;
      counts[waiting.state].add(waiting, added);
      all.add(waiting, added);
      onChange();
      if (waiting.bytes > limits.bytes) giveUp(waiting, 'bytes');
      boundCount(waiting.state);
      boundBytes();
    },
    remove: (waiting) => void remove(waiting),
    count: (state) => counts[state].total,
    get bytes() {
      return all.total;
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
