import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { hearsText } from '../support/completions.ts';
import { ask, never, startTestCore, type TestCore } from '../support/core.ts';
import { engineProcessIds } from '../support/engine-pid.ts';
import { functionTool, withResults } from '../support/tool-loop.ts';
import { whenAsked } from '../support/when-asked.ts';
import { endSharedGateway } from '../support/shared-gateway.ts';
import { isRunning } from '../support/is-running.ts';

// It looks for the app-server among those of its process.
beforeAll(endSharedGateway);

/** Short, so that a test need not wait for 10 to 15 s. */
const quick = { intervalMs: 300 };

const stopped = { code: 'engine_unavailable', message: 'Codex stopped while it was answering.' };

let test: TestCore;

afterEach(async () => {
  await test.close();
});

function engineId(): number {
  const [pid] = engineProcessIds();
  if (pid === undefined) throw new Error('no app-server runs');
  return pid;
}

/** What health says of the engine, up to when it is ready again. */
async function statesUntilReadyAgain({ core }: TestCore): Promise<string[]> {
  const states: string[] = [];
  for await (const { isReady, engine } of core.healthChanges()) {
    expect(isReady).toBe(engine.state === 'ready');
    if (engine.state !== states.at(-1)) states.push(engine.state);
    if (isReady && states.length > 1) break;
  }
  return states;
}

