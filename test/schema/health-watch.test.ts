import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  ChatDocument,
  WatchHealthDocument,
  type WatchHealthSubscription,
} from '../generated/graphql.ts';
import { ask as request, never } from '../support/core.ts';
import { byEngine } from '../support/engine-differences.ts';
import { killEngine } from '../support/engine-pid.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { ask, startOverRest } from './ask.ts';
import { execute, transports, type Answers } from './clients.ts';
import { endSharedGateway } from '../support/shared-gateway.ts';

// It looks for the app-server among those of its process.
beforeAll(endSharedGateway);

type Health = WatchHealthSubscription['health'];

describe.each(transports)('Subscription.health over %s', (_name, subscribe) => {
  let gateway: TestGateway;
  let answers: Answers<WatchHealthSubscription>;

  async function watch(...more: readonly string[]): Promise<void> {
    const args = ['--warm-threads', '0', '--kept-threads', '0', '--max-turns', '1', ...more];
    gateway = await startTestGateway({ tokensPerSecond: 100, args });
    answers = subscribe(gateway.url, WatchHealthDocument, {});
  }
  afterEach(async () => {
    await answers.return?.();
    await gateway.close();
  });

  async function until(fits: (health: Health) => boolean): Promise<Health> {
    for (;;) {
      const { value, done } = await answers.next();
      if (done === true) throw new Error('It ended.');
      if (!value.data) throw new Error(JSON.stringify(value.errors));
      if (fits(value.data.health)) return value.data.health;
    }
  }

  it('starts with the current state', async () => {
    await watch();
    expect(await until(() => true)).toEqual({
      isReady: true,
      engine: { state: 'READY', activeTurns: 0 },
      account: { isReady: true },
      queue: { maxTurns: 1, queuedTurns: 0 },
      parkedTurns: 0,
      loadedThreads: 0,
    });
  });

  it('reports that the app-server dies and comes back', async () => {
    await watch('--engine', 'app-server');
    await until(({ isReady }) => isReady);
    await killEngine();

    expect(await until(({ isReady }) => !isReady)).toMatchObject({
      engine: { state: 'RESTARTING' },
      account: { isReady: true },
      loadedThreads: null,
    });
    expect(await until(({ isReady }) => isReady)).toMatchObject({ engine: { state: 'READY' } });
  });

  it('counts turns, up and down', async () => {
    await watch();
    await until(() => true);
    const completion = await startOverRest(gateway.url, 'Count to 1000');
    const busy = await until(({ engine }) => engine.activeTurns === 1);
    expect(busy).toMatchObject({ isReady: true, parkedTurns: 0 });
    completion.leave();
    const idle = await until(({ engine }) => engine.activeTurns === 0);
    expect(idle).toMatchObject({ isReady: true, parkedTurns: 0 });
  });

  it('counts the threads of the app-server, up and down', async () => {
    await watch('--engine', 'app-server');
    await until(() => true);
    const completion = await startOverRest(gateway.url, 'Count to 1000');
    const busy = await until(({ loadedThreads }) => loadedThreads === 1);
    expect(busy).toMatchObject({ engine: { activeTurns: 1 }, parkedTurns: 0 });
    completion.leave();
    const idle = await until(({ loadedThreads }) => loadedThreads === 0);
    expect(idle).toMatchObject({ engine: { activeTurns: 0 }, parkedTurns: 0 });
  });

  it('counts requests that wait for their turn', async () => {
    await watch();
    await until(() => true);
    const { core } = gateway;
    const first = await core.run(request('Count to 1000'), never());
    const second = await core.run(request('Count to 1000'), never());
    const full = await until(({ engine, queue }) => engine.activeTurns + queue.queuedTurns === 2);
    expect(full).toMatchObject({ engine: { activeTurns: 1 }, queue: { queuedTurns: 1 } });
    second.cancel();
    const left = await until(({ queue }) => queue.queuedTurns === 0);
    expect(left).toMatchObject({ engine: { activeTurns: 1 } });
    first.cancel();
  });

  it('counts turns that wait for tool results', async () => {
    await watch();
    await until(() => true);
    const calls = [{ name: 'get_weather', arguments: '{}' }];
    gateway.standIn.behave(() => ({ kind: 'calls', calls }));
    const tools = [{ function: { name: 'get_weather' } }];
    await execute(gateway.url, ChatDocument, { input: ask('What is the weather?', { tools }) });
    // The direct engine keeps the items of the turn, and no thread.
    const loadedThreads = byEngine('codexProcess', { 'app-server': 1, direct: 0 });
    expect(await until(({ parkedTurns }) => parkedTurns === 1)).toMatchObject({ loadedThreads });
  });

  it('reports the end of the gateway', async () => {
    await watch();
    await until(() => true);
    const closing = gateway.core.close();
    expect(await until(({ engine }) => engine.state === 'STOPPED')).toMatchObject({
      isReady: false,
    });
    await closing;
  });
});
