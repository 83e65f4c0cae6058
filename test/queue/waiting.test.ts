import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { keyCaller } from '../support/callers.ts';
import type { Completion } from '../../src/codex/completion/completion.ts';
import { endAll, hearsText } from '../support/completions.ts';
import { ask, never, startTestCore, type TestCore } from '../support/core.ts';
import { engineProcessIds } from '../support/engine-pid.ts';
import { lastAsked } from '../support/last-asked.ts';
import { functionTool, withResults } from '../support/tool-loop.ts';
import { whenAsked } from '../support/when-asked.ts';
import { endSharedGateway } from '../support/shared-gateway.ts';

// It looks for the app-server among those of its process.
beforeAll(endSharedGateway);

let test: TestCore;

beforeAll(async () => {
  test = await startTestCore({ queue: { maxTurns: 1, maxQueued: 6 } });
});
afterEach(async () => {
  await endAll(test);
});
afterAll(async () => {
  await test.close();
});

/** A request of the client with that API key. */
async function askAs(key: string, text: string, on: TestCore = test): Promise<Completion> {
  return await on.core.run(ask(text, { caller: keyCaller(key) }), never());
}

/** Takes the only place until it is cancelled. Resolves once it has begun to answer. */
async function holdPlace(key = 'holder', on: TestCore = test): Promise<Completion> {
  const text = 'Hold the place';
  on.standIn.behave(whenAsked(text, { kind: 'stall', afterTokens: 1 }));
  const holder = await askAs(key, text, on);
  await hearsText(holder);
  return holder;
}

/** What the service was asked since, in order. */
function askedSince(received: number): string[] {
  const asked = test.standIn.requests.filter(({ prewarm }) => !prewarm).slice(received);
  return asked.map(({ input }) => /Say exactly: (\w+)/.exec(JSON.stringify(input))?.[1] ?? '');
}

describe('requests that wait', () => {
  it('are answered first in first out for each key, while the keys take turns', async () => {
    const holder = await holdPlace();
    const received = test.standIn.received;
    const waiting: Completion[] = [];
    for (const name of ['a1', 'a2', 'a3', 'b1', 'b2', 'c1']) {
      waiting.push(await askAs(name.slice(0, 1), `Say exactly: ${name}`));
    }
    expect(waiting.map(({ status }) => status)).toEqual(Array(6).fill('queued'));
    expect(waiting.map(({ queuePosition }) => queuePosition)).toEqual([1, 4, 6, 2, 5, 3]);
    expect(holder.queuePosition).toBeNull();
    expect(test.core.queueHealth()).toMatchObject({ queuedTurns: 6 });
    holder.cancel();
    const answers = await Promise.all(waiting.map(async (completion) => await completion.result()));

    expect(answers.map(({ text }) => text)).toEqual(['a1', 'a2', 'a3', 'b1', 'b2', 'c1']);
    expect(askedSince(received)).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3']);
  });

  it('know how long they have waited', async () => {
    const direct = await holdPlace();
    const completion = await askAs('a', 'Say exactly: patience');
    await expect.poll(() => completion.queuedMs).toBeGreaterThanOrEqual(5);
    expect(test.core.queueHealth().longestWaitMs).toBeGreaterThanOrEqual(4);
    direct.cancel();
    await completion.result();

    const waited = completion.queuedMs;
    const sinceThen = Date.now() - completion.createdAt.getTime();
    expect(waited).toBeLessThan(sinceThen);
    expect(direct.queuedMs).toBe(0);
  });

  it('are reported as queued, and as started once their turn has come', async () => {
    const holder = await holdPlace();
    const activity = test.core.activity();
    const waiting = await askAs('a', 'Say exactly: patience');
    const leaving = await askAs('b', 'Say exactly: haste');
    leaving.cancel();
    holder.cancel();
    const told = new Map<string, string[]>();
    for await (const event of activity) {
      if (event.type === 'gap') continue;
      const { id } = event.completion;
      told.set(id, [...(told.get(id) ?? []), event.type]);
      if (event.type === 'finished') break;
    }
    expect(told.get(waiting.id)).toEqual(['queued', 'started', 'first-token', 'finished']);
    expect(told.get(leaving.id)).toEqual(['queued', 'cancelled']);
    expect(told.get(holder.id)).toEqual(['cancelled']);
  });

  it('have their started event at once, with sequence 0', async () => {
    const holder = await holdPlace();
    const completion = await askAs('a', 'Say exactly: started');
    const events = completion.events();
    expect(await events.next()).toMatchObject({ value: { type: 'started', sequence: 0 } });
    expect(completion).toMatchObject({ status: 'queued', lastSequence: 0, firstTokenAt: null });
    holder.cancel();

    expect(await events.next()).toMatchObject({
      value: { type: 'delta', sequence: 1, text: 'started' },
    });
    await completion.result();
  });

  it('end at once when they are cancelled or their client leaves; the service is not asked', async () => {
    const holder = await holdPlace();
    const received = test.standIn.received;
    const leaving = new AbortController();
    const cancelled = await askAs('a', 'Say exactly: cancelled');
    const left = await test.core.run(ask('Say exactly: left'), leaving.signal);
    const stays = await askAs('a', 'Say exactly: stays');
    cancelled.cancel();
    leaving.abort();

    for (const completion of [cancelled, left]) {
      expect(completion).toMatchObject({ status: 'cancelled', error: { code: 'cancelled' } });
      expect(completion.queuedMs).toBeLessThan(5000);
    }
    expect(test.core.queueHealth().queuedTurns).toBe(1);
    holder.cancel();
    expect(await stays.result()).toMatchObject({ text: 'stays' });
    expect(askedSince(received)).toEqual(['stays']);
  });

  it('are not touched by the death of Codex', async () => {
    const others = engineProcessIds();
    const queue = { maxTurns: 1, maxQueued: 6 };
    const own = await startTestCore({ queue, engineSetting: 'app-server' });
    const holder = await holdPlace('holder', own);
    const waiting = await askAs('a', 'Say exactly: alive', own);
    const pid = engineProcessIds().find((id) => !others.includes(id));
    if (pid === undefined) throw new Error('There is no app-server');
    process.kill(pid, 'SIGKILL');

    await expect(holder.result()).rejects.toMatchObject({ code: 'engine_unavailable' });
    expect(await waiting.result()).toMatchObject({ text: 'alive' });
    await own.close();
  });
});

