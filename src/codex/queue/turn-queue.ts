import { RateLimitedError, UpstreamError } from '../../errors/errors.ts';
import { FairQueue } from './fair-queue.ts';

/** The bounds of the queue. */
export interface QueueLimits {
  /** How many turns may run at once; at least 1. */
  readonly maxTurns: number;
  /** How many more turns may wait. */
  readonly maxQueued: number;
  /** How long a turn may wait, in milliseconds. Default: five minutes. */
  readonly maxWaitMs?: number;
}

/** The queue's condition. */
export interface QueueHealth {
  /** How many turns may run at once. */
  readonly maxTurns: number;
  /** How many turns wait. */
  readonly queuedTurns: number;
  /** How long the oldest of them has waited, in milliseconds; 0 if none waits. */
  readonly longestWaitMs: number;
}

/** One turn's slot: it waits, then it runs. */
export interface Slot {
  /**
   * Resolves when the turn may run, or has left the queue. Rejects with an `UpstreamError` of the
   * code `queue_timeout` if the turn has waited too long; it has left the queue then. Null if the
   * turn need not wait.
   */
  readonly wait: Promise<void> | null;
  /** How many turns begin up to this one, itself included; null unless it waits. */
  readonly position: () => number | null;
  /** Frees the slot for the next turn. A second call has no effect. */
  readonly leave: () => void;
}

/** Limits how many turns run at once, and queues the others fairly between callers. */
export interface TurnQueue {
  /** Takes a slot for a turn of that client. Throws `RateLimitedError` if too many wait. */
  enter(clientId: string): Slot;
  health(): QueueHealth;
}

/** A waiting turn. */
interface Waiter {
  /** On the clock of `performance.now()`. */
  readonly since: number;
  readonly begin: () => void;
}

/** The estimated duration of a turn before any has ended, in milliseconds. */
const assumedTurnMs = 5000;
const defaultMaxWaitMs = 5 * 60 * 1000;

/** The weight of the last turn in the estimate. */
const lastTurnShare = 0.1;

/** Minimum `retry-after`. With less, all clients would compete for the slot that one turn frees. */
const shortestRetryMs = 1000;
/** Maximum `retry-after`. OpenAI's SDKs ignore a minute or more. */
const longestRetryMs = 55_000;

/**
 * A queue that is first in, first out for each client, and round robin between clients. When it is
 * full, a client still gets in if fewer of its turns wait than its share, which is `maxQueued`
 * divided by the number of waiting clients. So a flooding client only locks out itself, and n
 * clients have at most `maxQueued` times 1 + 1/2 + … + 1/n waiting turns.
 *
 * @param onChange Called whenever the number of waiting turns has changed.
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
      // Nobody waits while there is a free place.
      if (running + 1 < maxTurns) return;
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

  /** The time until half of the waiting turns have started, when returning clients find room. */
  const retryAfterMs = (): number => {
    const estimate = (line.size / 2) * (turnMs / maxTurns);
    return Math.min(Math.max(Math.ceil(estimate), shortestRetryMs), longestRetryMs);
  };

  const queue = (clientId: string): Slot => {
    let leave = (): void => {};
    let position = (): number | null => null;
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
      position = () => line.positionOf(clientId, waiter) ?? null;
      line.add(clientId, waiter);
      onChange();
    });
    return { wait, position: () => position(), leave: () => leave() };
  };

  return {
    enter(clientId) {
      if (running < maxTurns) return { wait: null, position: () => null, leave: once(run()) };
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
