import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, never, startTestCore, type TestCore } from '../support/core.ts';
import { engineProcessIds } from '../support/engine-pid.ts';

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
    await test.standIn.waitFor(({ active }) => active === 1, AbortSignal.timeout(5000));
    const [pid] = engineProcessIds();
    const killedAt = performance.now();
    process.kill(pid ?? 0, 'SIGKILL');

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
    const [pid] = engineProcessIds();
    process.kill(pid ?? 0, 'SIGKILL');
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
