import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CompletionRequest } from '../../src/codex/completion/request.ts';
import type { RecordedRequest } from '../../src/standin/index.ts';
import { ask, never, startTestCore, type TestCore, type TestCoreOptions } from '../support/core.ts';
import { engineProcessIds, killEngine } from '../support/engine-pid.ts';
import { functionTool } from '../support/tool-loop.ts';
import { lastAsked } from '../support/last-asked.ts';
import { endSharedGateway } from '../support/shared-gateway.ts';

// It looks for the app-server among those of its process.
beforeAll(endSharedGateway);

const long = 300_000;

describe('warm threads', () => {
  let test: TestCore;

  afterEach(async () => {
    await test.close();
  });

  async function start(options: TestCoreOptions): Promise<void> {
    test = await startTestCore({ kept: { count: 0, ms: 1 }, ...options });
  }

  function keyOf({ body }: RecordedRequest): unknown {
    return body['prompt_cache_key'];
  }

  /** The keys of the threads whose connection is prepared. */
  function prepared(): unknown[] {
    return test.standIn.requests.filter(({ prewarm }) => prewarm).map(keyOf);
  }

  async function untilPrepared(count: number): Promise<void> {
    await expect.poll(() => prepared().length, { timeout: 5000 }).toBe(count);
  }

  async function defaultModel(): Promise<string> {
    return (await test.core.models()).find(({ isDefault }) => isDefault)?.id ?? '';
  }

  /** Whether the request was answered in a thread that had been prepared before it came. */
  async function isWarm(request: CompletionRequest): Promise<boolean> {
    const before = prepared();
    await (await test.core.run(request, never())).result();
    const sent = lastAsked(test.standIn);
    return sent !== undefined && before.includes(keyOf(sent));
  }

  async function atOnce(count: number, request: CompletionRequest): Promise<void> {
    const completions = Array.from({ length: count }, async () => {
      return await (await test.core.run(request, never())).result();
    });
    await Promise.all(completions);
  }

  it('are there for the first request, have asked the service for nothing, and come back', async () => {
    await start({ warm: { count: 4, ms: long } });
    await untilPrepared(1);

    expect(test.standIn.received).toBe(0);
    expect(test.standIn.requests[0]?.body).toMatchObject({ generate: false, input: [], tools: [] });
    const model = await defaultModel();
    expect(await isWarm(ask('Count to 2', { model }))).toBe(true);
    // One in its place, and one more: the first came on the heels of its thread's start.
    await untilPrepared(3);
    expect(await isWarm(ask('Count to 2', { model }))).toBe(true);
  });

  it.each([
    ['tools', { tools: [functionTool('get_weather')] }],
    ['a verbosity', { verbosity: 'high' }],
    ['a service tier', { model: 'gpt-6-sol', serviceTier: 'priority' }],
  ])('of requests with %s are learned from the second one', async (_, more) => {
    await start({ warm: { count: 4, ms: long } });
    await untilPrepared(1);
    const request = ask('Count to 2', more);
    expect(await isWarm(request)).toBe(false);
    expect(await isWarm(request)).toBe(false);
    await untilPrepared(4);
    expect(await isWarm(request)).toBe(true);
  });

  it('are not started for tools that come once', async () => {
    await start({ warm: { count: 4, ms: long } });
    await untilPrepared(1);
    for (const name of ['a', 'b', 'c', 'd']) {
      expect(await isWarm(ask('Count to 2', { tools: [functionTool(name)] }))).toBe(false);
    }
    await isWarm(ask('Count to 2', { model: 'gpt-6-sol' }));
    await untilPrepared(6);
  });

  it('are never more than their number', async () => {
    await start({ warm: { count: 3, ms: long } });
    for (const name of ['a', 'b', 'a', 'b']) {
      await atOnce(5, ask('Count to 2', { tools: [functionTool(name)] }));
    }

    await expect.poll(async () => await test.engine.loadedThreads(), { timeout: 10_000 }).toBe(3);
    await test.standIn.waitFor(({ sockets }) => sockets === 3, AbortSignal.timeout(10_000));
  });

  it('hold a megabyte of tools once', async () => {
    await start({ warm: { count: 4, ms: long } });
    const large = functionTool('large', { type: 'object', description: 'x'.repeat(1_100_000) });
    const request = ask('Count to 2', { tools: [large] });
    for (let round = 0; round < 3; round++) await atOnce(3, request);

    // With the one for the default model.
    await expect.poll(async () => await test.engine.loadedThreads(), { timeout: 10_000 }).toBe(2);
    expect(await isWarm(request)).toBe(true);
  });

  it('are closed when no request takes them, with their connection', async () => {
    await start({ warm: { count: 4, ms: 50 } });
    await untilPrepared(1);
    await expect.poll(async () => await test.engine.loadedThreads(), { timeout: 10_000 }).toBe(0);
    await test.standIn.waitFor(({ sockets }) => sockets === 0, AbortSignal.timeout(10_000));

    expect(await isWarm(ask('Count to 2'))).toBe(false);
  });

  it('are none where none are wanted', async () => {
    await start({ warm: { count: 0, ms: long } });
    for (let round = 0; round < 3; round++) expect(await isWarm(ask('Count to 2'))).toBe(false);

    expect(prepared()).toHaveLength(3);
    await expect.poll(async () => await test.engine.loadedThreads(), { timeout: 10_000 }).toBe(0);
  });

  it('of an app-server that died are passed over', async () => {
    await start({ warm: { count: 4, ms: long } });
    await untilPrepared(1);
    const pid = await killEngine();
    await expect.poll(() => engineProcessIds().includes(pid)).toBe(false);
    await expect.poll(() => test.core.engineHealth().state).toBe('ready');
    await untilPrepared(2);

    const model = await defaultModel();
    expect(await isWarm(ask('Count to 2', { model }))).toBe(true);
  });
});
