import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CompletionResult } from '../../src/codex/completion/completion.ts';
import type { CompletionRequest } from '../../src/codex/completion/request.ts';
import { ask, never, startTestCore, type TestCore } from '../support/core.ts';
import { whenConnected } from '../support/connected.ts';
import { engineProcessIds } from '../support/engine-pid.ts';
import { functionTool, withResults } from '../support/tool-loop.ts';
import { lastAsked } from '../support/last-asked.ts';
import { testedEngine } from '../support/tested-engine.ts';
import { endSharedGateway } from '../support/shared-gateway.ts';

// It looks for the app-server among those of its process.
beforeAll(endSharedGateway);

const tools = [functionTool('get_weather')];
const request = ask('call get_weather in Oslo', { tools });

async function answerOn(test: TestCore, asked: CompletionRequest): Promise<CompletionResult> {
  return await (await test.core.run(asked, never())).result();
}

/** Whether the last request to the service held new tool results alone. */
function wentOn(test: TestCore): boolean {
  const last = lastAsked(test.standIn)?.body['input'];
  return JSON.stringify(last).startsWith('[{"type":"function_call_output"');
}

describe('a parked turn', () => {
  let test: TestCore;

  beforeAll(async () => {
    test = await startTestCore({ parking: { count: 2, ms: 60_000 } });
    await whenConnected(test);
  });
  afterEach(() => test.standIn.behave(undefined));
  afterAll(async () => {
    await test.close();
  });

  it('carries a loop of ten rounds, each sending the service only the new results', async () => {
    test.standIn.behave((sent) => {
      const outputs = sent.input.filter(({ type }) => type === 'function_call_output').length;
      if (outputs === 10) return { kind: 'text', text: 'Ten rounds.' };
      return {
        kind: 'calls',
        calls: [{ name: 'get_weather', arguments: `{"city":"${outputs}"}` }],
      };
    });
    let asked = request;
    for (let round = 0; round < 10; round++) {
      const result = await answerOn(test, asked);
      expect(result.toolCalls).toEqual([expect.objectContaining({ input: `{"city":"${round}"}` })]);
      asked = withResults(asked, result, () => `result ${round}`);
      expect([round, wentOn(test)]).toEqual([round, round > 0]);
    }
    expect(await answerOn(test, asked)).toMatchObject({ text: 'Ten rounds.' });
    expect(wentOn(test)).toBe(true);
  });

  it('is released when it is the oldest of too many; its answer still comes', async () => {
    const first = await answerOn(test, request);
    await answerOn(test, request);
    await answerOn(test, request);
    const next = await answerOn(
      test,
      withResults(request, first, () => 'Rain.'),
    );

    expect(next.text).toContain('Rain.');
    expect(wentOn(test)).toBe(false);
  });

  it('is taken once: the same results sent again are replayed, with the same answer', async () => {
    const first = await answerOn(test, request);
    const next = withResults(request, first, () => 'Rain.');
    const once = await answerOn(test, next);
    expect(wentOn(test)).toBe(true);
    const twice = await answerOn(test, next);

    expect(wentOn(test)).toBe(false);
    expect(twice.text).toBe(once.text);
  });

  it('is replayed unnoticed when Codex died between the two requests', async () => {
    const first = await answerOn(test, request);
    for (const pid of engineProcessIds()) process.kill(pid, 'SIGKILL');
    await expect.poll(() => test.core.engineHealth().state).toBe('ready');
    const next = await answerOn(
      test,
      withResults(request, first, () => 'Rain.'),
    );

    expect(next.text).toContain('Rain.');
    // The direct engine answers without an app-server.
    expect(wentOn(test)).toBe(testedEngine() === 'direct');
  });
});

describe('parked turns that nobody continues', () => {
  it('are released after their time, and leave no thread', async () => {
    const test = await startTestCore({
      parking: { count: 10, ms: 50 },
      warm: { count: 0, ms: 1 },
      kept: { count: 0, ms: 1 },
    });
    const first = await answerOn(test, request);
    await expect.poll(() => test.core.engineHealth().activeTurns).toBe(0);
    await expect.poll(async () => await test.engine.loadedThreads(), { timeout: 10_000 }).toBe(0);
    const next = await answerOn(
      test,
      withResults(request, first, () => 'Rain.'),
    );

    expect(next.text).toContain('Rain.');
    expect(wentOn(test)).toBe(false);
    await test.close();
  });

  it('are not kept at all when none may be', async () => {
    const test = await startTestCore({ parking: { count: 0, ms: 60_000 } });
    const first = await answerOn(test, request);
    await expect.poll(() => test.core.engineHealth().activeTurns).toBe(0);
    expect(
      (
        await answerOn(
          test,
          withResults(request, first, () => 'Rain.'),
        )
      ).text,
    ).toContain('Rain.');
    await test.close();
  });
});
