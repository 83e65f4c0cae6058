import { RateLimitedError, UpstreamError } from '../../errors/errors.ts';
import { FairQueue } from './fair-queue.ts';

/** How many turns there may be. */
export interface QueueLimits {
  /** At once; at least 1. */
  readonly maxTurns: number;
  /** Waiting after those. */
  readonly maxQueued: number;
  /** How long each of them may wait, in milliseconds. Default: five minutes. */
  readonly maxWaitMs?: number;
}

/** The queue's condition. */
export interface QueueHealth {
  /** How many turns may run at once. */
  readonly maxTurns: number;
  /** Turns that wait for one of these to end. */
  readonly queuedTurns: number;
  /** How long the first of them has waited, in milliseconds; 0 where none waits. */
  readonly longestWaitMs: number;
}

/** One turn's slot: it waits, then it runs. */
export interface Slot {
  /**
   * Resolves when the wait is over: the turn's time has come, or it left. Rejects with an
   * `UpstreamError` of the code `queue_timeout` when it has waited too long, and has left the queue.
   * Null for no wait at all.
   */
  readonly wait: Promise<void> | null;
  /** Gives the place to the next one. Without effect the second time. */
  readonly leave: () => void;
}

/** Lets so many turns run at once and queues the others, fairly between callers. */
export interface TurnQueue {
  /** A place for a turn of that client. Throws `RateLimitedError` where too many wait. */
  enter(clientId: string): Slot;
  health(): QueueHealth;
}

/** Who waits in the line. */
interface Waiter {
  /** On the clock of `performance.now()`. */
  readonly since: number;
  readonly begin: () => void;
}

/** What a turn takes, in milliseconds, before one has shown it. */
const assumedTurnMs = 5000;
const defaultMaxWaitMs = 5 * 60 * 1000;

/** How much of the estimate the last turn makes up. */
const lastTurnShare = 0.1;

/** Nobody is told to come back sooner, or each would find the place taken that one turn leaves. */
const shortestRetryMs = 1000;
/** OpenAI's SDKs take no notice of a `retry-after` of a minute or more. */
const longestRetryMs = 55_000;

/**
 * A queue that is first in first out for each client, while the clients take turns. When it is full
 * a client still gets in with less than its share waiting: `maxQueued` divided by the clients that
 * wait. So one that floods it can only refuse itself, and n clients wait with no more than
 * `maxQueued` times 1 + 1/2 + … + 1/n.
 *
 * @param onChange Called whenever the number of those that wait has changed.
 */
export function createTurnQueue(
  { maxTurns, maxQueued, maxWaitMs = defaultMaxWaitMs }: QueueLimits,
  onChange: () => void = () => {},
): TurnQueue {
  const line = new FairQueue<Waiter>();
  let running = 0;
  let turnMs = assumedTurnMs;

  const run = (): (() => void) => {
    running += 1;
    const startedAt = performance.now();
    return () => {
      running -= 1;
      turnMs += (performance.now() - startedAt - turnMs) * lastTurnShare;
      const next = line.next();
      if (next === undefined) return;
      next.begin();
      onChange();
    };
  };

  const isFull = (clientId: string): boolean => {
    if (line.size < maxQueued) return false;
    const own = line.sizeOf(clientId);
    return own >= Math.floor(maxQueued / (line.keys + (own === 0 ? 1 : 0)));
  };

  /** Until half of what waits has had its turn: there is room for those that return by then. */
  const retryAfterMs = (): number => {
    const estimate = (line.size / 2) * (turnMs / maxTurns);
    return Math.min(Math.max(Math.ceil(estimate), shortestRetryMs), longestRetryMs);
  };

  const queue = (clientId: string): Slot => {
    let leave = (): void => {};
    const wait = new Promise<void>((resolve, reject) => {
      const begin = (): void => {
        clearTimeout(timer);
        leave = once(run());
        resolve();
      };
      const waiter = { since: performance.now(), begin };
      const remove = (settle: () => void): void => {
        clearTimeout(timer);
        if (!line.remove(clientId, waiter)) return;
        settle();
        onChange();
      };
      const timer = setTimeout(
        () => remove(() => reject(queueTimeout(maxWaitMs, retryAfterMs()))),
        maxWaitMs,
      ).unref();
      leave = () => remove(resolve);
      line.add(clientId, waiter);
      onChange();
    });
    return { wait, leave: () => leave() };
  };

  return {
    enter(clientId) {
      if (running < maxTurns) return { wait: null, leave: once(run()) };
      if (isFull(clientId)) throw queueFull(line.size, retryAfterMs());
      return queue(clientId);
    },
    health() {
      const now = performance.now();
      const waits = [...line.heads()].map(({ since }) => now - since);
      const longestWaitMs = Math.round(Math.max(0, ...waits));
      return { maxTurns, queuedTurns: line.size, longestWaitMs };
    },
  };
}

function once(act: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    act();
  };
}

function queueFull(waiting: number, retryAfterMs: number): RateLimitedError {
  return new RateLimitedError(
    'rate_limit_exceeded',
    `Too many requests: ${waiting} wait for their turn already. Try again in ${Math.ceil(retryAfterMs / 1000)} s.`,
    { retryAfterMs },
  );
}

function queueTimeout(maxWaitMs: number, retryAfterMs: number): UpstreamError {
  return new UpstreamError(
    'queue_timeout',
    `The request waited ${maxWaitMs / 1000} s for its turn, which is the longest wait allowed. Try again in ${Math.ceil(retryAfterMs / 1000)} s.`,
    { retryAfterMs },
  );
}
