import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { RestartReason } from '../../src/codex/engine/engine-observer.ts';
import { ask, never, startTestCore } from '../support/core.ts';
import { byEngine } from '../support/engine-differences.ts';
import { engineProcessIds, killEngine } from '../support/engine-pid.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { endSharedGateway } from '../support/shared-gateway.ts';
import { whenAsked } from '../support/when-asked.ts';
import { counted, scrape } from './scrape.ts';

// It kills app-servers of its process.
beforeAll(endSharedGateway);

let gateway: TestGateway;

afterEach(async () => {
  await gateway.close();
});

async function chat(messages: readonly object[]): Promise<string> {
  const response = await fetch(new URL('/v1/chat/completions', gateway.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'gpt-5.5', messages }),
  });
  const { choices } = JSON.parse(await response.text());
  return String(choices[0].message.content);
}

const user = (content: string): object => ({ role: 'user', content });

describe('the engine', () => {
  it('is counted when it is started again, and is down until then', async () => {
    gateway = await startTestGateway({ args: ['--engine', 'app-server'] });
    const before = counted(await scrape(gateway.url), 'engine_restarts_total');
    await killEngine();
    await vi.waitUntil(
      async () => '{reason="died"}' in counted(await scrape(gateway.url), 'engine_restarts_total'),
      { timeout: 60_000 },
    );
    expect(before).toEqual({});
    const series = await scrape(gateway.url);
    expect(counted(series, 'engine_restarts_total')).toEqual({ '{reason="died"}': 1 });
    expect(series.get('codex_serve_engine_up')).toBe(1);
  });

  it('is counted with the reason of its restart: it hangs, or the login changed', async () => {
    gateway = await startTestGateway();
    const reasons: RestartReason[] = [];
    const login = (key: string): string =>
      JSON.stringify({ auth_mode: 'apikey', OPENAI_API_KEY: key });
    const test = await startTestCore({
      engineSetting: 'app-server',
      watchdog: { intervalMs: 300 },
      userConfig: (baseUrl) => `openai_base_url = "${baseUrl}"\n`,
      prepareCodexHome: async (home) =>
        await writeFile(path.join(home, 'auth.json'), login('sk-1')),
      engineObserver: { restarted: (reason) => reasons.push(reason) },
    });
    try {
      const pid = engineProcessIds().at(-1);
      if (pid === undefined) throw new Error('no app-server runs');
      process.kill(pid, 'SIGSTOP');
      await expect.poll(() => reasons).toEqual(['unresponsive']);
      await writeFile(path.join(test.codexHome, 'auth.json'), login('sk-2'));
      // The file may be seen while it is written, and again when it is whole.
      await expect.poll(() => [...new Set(reasons)]).toEqual(['unresponsive', 'login']);
      const completion = await test.core.run(ask('Count to 2'), never());
      expect(await completion.result()).toMatchObject({ text: '1 2' });
    } finally {
      await test.close();
    }
  }, 60_000);

  it('counts where turns get their threads', async () => {
    gateway = await startTestGateway({ args: ['--warm-threads', '0'] });
    const answer = await chat([user('Count to 2')]);
    await chat([user('Count to 2'), { role: 'assistant', content: answer }, user('Count to 3')]);
    expect(counted(await scrape(gateway.url), 'thread_starts_total')).toEqual(
      byEngine('codexProcess', {
        'app-server': { '{kind="cold"}': 1, '{kind="kept"}': 1 },
        direct: {},
      }),
    );
  });
});

describe('the queue', () => {
  it('shows who waits, and how long they waited', async () => {
    gateway = await startTestGateway({ args: ['--max-turns', '1'] });
    gateway.standIn.behave(whenAsked('Wait', { kind: 'stall', afterTokens: 1 }));
    const running = await gateway.core.run(ask('Wait'), never());
    const queued = await gateway.core.run(ask('Count to 2'), never());
    const gone = await gateway.core.run(ask('Count to 3'), never());
    expect((await scrape(gateway.url)).get('codex_serve_queued')).toBe(2);
    gone.cancel();
    running.cancel();
    await queued.result();
    const series = await scrape(gateway.url);
    expect(series.get('codex_serve_queued')).toBe(0);
    expect(series.get('codex_serve_queue_wait_seconds_count')).toBe(3);
    expect(counted(series, 'running')).toEqual({});
  });
});

describe('the quota', () => {
  it('is shown as it was reported last, and no more once it was reset', async () => {
    gateway = await startTestGateway({ login: 'present' });
    const seconds = Math.ceil(Date.now() / 1000);
    gateway.standIn.account.setQuota({
      primary: { usedPercent: 80, windowSeconds: 18_000, resetsAt: seconds + 4 },
      secondary: { usedPercent: 34, windowSeconds: 604_800, resetsAt: 2_000_000_000 },
    });
    await chat([user('Count to 2')]);
    const used = async (): Promise<unknown> =>
      counted(await scrape(gateway.url), 'quota_used_ratio');
    await expect.poll(used).toEqual({ '{window="5h"}': 0.8, '{window="7d"}': 0.34 });
    await expect.poll(used, { timeout: 10_000 }).toEqual({ '{window="7d"}': 0.34 });
    const series = await scrape(gateway.url);
    for (const name of ['quota_reset_timestamp_seconds', 'quota_observed_timestamp_seconds']) {
      expect(Object.keys(counted(series, name))).toEqual(['{window="7d"}']);
    }
  }, 20_000);
});
