import { afterEach, describe, expect, it } from 'vitest';
import {
  ChatDocument,
  CheckHealthDocument,
  WatchWaitingThreadsDocument,
  type CheckHealthQuery,
} from '../generated/graphql.ts';
import { byEngine } from '../support/engine-differences.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { ask } from './ask.ts';
import { execute, transports } from './clients.ts';

let gateway: TestGateway;

async function start(...args: readonly string[]): Promise<void> {
  gateway = await startTestGateway({ args });
}

async function health(headers: Record<string, string> = {}): Promise<CheckHealthQuery['health']> {
  return (await execute(gateway.url, CheckHealthDocument, {}, headers)).health;
}

afterEach(async () => {
  await gateway.close();
});

describe('Query.health about the process', () => {
  it('says since when it runs, where, and how it is', async () => {
    const before = Date.now();
    await start();
    const { startedAt, isDemo, baseUrl, memoryBytes, eventLoopDelayMsP99 } = await health();
    expect(Date.parse(startedAt)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(startedAt)).toBeLessThanOrEqual(Date.now());
    expect(isDemo).toBe(false);
    expect(baseUrl).toBe(gateway.url);
    expect(memoryBytes).toBeGreaterThan(10_000_000);
    expect(eventLoopDelayMsP99).toBeGreaterThanOrEqual(0);
    expect(eventLoopDelayMsP99).toBeLessThan(60_000);
  });

  it('keeps figures of memory, of delay and of usage from clients that do not see all', async () => {
    const keys = 'alice:key-of-alice,boss:key-of-admin';
    await start('--api-key', keys, '--admin-keys', 'boss');
    const hidden = { memoryBytes: null, eventLoopDelayMsP99: null, usage: null };
    expect(await health({ authorization: 'Bearer key-of-alice' })).toMatchObject(hidden);
    expect(await health({ authorization: 'Bearer key-of-admin' })).toMatchObject({
      memoryBytes: expect.any(Number),
      eventLoopDelayMsP99: expect.any(Number),
      usage: { retentionDays: 90, bytes: expect.any(Number), oldestAt: null },
    });
  });

  it('keeps them from a page of another loopback port', async () => {
    await start();
    expect(await health({ origin: 'http://localhost:5173' })).toMatchObject({
      memoryBytes: null,
      eventLoopDelayMsP99: null,
      usage: null,
    });
  });
});

describe('Query.health about what is kept', () => {
  it('says since when usage and conversations are kept', async () => {
    await start('--usage-days', '7');
    expect(await health()).toMatchObject({
      store: { mode: 'DISK', oldestAt: null },
      usage: { retentionDays: 7, oldestAt: null },
    });
    const before = Date.now();
    await execute(gateway.url, ChatDocument, { input: ask('Hi') });
    await fetch(`${gateway.url}/v1/responses`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'gpt-5.5', input: 'Hi' }),
    });
    const { store, usage } = await health();
    for (const { bytes, oldestAt } of [store, usage ?? { bytes: 0, oldestAt: null }]) {
      expect(bytes).toBeGreaterThan(1000);
      expect(Date.parse(oldestAt ?? '')).toBeGreaterThanOrEqual(before);
      expect(Date.parse(oldestAt ?? '')).toBeLessThanOrEqual(Date.now());
    }
  });

  it('says so where nothing is kept', async () => {
    await start('--usage-days', '0', '--store', 'off');
    expect(await health()).toMatchObject({
      store: { mode: 'OFF', bytes: 0, oldestAt: null },
      usage: null,
    });
  });
});

describe.each(transports)('the threads that wait, over %s', (_name, subscribe) => {
  it('are counted as they come and go', async () => {
    await start();
    const answers = subscribe(gateway.url, WatchWaitingThreadsDocument, {});
    const none = byEngine('codexProcess', { 'app-server': 0, direct: null });
    expect((await answers.next()).value).toMatchObject({ data: { health: { keptThreads: none } } });
    await execute(gateway.url, ChatDocument, { input: ask('Hi') });
    const kept = byEngine('codexProcess', { 'app-server': 1, direct: null });
    if (kept !== none) {
      for await (const { data } of answers) if (data?.health.keptThreads === kept) break;
    }
    await answers.return?.();
    expect(await health()).toMatchObject({
      keptThreads: kept,
      warmThreads: byEngine('codexProcess', { 'app-server': expect.any(Number), direct: null }),
    });
  });
});
