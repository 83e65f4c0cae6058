import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { endAll, hearsText } from './completions.ts';
import { ask, never, startTestCore, type TestCore } from './core.ts';
import { functionTool } from './tool-loop.ts';
import { whenAsked } from './when-asked.ts';

let test: TestCore;

beforeAll(async () => {
  test = await startTestCore({ queue: { maxTurns: 1, maxQueued: 3 } });
});
afterEach(async () => {
  await endAll(test);
});
afterAll(async () => {
  await test.close();
});

async function textOf(text: string): Promise<string> {
  return (await (await test.core.run(ask(text), never())).result()).text;
}

describe('a behavior for one text', () => {
  it('is not taken by a request with another text', async () => {
    test.standIn.behave(whenAsked('Which one?', { kind: 'text', text: 'This one.' }));

    expect(await textOf('Say exactly: another')).toBe('another');
    expect(await textOf('Which one?')).toBe('This one.');
    expect(await textOf('Which one?')).toBe('This one.');
  });

  it('goes through its attempts in order, and stays with the last', async () => {
    test.standIn.behave(whenAsked('Say exactly: mine', { kind: 'text', text: 'first' }, undefined));

    expect(await textOf('Say exactly: mine')).toBe('first');
    expect(await textOf('Say exactly: mine')).toBe('mine');
    expect(await textOf('Say exactly: mine')).toBe('mine');
  });

  it('is not taken by the follow-up that Codex makes of a call it answers itself', async () => {
    const calls = [{ name: 'unknown', arguments: '{}' }];
    const hook = whenAsked(
      'Look it up',
      { kind: 'calls', calls },
      { kind: 'text', text: 'Found.' },
    );
    test.standIn.behave(hook);
    const tools = [functionTool('look')];
    await (await test.core.run(ask('Look it up', { tools }), never())).result();

    expect(await textOf('Look it up')).toBe('Found.');
  });
});

describe('the end of a test', () => {
  it('leaves nothing running, waiting, or misbehaving', async () => {
    test.standIn.behave(whenAsked('Hold the place', { kind: 'stall', afterTokens: 1 }));
    const holder = await test.core.run(ask('Hold the place'), never());
    await hearsText(holder);
    const waiting = await test.core.run(ask('Count to 2'), never());
    const { received } = test.standIn;
    await endAll(test);

    expect([holder.status, waiting.status]).toEqual(['cancelled', 'cancelled']);
    expect(test.standIn).toMatchObject({ active: 0, received, hook: undefined });
  });

  it('does not wait for a turn that waits for tool results', async () => {
    const calls = [{ name: 'look', arguments: '{}' }];
    test.standIn.behave(whenAsked('Look it up', { kind: 'calls', calls }));
    const request = ask('Look it up', { tools: [functionTool('look')] });
    await (await test.core.run(request, never())).result();
    expect(test.engine.parkedTurns).toBe(1);

    await endAll(test);
    expect(test.engine.parkedTurns).toBe(1);
  });
});
