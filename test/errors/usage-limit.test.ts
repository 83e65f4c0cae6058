import { byEngine } from '../support/engine-differences.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { QuotaWindows } from '../../src/codex/engine/app-server/account/quota-windows.ts';
import { usageLimit } from '../../src/codex/engine/service/errors/usage-limit.ts';
import { usageLimitBody } from '../../src/standin/index.ts';
import { answer } from '../schema/clients.ts';
import type { TestGateway } from '../support/gateway.ts';
import { askStreamed, askWhole, startWithRetries } from './weather.ts';

/** In local time, which is what Codex writes. */
const now = new Date(2026, 0, 31, 23, 30, 20).getTime();
const utc = (...time: [number, number, number, number, number]): string =>
  new Date(...time).toISOString().replace('.000Z', 'Z');

describe('a usage limit', () => {
  it.each([
    ['11:45 PM', utc(2026, 0, 31, 23, 46), 15 * 60 + 40],
    ['Feb 1st, 2026 12:05 AM', utc(2026, 1, 1, 0, 6), 35 * 60 + 40],
    ['Feb 3rd, 2026 12:05 PM', utc(2026, 1, 3, 12, 6), 60 * 3600 + 35 * 60 + 40],
  ])('that resets at %s says so in UTC, rounded up', (words, at, seconds) => {
    const error = usageLimit(`You’ve hit your usage limit. Try again at ${words}.`, undefined, now);

    expect(error.message).toBe(`You’ve hit your usage limit. Try again at ${at}.`);
    expect(error.retryAfterMs).toBe(seconds * 1000);
  });

  it('never resets in the past', () => {
    expect(usageLimit('Try again at 11:20 PM.', undefined, now).retryAfterMs).toBe(0);
  });

  it('that says nothing of a time has none', () => {
    const error = usageLimit('Your workspace is out of credits.', undefined, now);

    expect(error.message).toBe('Your workspace is out of credits.');
    expect(error.retryAfterMs).toBeNull();
  });

  it('resets with the last window that is used up, where that is known', () => {
    const quota = new QuotaWindows();
    const seconds = now / 1000;
    const used = (usedPercent: number, resetsAt: number): object => ({ usedPercent, resetsAt });
    const update = (primary: object | null, secondary: object | null): void =>
      quota.update({ rateLimits: { limitId: 'codex', primary, secondary } });
    update(used(100, seconds + 90), used(100, seconds + 400));
    update(null, used(99, seconds + 400));
    update(null, null);
    quota.update('of another shape');
    const error = usageLimit('Try again at 11:31 PM.', quota, now);

    expect(error.retryAfterMs).toBe(90_000);
    expect(error.message).toBe(
      `Try again at ${new Date(now + 90_000).toISOString().replace('.000Z', 'Z')}.`,
    );
    expect(quota.resetAt(now + 90_000)).toBeNull();
  });
});

describe.each(['websocket', 'sse'] as const)('a usage limit, upstream over %s', (transport) => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startWithRetries(transport);
  });
  afterAll(async () => {
    await gateway.close();
  });

  it('is a 429 with the time until it resets, which no SDK tries again', async () => {
    gateway.standIn.behave(() => ({ kind: 'status', status: 429, body: usageLimitBody(3600) }));
    const answers = await Promise.all([askWhole(gateway.url), askStreamed(gateway.url)]);

    for (const { status, retryAfter, shouldRetry, body } of answers) {
      expect({ status, shouldRetry, body }).toEqual({
        status: 429,
        shouldRetry: 'false',
        body: {
          error: {
            message: expect.stringMatching(
              byEngine('serviceWords', {
                'app-server':
                  /^You’ve hit your usage limit\..* or try again at \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\.$/,
                direct:
                  /^The usage limit has been reached\. It resets at \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\.$/,
              }),
            ),
            type: 'insufficient_quota',
            param: null,
            code: 'insufficient_quota',
          },
        },
      });
      expect(Number(retryAfter)).toBeGreaterThan(3500);
      expect(Number(retryAfter)).toBeLessThanOrEqual(3660);
    }
  });

  it('may be one of a month, which is more milliseconds than an Int of GraphQL holds', async () => {
    const month = 30 * 24 * 3600;
    gateway.standIn.behave(() => ({ kind: 'status', status: 429, body: usageLimitBody(month) }));
    const { data, errors } = await answer(
      gateway.url,
      `mutation {
        chatCompletion(input: { messages: [{ role: USER, content: { text: "Hi" } }] }) {
          __typename ... on RateLimitedError { code retryAfterMs }
        }
      }`,
    );

    expect(errors).toBeUndefined();
    expect(data).toEqual({
      chatCompletion: {
        __typename: 'RateLimitedError',
        code: 'INSUFFICIENT_QUOTA',
        retryAfterMs: expect.toSatisfy((ms: number) => ms > (month - 60) * 1000),
      },
    });
  });
});
