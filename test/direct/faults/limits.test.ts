import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { usageLimitBody } from '../../../src/standin/index.ts';
import { askStreamed, askWhole } from '../../errors/weather.ts';
import { startTestGateway, type TestGateway } from '../../support/gateway.ts';
import { transports } from './logins.ts';

const inAnHour = Math.floor(Date.now() / 1000) + 3600;

describe.each(transports)('limits of a ChatGPT login, over %s', (transport) => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway({
      transport,
      login: 'present',
      rules: { takes: 'chatgpt', emptyOutput: true },
      args: ['--engine', 'direct'],
    });
  });
  afterEach(() => {
    gateway.standIn.behave(undefined);
    gateway.standIn.account.setQuota(null);
  });
  afterAll(async () => {
    await gateway.close();
  });

  it('are in the account as the last answer told them', async () => {
    gateway.standIn.account.setQuota({
      primary: { usedPercent: 42, windowSeconds: 18_000, resetsAt: inAnHour },
      secondary: null,
    });
    expect(await askWhole(gateway.url)).toMatchObject({ status: 200 });
    const { account } = await gateway.core.accountState();
    expect(account.quota).toMatchObject([
      {
        limitId: 'codex',
        kind: 'primary',
        usedPercent: 42,
        windowMinutes: 300,
        resetsAt: new Date(inAnHour * 1000),
      },
    ]);
  });

  it('that are reached are a 429 with the time until they reset, and in the account', async () => {
    gateway.standIn.account.setQuota({
      primary: { usedPercent: 100, windowSeconds: 18_000, resetsAt: inAnHour },
      secondary: null,
    });
    gateway.standIn.behave(() => ({ kind: 'status', status: 429, body: usageLimitBody(3600) }));
    const { received } = gateway.standIn;
    const answers = await Promise.all([askWhole(gateway.url), askStreamed(gateway.url)]);

    for (const { status, shouldRetry, retryAfter, body } of answers) {
      expect({ status, shouldRetry }).toEqual({ status: 429, shouldRetry: 'false' });
      expect(Number(retryAfter)).toBeGreaterThan(3300);
      expect(Number(retryAfter)).toBeLessThanOrEqual(3601);
      expect(body).toMatchObject({ error: { code: 'insufficient_quota' } });
    }
    expect(gateway.standIn.received).toBe(received + 2);
    const { account } = await gateway.core.accountState();
    expect(account.quota).toMatchObject([{ usedPercent: 100 }]);
  });

  it('that pass soon are a 429 with the seconds that the service names', async () => {
    gateway.standIn.behave(() => ({
      kind: 'status',
      status: 429,
      headers: { 'retry-after': '7' },
    }));
    expect(await askWhole(gateway.url)).toMatchObject({
      status: 429,
      retryAfter: '7',
      body: { error: { code: 'rate_limit_exceeded' } },
    });
  });

  it('of a service that is overloaded is a 503 with the seconds that it names', async () => {
    gateway.standIn.behave(() => ({
      kind: 'status',
      status: 503,
      headers: { 'retry-after': '9' },
    }));
    expect(await askWhole(gateway.url)).toMatchObject({
      status: 503,
      retryAfter: '9',
      body: { error: { code: 'server_overloaded' } },
    });
  });
});