describe('a queue that is full', () => {
  it('refuses what comes, before there is a completion', async () => {
    const holder = await holdPlace();
    const waiting = await Promise.all(Array.from({ length: 6 }, () => askAs('a', 'Count to 2')));

    await expect(askAs('a', 'Count to 2')).rejects.toMatchObject({
      name: 'RateLimitedError',
      code: 'rate_limit_exceeded',
      message: expect.stringMatching(
        /^Too many requests: 6 wait for their turn already\. Try again in \d+ s\.$/,
      ),
      retryAfterMs: expect.any(Number),
    });
    holder.cancel();
    const answers = await Promise.all(waiting.map(async (completion) => await completion.result()));
    expect(new Set(answers.map(({ text }) => text))).toEqual(new Set(['1 2']));
  });

  it('still takes a key with less than its share in it, and has it wait for one turn of the others', async () => {
    const holder = await holdPlace('flood');
    const received = test.standIn.received;
    const flood = await Promise.all(
      Array.from({ length: 6 }, (_, index) => askAs('flood', `Say exactly: flood${index}`)),
    );
    await expect(askAs('flood', 'Say exactly: more')).rejects.toMatchObject({
      code: 'rate_limit_exceeded',
    });
    const others: Completion[] = [];
    for (let index = 0; index < 3; index += 1) {
      others.push(await askAs('other', `Say exactly: other${index}`));
    }
    // A third of six, with two other keys waiting, is two.
    await expect(askAs('other', 'Say exactly: other3')).rejects.toMatchObject({
      code: 'rate_limit_exceeded',
    });
    const third = [await askAs('third', 'Say exactly: third0')];
    third.push(await askAs('third', 'Say exactly: third1'));
    await expect(askAs('third', 'Say exactly: third2')).rejects.toMatchObject({
      code: 'rate_limit_exceeded',
    });
    holder.cancel();
    await Promise.all([...flood, ...others, ...third].map(async (one) => await one.result()));

    expect(askedSince(received).slice(0, 6)).toEqual([
      'flood0',
      'other0',
      'third0',
      'flood1',
      'other1',
      'third1',
    ]);
    expect(askedSince(received)).toHaveLength(11);
  });
});

describe('a turn that is parked', () => {
  it('holds no place, and takes one when it continues', async () => {
    const request = ask('call get_weather in Oslo', { tools: [functionTool('get_weather')] });
    const calls = await (await test.core.run(request, never())).result();
    const holder = await holdPlace();
    expect(holder.queuedMs).toBe(0);
    const next = withResults(request, calls, () => 'Rain.');
    const resumed = await test.core.run(next, never());
    expect(resumed.status).toBe('queued');
    holder.cancel();

    expect((await resumed.result()).text).toContain('Rain.');
    const last = lastAsked(test.standIn)?.body['input'];
    expect(JSON.stringify(last)).toMatch(/^\[\{"type":"function_call_output"/);
  });
});

describe('closing', () => {
  it('fails what waits with shutting_down', async () => {
    const closing = await startTestCore({ queue: { maxTurns: 1, maxQueued: 6 } });
    closing.standIn.behave(() => ({ kind: 'stall' }));
    await closing.core.run(ask('Hold the place'), never());
    const waiting = await closing.core.run(ask('Count to 2'), never());
    expect(waiting.status).toBe('queued');
    await closing.core.close();

    expect(waiting).toMatchObject({ status: 'failed', error: { code: 'shutting_down' } });
    expect(closing.standIn.received).toBeLessThanOrEqual(1);
    await closing.close();
  });
});
