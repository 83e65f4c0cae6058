import { afterEach, describe, expect, it } from 'vitest';
import { AccountDocument, ChatDocument } from '../generated/graphql.ts';
import { startTestGateway, type TestGateway, type TestGatewayOptions } from '../support/gateway.ts';
import { startTestUpstream } from '../support/stand-in-home.ts';
import { isA, watchAccount } from './account-watch.ts';
import { ask } from './ask.ts';
import { answer, execute, transports } from './clients.ts';

const soon = 2_000_000_000;
let gateway: TestGateway;

async function start(options: TestGatewayOptions = { login: 'present' }): Promise<void> {
  gateway = await startTestGateway(options);
  gateway.standIn.account.setQuota({
    primary: { usedPercent: 12, windowSeconds: 18_000, resetsAt: soon },
    secondary: { usedPercent: 34, windowSeconds: 604_800, resetsAt: soon + 1 },
  });
}

afterEach(async () => {
  await gateway.close();
});

describe('Query.account', () => {
  it('shows the login, the plan and both windows of the quota', async () => {
    await start();
    expect((await execute(gateway.url, AccountDocument, {})).account).toEqual({
      isReady: true,
      method: 'chatgpt',
      isLoginRequired: true,
      email: 'ada@example.com',
      plan: 'plus',
      quota: [
        {
          limitId: 'codex',
          kind: 'PRIMARY',
          usedPercent: 12,
          windowMinutes: 300,
          resetsAt: '2033-05-18T03:33:20.000Z',
        },
        {
          limitId: 'codex',
          kind: 'SECONDARY',
          usedPercent: 34,
          windowMinutes: 10_080,
          resetsAt: '2033-05-18T03:33:21.000Z',
        },
      ],
      pendingLogin: null,
    });
  });

  it('shows a login about which the service reports nothing', async () => {
    const upstream = await startTestUpstream({ login: 'present' });
    upstream.standIn.account.isOutOfOrder = true;
    await start({ upstream });
    expect((await execute(gateway.url, AccountDocument, {})).account).toEqual({
      isReady: true,
      method: 'chatgpt',
      isLoginRequired: true,
      email: null,
      plan: null,
      quota: null,
      pendingLogin: null,
    });
    expect(upstream.standIn.account.usageRequests).toBeGreaterThan(0);
    await upstream.close();
  });

  it('does not ask the service for what is known offline', async () => {
    await start();
    const query = '{ account { isReady method isLoginRequired } }';
    expect(await answer(gateway.url, query)).toEqual({
      data: { account: { isReady: true, method: 'chatgpt', isLoginRequired: true } },
    });
    expect(gateway.standIn.account.usageRequests).toBe(0);
  });

  it('reports nothing about an upstream that needs no login', async () => {
    await start({});
    expect((await execute(gateway.url, AccountDocument, {})).account).toEqual({
      isReady: true,
      method: null,
      isLoginRequired: false,
      email: null,
      plan: null,
      quota: null,
      pendingLogin: null,
    });
  });
});

describe.each(transports)('Subscription.account over %s', (_name, subscribe) => {
  it.each(['websocket', 'sse'] as const)(
    'reports a quota that a chat uses up, which the service sends over %s',
    async (transport) => {
      await start({ login: 'present', transport });
      const watcher = watchAccount(subscribe, gateway.url);
      expect(await watcher.until(isA('AccountUpdated'))).toMatchObject({
        account: { plan: 'plus', quota: [{ usedPercent: 12 }, { usedPercent: 34 }] },
      });
      gateway.standIn.account.setQuota({
        primary: { usedPercent: 55, windowSeconds: 18_000, resetsAt: soon },
        secondary: null,
      });
      await execute(gateway.url, ChatDocument, { input: ask('Count to 2') });

      const next = await watcher.until(isA('AccountUpdated'));
      expect(next.account.quota).toMatchObject([
        { kind: 'PRIMARY', usedPercent: 55 },
        { kind: 'SECONDARY', usedPercent: 34 },
      ]);
      await watcher.stop();
    },
  );

  it('reports a login or logout of another program', async () => {
    await start({ login: 'missing' });
    const watcher = watchAccount(subscribe, gateway.url);
    expect(await watcher.until(isA('AccountUpdated'))).toMatchObject({
      account: { isReady: false },
    });
    await gateway.writeLogin();
    expect(await watcher.until(({ account }) => account.plan !== null)).toMatchObject({
      account: { isReady: true, email: 'ada@example.com', plan: 'plus' },
    });
    await gateway.removeLogin();
    expect(await watcher.until(({ account }) => !account.isReady)).toMatchObject({
      account: { method: null, email: null, plan: null, quota: null },
    });
    expect(watcher.events.map(({ __typename }) => __typename)).not.toContain('AccountLoginStarted');
    await watcher.stop();
  });
});
