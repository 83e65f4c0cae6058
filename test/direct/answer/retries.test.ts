import { describe, expect, it } from 'vitest';
import { AttemptBudget } from '../../../src/codex/completion/attempt-budget.ts';
import { Retries } from '../../../src/codex/engine/direct/answer/retries.ts';
import type { ServiceError } from '../../../src/codex/engine/direct/answer/service-error.ts';
import { UpstreamError } from '../../../src/errors/errors.ts';

const error = new UpstreamError('upstream_error', 'It broke.');
const passing: ServiceError = { error, isRetryable: true, waitMs: 0 };
const never = new AbortController().signal;

function retries(limits: { retryMs?: number; maxRetries?: number } = {}): Retries {
  return new Retries({ retryMs: 60_000, maxRetries: 5, ...limits }, new AttemptBudget());
}

describe('the wait before a retry', () => {
  it.each(['before it', 'within it'])('ends as cancelled by an abort %s', async (moment) => {
    const stop = new AbortController();
    if (moment === 'before it') stop.abort();
    const waiting = retries().again({ ...passing, waitMs: 50_000 }, stop.signal);
    stop.abort();

    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('a failure is final', () => {
  it.each([
    ['that no retry can mend', retries(), { ...passing, isRetryable: false }],
    ['where none is allowed', retries({ retryMs: 0 }), passing],
    ['where the provider has none', retries({ maxRetries: 0 }), passing],
    ['that asks for a longer wait than is left', retries(), { ...passing, waitMs: 60_000 }],
  ])('%s', async (_, bound, failure) => {
    await expect(bound.again(failure, never)).rejects.toBe(error);
  });
});
