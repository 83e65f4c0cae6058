import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Behaviour } from '../../../src/standin/index.ts';
import { endOf, runOn } from '../../engine-contract/recorded-answer.ts';
import { ask, type TestCore } from '../../support/core.ts';
import { functionTool } from '../../support/tool-loop.ts';
import { startDirect, ways, whenReady } from './logins.ts';

const text = 'one two three';
const moments: readonly (readonly [string, Behaviour])[] = [
  ['before the headers', { kind: 'stall', after: 'nothing' }],
  ['after the headers', { kind: 'stall', after: 'headers' }],
  ['after the first events', { kind: 'stall' }],
  ['in the text', { kind: 'stall', afterTokens: 2, text }],
  [
    'in a call',
    {
      kind: 'stall',
      afterTokens: 3,
      items: [{ kind: 'function_call', name: 'get_weather', input: '{"city":"Oslo"}' }],
    },
  ],
  ['while it waits to try again', { kind: 'status', status: 500 }],
];

describe.each(ways)('an abort, %s over %s', (kind, transport) => {
  let test: TestCore;
  beforeAll(async () => {
    test = await startDirect(kind, transport);
  });
  afterEach(() => {
    test.standIn.behave(undefined);
  });
  afterAll(async () => {
    await test.close();
  });

  it.each(moments)('%s closes the request, and nothing is heard after it', async (_, behaviour) => {
    await whenReady(test, kind, transport);
    test.standIn.behave(() => behaviour);
    const { received } = test.standIn;
    const answer = runOn(test.engine, ask('hi', { tools: [functionTool('get_weather')] }));
    await test.standIn.waitFor((state) => state.received > received);
    answer.abort();
    await answer.ended;
    const heard = [...answer.heard];
    await test.standIn.waitFor(({ active }) => active === 0);

    expect(endOf(answer)).toEqual({ type: 'failed', code: 'cancelled' });
    test.standIn.behave(undefined);
    const next = runOn(test.engine, ask('Say exactly: next'));
    await next.ended;
    expect(next.text).toBe('next');
    expect(answer.heard).toEqual(heard);
    expect(test.engine.health().activeTurns).toBe(0);
  });

  it('reaches the service within 50 ms', async () => {
    const delays: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      test.standIn.behave(() => ({ kind: 'stall', afterTokens: 2, text }));
      const answer = runOn(test.engine, ask(`hi ${round}`));
      await answer.firstText;
      const start = performance.now();
      answer.abort();
      await test.standIn.waitFor(({ active }) => active === 0);
      delays.push(performance.now() - start);
      await answer.ended;
    }
    // The best of them: the machine may be busy with something else.
    expect(Math.min(...delays)).toBeLessThan(50);
  });

  it('of each of many at once leaves nothing open', async () => {
    test.standIn.behave(() => ({ kind: 'stall', afterTokens: 1, text }));
    const { aborted } = test.standIn;
    const answers = Array.from({ length: 10 }, (_, n) => runOn(test.engine, ask(`hi ${n}`)));
    await Promise.all(answers.map(async ({ firstText }) => await firstText));
    for (const answer of answers) answer.abort();
    await Promise.all(answers.map(async ({ ended }) => await ended));
    await test.standIn.waitFor(({ active }) => active === 0);
    expect(test.standIn.aborted).toBe(aborted + 10);
    expect(test.engine.health().activeTurns).toBe(0);
  });
});
