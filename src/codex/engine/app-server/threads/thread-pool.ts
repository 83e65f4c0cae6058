import type { PoolLimits } from './thread-limits.ts';

/**
 * What an entry of the pool is: a warm thread, a kept one, a parked one, or the request of a parked
 * one that is gone, which can be replayed.
 */
export type WaitingState = 'warm' | 'kept' | 'parked' | 'replayable';

/** Why the pool gives an entry up: its time is up, its state is full, or the pool's bytes are. */
export type GiveUpReason = 'age' | 'count' | 'bytes';

/** Something that waits for a request. */
export interface Waiting {
  readonly state: WaitingState;
  /** Whose it is; '' for a warm thread, which is nobody's. */
  readonly caller: string;
  /** Characters of its tools and its conversation. */
  readonly bytes: number;
  /** Called once, when the pool gives the entry up; not when it is removed. */
  readonly giveUp: (reason: GiveUpReason) => void;
}

/** Everything that waits for a request, within one set of bounds. */
export interface ThreadPool {
  readonly limits: PoolLimits;
  /**
   * Adds an entry. Whatever exceeds the bounds then is given up before this returns, which may be
   * the entry itself.
   */
  add(waiting: Waiting): void;
  /** Takes an entry out. Without effect on one that is not in. */
  remove(waiting: Waiting): void;
  /** The number of entries in a state. */
  count(state: WaitingState): number;
  /** The bytes of all entries. */
  readonly bytes: number;
}

/**
 * An empty pool. Where a state has too many entries, the caller who has most in it gives up its
 * oldest one. Where there are too many bytes, warm threads go first, and then the caller who holds
 * most bytes gives up its oldest entry. Between equal callers the oldest entry goes. An entry that
 * exceeds the bound alone is given up at once, and costs nobody else anything.
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

/** A request alone goes with its completion, of which only the last ones are retained. */
function countLimit(limits: PoolLimits, state: WaitingState): number {
  return state === 'replayable' ? Number.POSITIVE_INFINITY : limits[state].count;
}

function ageLimit(limits: PoolLimits, state: WaitingState): number | null {
  return state === 'replayable' ? null : limits[state].ms;
}

/** The oldest entry of the caller who has most. */
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
