import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StandInCredits, StandInWindow } from '../../src/standin/index.ts';
import { ChatDocument, QuotaDocument, ReadQuotaHistoryDocument } from '../generated/graphql.ts';
import type { QuotaQuery, ReadQuotaHistoryQuery } from '../generated/graphql.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { startTestUpstream, type TestUpstream } from '../support/stand-in-home.ts';
import { ask } from './ask.ts';
import { answer, execute } from './clients.ts';
import { keepEarlierReading } from '../support/earlier-reading.ts';

const windowMinutes = 300;
const keys = ['--api-key', 'alice:key-of-alice,boss:key-of-admin', '--admin-keys', 'boss'];

let upstream: TestUpstream;
let gateway: TestGateway;

async function start(...args: readonly string[]): Promise<void> {
  gateway = await startTestGateway({ upstream, args });
}

/** The next answer reports this. */
function report(usedPercent: number, resetsAt: number, credits?: StandInCredits): void {
  const primary: StandInWindow = { usedPercent, windowSeconds: windowMinutes * 60, resetsAt };
  upstream.standIn.account.setQuota({ primary, secondary: null, ...(credits && { credits }) });
}

async function chat(): Promise<void> {
  await execute(gateway.url, ChatDocument, { input: ask('Hi') });
}

async function account(headers: Record<string, string> = {}): Promise<QuotaQuery['account']> {
  return (await execute(gateway.url, QuotaDocument, {}, headers)).account;
}

async function history(
  headers: Record<string, string> = {},
): Promise<ReadQuotaHistoryQuery['quotaHistory']> {
  return (await execute(gateway.url, ReadQuotaHistoryDocument, { hours: 24 }, headers))
    .quotaHistory;
}

/** Whole seconds since the epoch. */
function inMinutes(minutes: number): number {
  return Math.floor(Date.now() / 1000) + minutes * 60;
}

beforeEach(async () => {
  upstream = await startTestUpstream({ login: 'present' });
});
afterEach(async () => {
  await gateway.close();
  await upstream.close();
});

describe('the windows of the quota', () => {
  it('say when they were observed, and are readings of the history, which survives a restart', async () => {
    const before = Date.now();
    const resetsAt = inMinutes(200);
    report(12, resetsAt);
    await start();
    await chat();
    const { quota } = await account();
    expect(quota).toEqual([
      {
        usedPercent: 12,
        observedAt: expect.any(String),
        exhaustedAt: null,
        resetsAt: new Date(resetsAt * 1000).toISOString(),
      },
    ]);
    const observed = Date.parse(quota?.[0]?.observedAt ?? '');
    expect(observed).toBeGreaterThanOrEqual(before);
    expect(observed).toBeLessThanOrEqual(Date.now());

    report(40, resetsAt);
    await chat();
    const readings = await history();
    expect(readings).toEqual(
      [12, 40].map((usedPercent) => ({
        limitId: 'codex',
        kind: 'PRIMARY',
        windowMinutes,
        usedPercent,
        resetsAt: new Date(resetsAt * 1000).toISOString(),
        observedAt: expect.any(String),
      })),
    );
    await gateway.close();
    await start();
    expect((await history()).slice(0, 2)).toEqual(readings);
  });

  it('say when they will be used up at the rate of the kept readings', async () => {
    const resetsAt = inMinutes(200);
    const then = await keepEarlierReading(upstream.home, resetsAt);
    report(60, resetsAt);
    await start();
    await chat();
    const [window] = (await account()).quota ?? [];
    // 40 % took as long as from that reading to this one.
    const observed = Date.parse(window?.observedAt ?? '');
    expect(Date.parse(window?.exhaustedAt ?? '')).toBe(observed + (observed - then.getTime()));
  });

  it('are not shown after their reset until the service reports them again', async () => {
    report(99, inMinutes(-1));
    await start();
    await chat();
    expect(await account()).toMatchObject({ quota: [] });
    expect(await history()).toMatchObject([{ usedPercent: 99 }]);
    report(1, inMinutes(299));
    await chat();
    expect(await account()).toMatchObject({ quota: [{ usedPercent: 1, exhaustedAt: null }] });
  });
});

describe('Query.quotaHistory', () => {
  it('is for clients that see all', async () => {
    report(12, inMinutes(200));
    await start(...keys);
    const boss = { authorization: 'Bearer key-of-admin' };
    expect((await account(boss)).quota).toHaveLength(1);
    expect(await history(boss)).toHaveLength(1);
    const alice = { authorization: 'Bearer key-of-alice' };
    expect((await account(alice)).quota).toHaveLength(1);
    expect(await history(alice)).toEqual([]);
  });

  it.each([0, -1, 1489])('refuses %i hours', async (hours) => {
    await start();
    expect(await answer(gateway.url, `{ quotaHistory(hours: ${hours}) { kind } }`)).toMatchObject({
      errors: [{ message: 'hours must be from 1 to 1488.' }],
    });
  });
});

describe('the credits of an account', () => {
  it.each([
    { hasCredits: true, isUnlimited: false, balance: '12.50' },
    { hasCredits: false, isUnlimited: true, balance: null },
  ])('are shown as the service reports them: %o', async (credits) => {
    report(12, inMinutes(200), credits);
    await start();
    await chat();
    expect((await account()).credits).toEqual(credits);
  });

  it('are null where the service says nothing of them, and for a key of many', async () => {
    report(12, inMinutes(200));
    await start(...keys);
    const boss = { authorization: 'Bearer key-of-admin' };
    expect((await account(boss)).credits).toBeNull();
    await gateway.close();
    report(12, inMinutes(200), { hasCredits: true, isUnlimited: false, balance: '3' });
    await start(...keys);
    expect((await account(boss)).credits).toMatchObject({ balance: '3' });
    expect((await account({ authorization: 'Bearer key-of-alice' })).credits).toBeNull();
  });
});
