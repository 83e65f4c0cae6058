import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, never, startTestCore, type TestCore } from '../support/core.ts';
import { functionTool } from '../support/tool-loop.ts';
import { engineProcessIds, killEngine } from '../support/engine-pid.ts';
import { writeFakeCodex } from '../support/fake-codex.ts';
import { startTestGateway } from '../support/gateway.ts';
import { memoryLog } from '../support/memory-log.ts';
import { createTempFolder } from '../support/temp-folder.ts';
import { testedCodex } from '../support/tested-codex.ts';
import { whenAsked } from '../support/when-asked.ts';
import { endSharedGateway } from '../support/shared-gateway.ts';

// It looks for the app-server among those of its process.
beforeAll(endSharedGateway);

describe('when the app-server dies', () => {
  let test: TestCore;

  beforeAll(async () => {
    test = await startTestCore({ tokensPerSecond: 100 });
  });
  afterAll(async () => {
    await test.close();
  });

  it('ends the answer under way in a clean error within a second, and the next request works', async () => {
    const completion = await test.core.run(ask('Count to 1000'), never());
    await expect.poll(() => completion.text).not.toBe('');
    const killedAt = performance.now();
    await killEngine();

    await expect(completion.result()).rejects.toMatchObject({
      code: 'engine_unavailable',
      message: 'Codex stopped while it was answering.',
    });
    expect(performance.now() - killedAt).toBeLessThan(1000);
    const next = await test.core.run(ask('Count to 2'), never());
    expect(await next.result()).toMatchObject({ text: '1 2' });
    expect(test.core.engineHealth().state).toBe('ready');
  });

  it('restarts when it dies between requests', async () => {
    const pid = await killEngine();
    const completion = await test.core.run(ask('Count to 2'), never());

    expect(await completion.result().catch((error: unknown) => error)).toSatisfy(
      // Accepted by the dying process, or by its successor: never left hanging.
      (end: { text?: string; code?: string }) =>
        end.text === '1 2' || end.code === 'engine_unavailable',
    );
    await (await test.core.run(ask('Count to 2'), never())).result();
    expect(engineProcessIds()).not.toContain(pid);
    expect(engineProcessIds()).toHaveLength(1);
  });

  it('counts no turn that waited in it for tool results', async () => {
    const tools = [functionTool('get_weather')];
    const asked = await test.core.run(ask('call get_weather in Oslo', { tools }), never());
    expect(await asked.result()).toMatchObject({ finishReason: 'tool_calls' });
    expect(test.core.engineHealth().activeTurns).toBe(1);
    await killEngine();

    await expect.poll(() => test.core.engineHealth()).toMatchObject({ activeTurns: 0 });
  });
});

describe('the log', () => {
  it('says how an app-server ended, and what it said last', async () => {
    const folder = await createTempFolder();
    const appServer = `echo 'its last words' >&2; exec '${testedCodex()}' app-server`;
    const codex = await writeFakeCodex(folder.path, { appServer });
    const { logger, lines } = memoryLog();
    const gateway = await startTestGateway({ args: ['--codex-bin', codex], logger });
    try {
      for (const pid of engineProcessIds()) process.kill(pid, 'SIGKILL');
      const died = (): unknown =>
        lines.find(({ msg }) => msg === 'the Codex app-server died; starting another');
      await expect.poll(died, { timeout: 5000 }).toMatchObject({
        level: 50,
        exitCode: null,
        signal: 'SIGKILL',
        lastOutput: expect.stringContaining('its last words'),
      });
    } finally {
      await gateway.close();
      await folder.remove();
    }
  });
});

describe('when the app-server dies before the first token', () => {
  let test: TestCore;

  beforeAll(async () => {
    test = await startTestCore();
  });
  afterAll(async () => {
    await test.close();
  });

  /** Kills the app-server once the service is asked this; that answer never comes. */
  async function killWhenAsked(text: string): Promise<void> {
    const stall = whenAsked(text, { kind: 'stall' }, undefined);
    await new Promise<void>((resolve) => {
      test.standIn.behave((request) => {
        const behaviour = stall(request);
        if (behaviour !== undefined) resolve();
        return behaviour;
      });
    });
    await killEngine();
  }

  it('asks the next one the same, of which the client notices nothing', async () => {
    const killed = killWhenAsked('Count to 3');
    const completion = await test.core.run(ask('Count to 3'), never());
    await killed;

    expect(await completion.result()).toMatchObject({ text: '1 2 3', finishReason: 'stop' });
    const [first, second] = test.standIn.requests
      .filter(({ prewarm }) => !prewarm)
      .map(({ input }) => input.map(({ role, content }) => ({ role, content })));
    expect(second).toEqual(first);
  });

  it.each([
    ['with tools', { tools: [functionTool('weather')] }],
    ['where a tool must be called', { tools: [functionTool('weather')], toolChoice: 'required' }],
  ] as const)('does so %s', async (_, more) => {
    const text = 'What is the weather in Rome?';
    const killed = killWhenAsked(text);
    const completion = await test.core.run(ask(text, more), never());
    await killed;

    expect(await completion.result()).toMatchObject({ toolCalls: [{ name: 'weather' }] });
  });

  it('does so where the answer is held back as JSON that has to be checked', async () => {
    const format = { type: 'json_object' } as const;
    const rome = { kind: 'stall', afterTokens: 3, text: '{"city": "Rome"}' } as const;
    const oslo = { kind: 'text', text: '{"city": "Oslo"}' } as const;
    test.standIn.behave(whenAsked('A city', rome, oslo));
    const completion = await test.core.run(ask('A city', { format }), never());
    await test.standIn.waitFor(({ active }) => active === 1);
    await killEngine();

    expect(await completion.result()).toMatchObject({ text: '{"city": "Oslo"}' });
  });

  it('does so once only', async () => {
    const first = killWhenAsked('Count to 3');
    const completion = await test.core.run(ask('Count to 3'), never());
    const ended = completion.result().catch((error: unknown) => error);
    await first;
    await killWhenAsked('Count to 3');

    expect(await ended).toMatchObject({ code: 'engine_unavailable' });
    test.standIn.behave(undefined);
  });

  it('does nothing for a client that leaves meanwhile, and keeps no place for it', async () => {
    // Turns that wait for the results of their calls count as well.
    const { activeTurns } = test.core.engineHealth();
    const leaving = new AbortController();
    const killed = killWhenAsked('Count to 3');
    const completion = await test.core.run(ask('Count to 3'), leaving.signal);
    await killed;
    leaving.abort();

    await expect(completion.result()).rejects.toMatchObject({ code: 'cancelled' });
    await expect.poll(() => test.core.engineHealth().activeTurns).toBe(activeTurns);
    expect(test.core.queueHealth().queuedTurns).toBe(0);
  });
});

describe('closing', () => {
  it('fails what runs with shutting_down, leaves no process, and takes nothing more', async () => {
    const test = await startTestCore({ tokensPerSecond: 100 });
    const completion = await test.core.run(ask('Count to 1000'), never());
    await test.core.close();

    expect(completion.error).toMatchObject({ code: 'shutting_down' });
    expect(engineProcessIds()).toEqual([]);
    await expect(test.core.run(ask('hello'), never())).rejects.toMatchObject({
      code: 'shutting_down',
    });
    await test.close();
  });

  it('takes no request whose login and model are still being looked up', async () => {
    const test = await startTestCore();
    const late = test.core.run(ask('hello'), never());
    await Promise.all([
      expect(late).rejects.toMatchObject({ code: 'shutting_down' }),
      test.close(),
    ]);
  });
});
