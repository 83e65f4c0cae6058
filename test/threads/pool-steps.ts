import * as fc from 'fast-check';
import { vi } from 'vitest';
import type { PoolLimits } from '../../src/codex/engine/conversation/thread-limits.ts';
import {
  createThreadPool,
  type GiveUpReason,
  type ThreadPool,
  type Waiting,
  type WaitingState,
} from '../../src/codex/engine/conversation/thread-pool.ts';

/** What happens to a pool. */
type Step =
  | {
      readonly kind: 'add';
      readonly state: WaitingState;
      readonly caller: string;
      readonly bytes: number;
    }
  | { readonly kind: 'take'; readonly index: number }
  | { readonly kind: 'wait'; readonly ms: number };

const states = ['warm', 'kept', 'parked', 'replayable'] as const;

/** Any sequence of steps, of three callers. */
export const anySteps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant('add' as const),
        state: fc.constantFrom<WaitingState[]>(...states),
        caller: fc.constantFrom('alice', 'bob', 'carol'),
        bytes: fc.integer({ min: 0, max: 110 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant('take' as const), index: fc.nat(20) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('wait' as const),
        ms: fc.integer({ min: 1, max: 400 }),
      }),
    },
  ),
  { maxLength: 60 },
);

/** What a pool does wrong over these steps, by an account that the test keeps itself. */
export function faultsOf(steps: readonly Step[], limits: PoolLimits): string[] {
  const pool = createThreadPool(limits);
  const account = new Account(limits);
  for (const step of steps) {
    if (step.kind === 'wait') vi.advanceTimersByTime(step.ms);
    else if (step.kind === 'take') {
      const taken = account.take(step.index);
      if (taken !== undefined) pool.remove(taken);
    } else pool.add(account.add(step));
    account.compare(pool);
  }
  for (const waiting of account.all) pool.remove(waiting);
  if (vi.getTimerCount() > 0) account.faults.push('a timer is left');
  return account.faults;
}

/** Knows what is in the pool, and judges what it gives up. */
class Account {
  readonly faults: string[] = [];
  readonly #limits: PoolLimits;
  /** Oldest first. */
  #inside: Waiting[] = [];
  readonly #addedAt = new Map<Waiting, number>();

  constructor(limits: PoolLimits) {
    this.#limits = limits;
  }

  get all(): readonly Waiting[] {
    return this.#inside;
  }

  add({ state, caller, bytes }: Step & { kind: 'add' }): Waiting {
    const waiting: Waiting = {
      state,
      caller: state === 'warm' ? '' : caller,
      bytes,
      giveUp: (reason) => this.#lose(waiting, reason),
    };
    this.#inside.push(waiting);
    this.#addedAt.set(waiting, Date.now());
    return waiting;
  }

  take(index: number): Waiting | undefined {
    const waiting = this.#inside[index % Math.max(this.#inside.length, 1)];
    this.#inside = this.#inside.filter((each) => each !== waiting);
    return waiting;
  }

  compare(pool: ThreadPool): void {
    if (!this.#isWithinBounds) this.#fault('the bounds are exceeded');
    if (pool.bytes !== weightOf(this.#inside, bytesOf)) this.#fault('the bytes are wrong');
    for (const state of states) {
      if (pool.count(state) !== this.#in(state).length) this.#fault(`the ${state} count is wrong`);
    }
  }

  #lose(waiting: Waiting, reason: GiveUpReason): void {
    if (!this.#inside.includes(waiting)) this.#fault('an entry was given up that is not inside');
    if (reason === 'age') this.#judgeAge(waiting);
    else if (this.#isWithinBounds)
      this.#fault(`an entry was given up for its ${reason} needlessly`);
    if (reason === 'count') this.#judgeFairness(waiting, this.#in(waiting.state), () => 1);
    if (reason === 'bytes' && waiting.state !== 'warm' && waiting.bytes <= this.#limits.bytes) {
      if (this.#in('warm').length > 0) this.#fault('a warm thread did not go first');
      this.#judgeFairness(waiting, this.#inside, bytesOf);
    }
    this.#inside = this.#inside.filter((each) => each !== waiting);
  }

  #judgeAge(waiting: Waiting): void {
    const age = Date.now() - (this.#addedAt.get(waiting) ?? 0);
    const isDue = waiting.state !== 'replayable' && age === this.#limits[waiting.state].ms;
    if (!isDue) this.#fault(`a ${waiting.state} entry was given up at the age of ${age}`);
  }

  /** The caller who holds most gives up its oldest entry. */
  #judgeFairness(
    waiting: Waiting,
    rivals: readonly Waiting[],
    weigh: (waiting: Waiting) => number,
  ): void {
    const held = (caller: string): number =>
      weightOf(
        rivals.filter((each) => each.caller === caller),
        weigh,
      );
    const isMost = rivals.every(({ caller }) => held(caller) <= held(waiting.caller));
    if (!isMost) this.#fault(`${waiting.caller} lost an entry, and does not hold most`);
    const oldest = rivals.find(({ caller }) => caller === waiting.caller);
    if (oldest !== waiting) this.#fault(`${waiting.caller} did not lose its oldest entry`);
  }

  get #isWithinBounds(): boolean {
    const areCountsWithin = (['warm', 'kept', 'parked'] as const).every(
      (state) => this.#in(state).length <= this.#limits[state].count,
    );
    return areCountsWithin && weightOf(this.#inside, bytesOf) <= this.#limits.bytes;
  }

  #in(state: WaitingState): Waiting[] {
    return this.#inside.filter((each) => each.state === state);
  }

  #fault(fault: string): void {
    this.faults.push(fault);
  }
}

const bytesOf = ({ bytes }: Waiting): number => bytes;

function weightOf(entries: readonly Waiting[], weigh: (waiting: Waiting) => number): number {
  return entries.reduce((sum, each) => sum + weigh(each), 0);
}
