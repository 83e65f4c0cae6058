import { pino } from 'pino';
import { afterAll, describe, expect, it } from 'vitest';
import { createSessionCore } from '../../src/codex/create-session-core.ts';
import { ask, never } from '../support/core.ts';
import { functionTool, withResults } from '../support/tool-loop.ts';
import { engineContract } from './contract.ts';
import { createMemoryEngine } from './memory-engine.ts';

describe('an engine in memory', () => {
  engineContract(async () => {
    const engine = createMemoryEngine();
    return await Promise.resolve({
      engine,
      stall: (text: string) => engine.stall(text),
      leftovers: async () => await Promise.resolve(engine.health().activeTurns),
      close: async () => await engine.close(),
    });
  });
});

describe('the session core on an engine in memory', () => {
  const engine = createMemoryEngine();
  const core = createSessionCore({ engine, logger: pino({ level: 'silent' }) });
  afterAll(async () => {
    await core.close();
  });

  it('answers, limits and stops as on any other', async () => {
    const whole = await core.run(ask('Count to 9'), never());
    expect(await whole.result()).toMatchObject({ text: '1 2 3 4 5 6 7 8 9', finishReason: 'stop' });
    const stopped = await core.run(ask('Count to 9', { stop: ['5'] }), never());
    expect(await stopped.result()).toMatchObject({ text: '1 2 3 4 ' });
  });

  it('runs a loop of tool calls', async () => {
    const request = ask('call get_weather in Oslo', { tools: [functionTool('get_weather')] });
    const calls = await (await core.run(request, never())).result();
    const next = await core.run(
      withResults(request, calls, () => 'Rain.'),
      never(),
    );
    expect(await next.result()).toMatchObject({ text: 'Rain.' });
  });

  it('cancels', async () => {
    engine.stall('Wait');
    const completion = await core.run(ask('Wait'), never());
    completion.cancel();
    await expect(completion.result()).rejects.toMatchObject({ code: 'cancelled' });
    expect(completion.status).toBe('cancelled');
  });

  it('fails what runs when it is closed', async () => {
    const closing = createMemoryEngine();
    const other = createSessionCore({
      engine: closing,
      logger: pino({ level: 'silent' }),
    });
    closing.stall('Wait');
    const completion = await other.run(ask('Wait'), never());
    await other.close();
    expect(completion).toMatchObject({ status: 'failed', error: { code: 'shutting_down' } });
  });
});