/** Blocks this process, as a gateway that is stopped or blocked. */
function block(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

describe('an engine that was stopped', () => {
  it('is noticed within 15 s: it is killed, its answers fail, health says so, and another one answers', async () => {
    test = await startTestCore({ tokensPerSecond: 100 });
    const completion = await test.core.run(ask('Count to 1000'), never());
    await hearsText(completion);
    const states = statesUntilReadyAgain(test);
    const pid = engineId();
    const stoppedAt = performance.now();
    process.kill(pid, 'SIGSTOP');

    await expect(completion.result()).rejects.toMatchObject(stopped);
    const noticedMs = performance.now() - stoppedAt;
    expect(noticedMs).toBeGreaterThan(5000);
    expect(noticedMs).toBeLessThan(17_000);
    await expect.poll(() => isRunning(pid)).toBe(false);
    expect(await states).toEqual(['ready', 'unresponsive', 'restarting', 'ready']);
    const next = await test.core.run(ask('Count to 2'), never());
    expect(await next.result()).toMatchObject({ text: '1 2' });
    expect(engineProcessIds()).toHaveLength(1);
  }, 40_000);

  it('is noticed while there are no requests', async () => {
    test = await startTestCore({ watchdog: quick });
    const pid = engineId();
    process.kill(pid, 'SIGSTOP');

    await expect.poll(() => isRunning(pid), { timeout: 5000 }).toBe(false);
    const next = await test.core.run(ask('Count to 2'), never());
    expect(await next.result()).toMatchObject({ text: '1 2' });
  });

  it('costs a turn that waits for tool results nothing: the conversation is replayed', async () => {
    test = await startTestCore({ watchdog: quick });
    const request = ask('call get_weather in Oslo', { tools: [functionTool('get_weather')] });
    const calls = await (await test.core.run(request, never())).result();
    process.kill(engineId(), 'SIGSTOP');
    const next = await test.core.run(
      withResults(request, calls, () => 'Rain.'),
      never(),
    );

    expect((await next.result()).text).toContain('Rain.');
    expect((await test.core.health()).parkedTurns).toBe(0);
  });

  it('fails requests that wait for it, but not those that wait for their turn', async () => {
    test = await startTestCore({ watchdog: quick, queue: { maxTurns: 1, maxQueued: 2 } });
    test.standIn.behave(whenAsked('Count to 9', { kind: 'stall', afterTokens: 1 }));
    const running = await test.core.run(ask('Count to 9'), never());
    await hearsText(running);
    const waiting = await test.core.run(ask('Count to 2'), never());
    expect(waiting.status).toBe('queued');
    process.kill(engineId(), 'SIGSTOP');

    await expect(running.result()).rejects.toMatchObject(stopped);
    expect(await waiting.result()).toMatchObject({ text: '1 2' });
    expect(test.core.queueHealth().queuedTurns).toBe(0);
  });
});

describe('an engine that was replaced', () => {
  const login = (key: string): string =>
    JSON.stringify({ auth_mode: 'apikey', OPENAI_API_KEY: key });

  /** Starts an answer that never ends, on an engine that is then replaced. */
  async function replace(more: { readonly drainMs?: number } = {}): Promise<{
    readonly oldId: number;
    readonly failure: Promise<unknown>;
  }> {
    test = await startTestCore({
      watchdog: quick,
      userConfig: (baseUrl) => `openai_base_url = "${baseUrl}"\n`,
      prepareCodexHome: async (home) =>
        await writeFile(path.join(home, 'auth.json'), login('sk-1')),
      ...more,
    });
    test.standIn.behave(whenAsked('Count to 9', { kind: 'stall', afterTokens: 1 }));
    const oldId = engineId();
    const completion = await test.core.run(ask('Count to 9'), never());
    await hearsText(completion);
    await rm(path.join(test.codexHome, 'auth.json'));
    await expect
      .poll(async () => (await test.core.account()).isReady, { timeout: 10_000 })
      .toBe(false);
    return { oldId, failure: completion.result().catch((error: unknown) => error) };
  }

  it('is watched until its last answer ends', async () => {
    const { oldId, failure } = await replace();
    const newId = engineProcessIds().find((pid) => pid !== oldId);
    process.kill(oldId, 'SIGSTOP');

    expect(await failure).toMatchObject(stopped);
    await expect.poll(() => isRunning(oldId)).toBe(false);
    expect(engineProcessIds()).toEqual([newId]);
    expect(test.core.engineHealth().state).toBe('ready');
  });

  it('is killed when its last answers take too long', async () => {
    const { oldId, failure } = await replace({ drainMs: 500 });

    expect(await failure).toMatchObject(stopped);
    await expect.poll(() => isRunning(oldId)).toBe(false);
    expect(test.core.engineHealth().state).toBe('ready');
  });
});

describe('a healthy engine', () => {
  async function answers(): Promise<void> {
    const next = await test.core.run(ask('Count to 2'), never());
    expect(await next.result()).toMatchObject({ text: '1 2' });
  }

  /** Waits until the watchdog has asked some more times. */
  async function someIntervals(): Promise<void> {
    const end = performance.now() + 5 * quick.intervalMs;
    await expect.poll(() => performance.now(), { timeout: 10_000 }).toBeGreaterThan(end);
  }

  it('is not killed after the gateway was blocked', async () => {
    test = await startTestCore({ watchdog: quick });
    const pid = engineId();
    block(5 * quick.intervalMs);
    await someIntervals();

    expect(engineProcessIds()).toEqual([pid]);
    await answers();
  });

  it('is not killed after both were stopped, as on a laptop that slept', async () => {
    test = await startTestCore({ watchdog: quick });
    const pid = engineId();
    process.kill(pid, 'SIGSTOP');
    block(5 * quick.intervalMs);
    setTimeout(() => process.kill(pid, 'SIGCONT'), quick.intervalMs);
    await someIntervals();

    expect(engineProcessIds()).toEqual([pid]);
    await answers();
  });

  it('is not killed while it is busy', async () => {
    test = await startTestCore({ watchdog: { intervalMs: 1000 } });
    const pid = engineId();
    const large = { ...functionTool('large'), description: 'x'.repeat(1_000_000) };
    const texts = await Promise.all(
      [
        ...Array.from({ length: 24 }, () => ask('Count to 3000')),
        ...Array.from({ length: 16 }, () => ask('Count to 2', { tools: [large] })),
      ].map(async (request) => (await (await test.core.run(request, never())).result()).text),
    );

    expect(texts.at(-1)).toBe('1 2');
    expect(engineProcessIds()).toEqual([pid]);
  });
});
