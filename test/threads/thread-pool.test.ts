import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PoolLimits } from '../../src/codex/engine/conversation/thread-limits.ts';
import {
  createThreadPool,
  type GiveUpReason,
  type ThreadPool,
  type Waiting,
  type WaitingState,
} from '../../src/codex/engine/conversation/thread-pool.ts';
import { anySteps, faultsOf } from './pool-steps.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const limits: PoolLimits = {
  warm: { count: 2, ms: 300 },
  kept: { count: 3, ms: 500 },
  parked: { count: 3, ms: 700 },
  bytes: 100,
};

interface Watched {
  readonly pool: ThreadPool;
  /** Adds an entry of that name. */
  readonly add: (name: string, state: WaitingState, caller: string, bytes?: number) => Waiting;
  /** What was given up so far: `name reason`. */
  readonly givenUp: readonly string[];
}

function watchedPool(more: Partial<PoolLimits> = {}): Watched {
  const pool = createThreadPool({ ...limits, ...more });
  const givenUp: string[] = [];
  return {
    pool,
    givenUp,
    add(name, state, caller, bytes = 1) {
      const giveUp = (reason: GiveUpReason): void => void givenUp.push(`${name} ${reason}`);
      const waiting = { state, caller, bytes, giveUp };
      pool.add(waiting);
      return waiting;
    },
  };
}

describe('a pool of threads', () => {
  it.each(['kept', 'parked'] as const)(
    'that is full of %s threads has the caller who holds most give up its oldest',
    (state) => {
      const { add, givenUp } = watchedPool();
      add('modest', state, 'bob');
      add('first', state, 'alice');
      add('second', state, 'alice');
      add('third', state, 'alice');
      add('fourth', state, 'alice');
      expect(givenUp).toEqual(['first count', 'second count']);
      add('another', state, 'bob');
      expect(givenUp).toEqual(['first count', 'second count', 'modest count']);
    },
  );

  it('gives up the oldest thread where all callers hold the same', () => {
    const { add, givenUp } = watchedPool();
    for (const caller of ['a', 'b', 'c', 'd']) add(caller, 'parked', caller);
    expect(givenUp).toEqual(['a count']);
  });

  it('bounds each state by itself', () => {
    const { add, givenUp, pool } = watchedPool();
    for (const state of ['warm', 'kept', 'parked'] as const) {
      for (let index = 0; index < limits[state].count; index++) add(state, state, 'alice');
    }
    expect(givenUp).toEqual([]);
    expect([pool.count('warm'), pool.count('kept'), pool.count('parked')]).toEqual([2, 3, 3]);
  });

  it('gives up warm threads first where the bytes are too many, however small they are', () => {
    const { add, givenUp } = watchedPool();
    add('kept', 'kept', 'alice', 60);
    add('warm', 'warm', '', 1);
    add('warmer', 'warm', '', 1);
    add('parked', 'parked', 'alice', 39);
    expect(givenUp).toEqual(['warm bytes']);
    add('more', 'parked', 'bob', 20);
    expect(givenUp).toEqual(['warm bytes', 'warmer bytes', 'kept bytes']);
  });

  it('has the caller who holds most bytes give up its oldest entry, whatever its state', () => {
    const { add, givenUp } = watchedPool();
    add('small', 'kept', 'bob', 1);
    add('replayable', 'replayable', 'alice', 20);
    add('kept', 'kept', 'alice', 30);
    add('parked', 'parked', 'alice', 40);
    add('newest', 'parked', 'bob', 40);
    expect(givenUp).toEqual(['replayable bytes', 'kept bytes']);
  });

  it('takes nothing in that exceeds the bound alone, and gives up nothing for it', () => {
    const { add, givenUp, pool } = watchedPool();
    add('kept', 'kept', 'alice', 100);
    add('huge', 'parked', 'bob', 101);
    expect(givenUp).toEqual(['huge bytes']);
    expect(pool.bytes).toBe(100);
  });

  it('gives up a thread after its time, and none that was taken', () => {
    const { add, givenUp, pool } = watchedPool();
    const taken = add('taken', 'kept', 'alice');
    add('kept', 'kept', 'alice');
    add('parked', 'parked', 'alice');
    pool.remove(taken);
    vi.advanceTimersByTime(499);
    expect(givenUp).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(givenUp).toEqual(['kept age']);
    vi.advanceTimersByTime(200);
    expect(givenUp).toEqual(['kept age', 'parked age']);
    expect(pool.bytes).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each(['warm', 'kept', 'parked'] as const)('keeps no %s thread where none may be', (state) => {
    const { add, givenUp } = watchedPool({ [state]: { count: 0, ms: 1000 } });
    add('one', state, 'alice');
    expect(givenUp).toEqual(['one count']);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a pool of threads, over any sequence of steps', () => {
  it('keeps its bounds, takes only from the caller who holds most, and ends each entry once', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        expect(faultsOf(steps, limits)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
