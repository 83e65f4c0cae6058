import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AnnouncedRetry } from '../../src/codex/engine/app-server/turn/announced-retry.ts';
import { RetryBound } from '../../src/codex/engine/app-server/turn/retry-bound.ts';
import { UpstreamError, type CodexServeError } from '../../src/errors/errors.ts';

const limitMs = 1000;
const trouble = retry('It broke.');

function retry(message: string, more: Partial<AnnouncedRetry> = {}): AnnouncedRetry {
  const error = new UpstreamError('upstream_error', message);
  return { error, waitMs: 0, isHopeless: false, ...more };
}

describe('the bound on retries', () => {
  let exceeded: CodexServeError[];
  let bound: RetryBound;

  beforeEach(() => {
    vi.useFakeTimers();
    exceeded = [];
    bound = new RetryBound(limitMs, (error) => exceeded.push(error));
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const messages = (): string[] => exceeded.map(({ message }) => message);

  it('counts from the first retry, and gives what the last one was for', () => {
    bound.retrying(trouble);
    vi.advanceTimersByTime(600);
    bound.retrying(retry('It broke again.'));
    vi.advanceTimersByTime(399);
    expect(messages()).toEqual([]);

    vi.advanceTimersByTime(1);
    expect(messages()).toEqual(['It broke again.']);
  });

  it('says the same of a retry that was not announced', () => {
    bound.retrying();
    vi.advanceTimersByTime(limitMs);
    expect(messages()).toEqual([
      'The connection to the service broke before the answer was complete.',
    ]);
  });

  it('leaves an answer alone that comes after all, for as long as it takes', () => {
    bound.retrying(trouble);
    bound.answering();
    vi.advanceTimersByTime(10 * limitMs);
    expect(messages()).toEqual([]);
  });

  it('takes an answer that breaks again without new text for the same trouble', () => {
    bound.retrying(trouble);
    bound.answering();
    vi.advanceTimersByTime(limitMs);
    bound.retrying(trouble);
    expect(messages()).toEqual(['It broke.']);
  });

  it('starts again after new text', () => {
    bound.retrying(trouble);
    vi.advanceTimersByTime(999);
    bound.reset();
    bound.retrying(trouble);
    vi.advanceTimersByTime(999);
    expect(messages()).toEqual([]);
  });

  it('is over at once for what no retry can mend', () => {
    bound.retrying(retry('No.', { isHopeless: true }));
    expect(messages()).toEqual(['No.']);
  });

  it('is over at once where the service asks for a longer wait', () => {
    bound.retrying(retry('In 1 s.', { waitMs: 999 }));
    expect(messages()).toEqual([]);
    bound.retrying(retry('In 2 s.', { waitMs: 2000 }));
    expect(messages()).toEqual(['In 2 s.']);
  });

  it('speaks once', () => {
    bound.retrying(trouble);
    vi.advanceTimersByTime(10 * limitMs);
    expect(messages()).toEqual(['It broke.']);
  });

  it('of nothing allows no retry, and of infinity any', () => {
    new RetryBound(0, (error) => exceeded.push(error)).retrying(trouble);
    new RetryBound(Infinity, (error) => exceeded.push(error)).retrying(retry('Never.'));
    vi.advanceTimersByTime(2 ** 32);
    expect(messages()).toEqual(['It broke.']);
  });
});
