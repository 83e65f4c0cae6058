import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CompletionResult } from '../../src/codex/completion/completion.ts';
import type { CompletionRequest } from '../../src/codex/completion/request.ts';
import { CodexServeError } from '../../src/errors/errors.ts';
import { ask, never, startTestCore, type TestCore } from '../support/core.ts';
import { passOn, startCodexBetween, type CodexBetween } from '../support/between/codex-between.ts';
import { functionTool, withResults } from '../support/tool-loop.ts';

const silenceMs = 12_000;

/** What Codex says during a turn, one kind of which is lost at a time. */
const kinds = [
  'thread/status/changed',
  'thread/tokenUsage/updated',
  'turn/started',
  'item/started',
  'item/agentMessage/delta',
  'item/reasoning/summaryTextDelta',
  'item/completed',
  'rawResponseItem/completed',
  'rawResponse/completed',
  'turn/completed',
] as const;

/** The answers of Codex to the calls of a turn. */
const calls = ['thread/inject_items', 'turn/start', 'thread/unsubscribe', 'thread/read'] as const;

describe.each(['websocket', 'sse'] as const)('over %s', (transport) => {
  let between: CodexBetween;
  let test: TestCore;

  beforeAll(async () => {
    between = await startCodexBetween();
    test = await startTestCore({ between, transport, silenceMs, warm: { count: 0, ms: 1 } });
  });
  afterAll(async () => {
    await test.close();
    await between.close();
  });
  afterEach(() => {
    between.fromCodex = passOn;
    between.toCodex = passOn;
    test.standIn.behave(undefined);
  });

  function lose(...methods: readonly string[]): void {
    between.fromCodex = ({ method }, line) => (methods.includes(String(method)) ? [] : [line]);
  }

  function loseAnswers(method: string): void {
    const lost = new Set<unknown>();
    between.toCodex = (message, line) => {
      if (message.method === method) lost.add(message.id);
      return [line];
    };
    between.fromCodex = (message, line) =>
      message.method === undefined && lost.has(message.id) ? [] : [line];
  }

  async function answer(request: CompletionRequest): Promise<CompletionResult> {
    return await (await test.core.run(request, never())).result();
  }

  it.each(kinds)('an answer is whole without %s', async (kind) => {
    lose(kind);

    expect(await answer(ask('Count to 3', { effort: 'high' }))).toMatchObject({
      text: '1 2 3',
      finishReason: 'stop',
    });
  });

  it.each(calls)('an answer is whole without the answer to %s', async (method) => {
    loseAnswers(method);

    expect(await answer(ask('Count to 3'))).toMatchObject({ text: '1 2 3', finishReason: 'stop' });
  });

  it.each([
    ['turn/completed', 'thread/status/changed'],
    ['turn/completed', 'thread/status/changed', 'item/completed'],
    ['turn/completed', 'thread/status/changed', 'rawResponse/completed'],
    ['turn/completed', 'thread/status/changed', 'thread/tokenUsage/updated', 'turn/started'],
  ])('an answer is whole within seconds without %s, %s, %s, %s', async (...lost) => {
    lose(...lost);
    const start = performance.now();

    expect(await answer(ask('Count to 3'))).toMatchObject({ text: '1 2 3', finishReason: 'stop' });
    expect(performance.now() - start).toBeLessThan(8000);
  });

  it('an answer that was cut short ends so without the end of its turn', async () => {
    test.standIn.behave(() => ({
      kind: 'incomplete',
      reason: 'max_output_tokens',
      afterTokens: 2,
    }));
    lose('turn/completed');

    expect(await answer(ask('Count to 9'))).toMatchObject({ text: '1 2', finishReason: 'length' });
  });

  it('a failure is told without the end of its turn', async () => {
    test.standIn.behave(() => ({ kind: 'status', status: 400 }));
    lose('turn/completed', 'thread/status/changed');

    await expect(answer(ask('Count to 9'))).rejects.toMatchObject({ code: 'invalid_request' });
  });

  it('an answer of which nothing is heard ends in an error', async () => {
    lose(...kinds, 'error');

    await expect(answer(ask('Count to 3'))).rejects.toMatchObject({
      code: 'upstream_error',
      message: 'Codex ended the answer before it was complete.',
    });
  });

  it('an answer whose only delta in its midst is lost is never given out as whole', async () => {
    between.fromCodex = ({ method }, line) =>
      method === 'item/agentMessage/delta' && line.includes('" 2"') ? [] : [line];

    await expect(answer(ask('Count to 3'))).rejects.toMatchObject({ code: 'answer_diverged' });
  });

  it.each([...kinds, 'item/tool/call'])(
    'a call, and the answer that follows it, come about without %s',
    async (kind) => {
      lose(kind);
      const request = ask('What is the weather in Rome?', { tools: [functionTool('weather')] });
      const called = await (await test.core.run(request, never())).result();

      expect(called).toMatchObject({
        finishReason: 'tool_calls',
        toolCalls: [{ name: 'weather', input: '{"city":"Rome"}' }],
      });
      const end = await answer(withResults(request, called, () => 'Sunny')).catch(
        (error: unknown) => error,
      );
      expect(end).toSatisfy(
        (value: { text?: string }) =>
          value instanceof CodexServeError || value.text?.includes('Sunny') === true,
      );
    },
    60_000,
  );

  it('the next request is answered, and no turn is left', async () => {
    expect(await answer(ask('Count to 3'))).toMatchObject({ text: '1 2 3' });
    await expect.poll(() => test.engine.health().activeTurns).toBe(0);
  });
});
