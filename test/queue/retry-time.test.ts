import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTurnQueue } from '../../src/codex/queue/turn-queue.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** The retry time for a client, with so many in the queue and turns of that length. */
function retryAfterMs(turnMs: number, maxTurns: number, maxQueued: number): unknown {
  const queue = createTurnQueue({ maxTurns, maxQueued });
  for (let turn = 0; turn < 100; turn += 1) {
    const place = queue.enter('');
    vi.advanceTimersByTime(turnMs);
    place.leave();
  }
  for (let place = 0; place < maxTurns + maxQueued; place += 1) queue.enter('');
  try {
    return queue.enter('');
  } catch (error) {
    return error instanceof Error && 'retryAfterMs' in error && error.retryAfterMs;
  }
}

describe('the time to retry that a full queue gives', () => {
  it('is what half of the queue takes, by the last turns', () => {
    expect(retryAfterMs(8000, 2, 10)).toBeCloseTo(20_000, -2);
    expect(retryAfterMs(800, 2, 10)).toBeCloseTo(2000, -2);
  });

  it('is a second at least, and less than the minute from which on SDKs ignore it', () => {
    expect(retryAfterMs(10, 2, 10)).toBe(1000);
    expect(retryAfterMs(60_000, 1, 100)).toBe(55_000);
  });
});
