import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AttemptBudget } from '../../../src/codex/completion/attempt-budget.ts';
import { localCaller } from '../../support/callers.ts';
import { LiveCompletion } from '../../../src/codex/completion/live-completion.ts';
import type { CompletionRequest } from '../../../src/codex/completion/request.ts';
import { noCapabilities } from '../../../src/codex/engine/capabilities.ts';
import { createShaper } from '../../../src/codex/shaping/shaper.ts';
import { ask, startTestCore, type TestCore } from '../../support/core.ts';
import { schemaFormat, strictSchema } from './formats.ts';

describe.each(['websocket', 'sse'] as const)('a shaped turn, upstream over %s', (transport) => {
  let test: TestCore;

  beforeAll(async () => {
    test = await startTestCore({ transport, tokensPerSecond: 500 });
  });
  afterAll(async () => {
    await test.close();
  });

  /** Runs a turn on the engine through a shaper. */
  function run(text: string, more: Partial<CompletionRequest>): LiveCompletion {
    const request = ask(text, more);
    const { model, surface } = request;
    const completion = new LiveCompletion({
      id: 'chatcmpl-1',
      model,
      effort: null,
      surface,
      caller: localCaller,
    });
    const shaper = createShaper(request, completion, noCapabilities);
    const { id: completionId, effort, stopped } = completion;
    const attempts = new AttemptBudget();
    const answer = { completionId, model, effort, asked: request, attempts };
    test.engine.run(answer, shaper, stopped).then(
      (outcome) => shaper.end(outcome),
      (error: unknown) => {
        // A cut answer has ended already; its turn is then cancelled.
        if (completion.status === 'running') throw error;
      },
    );
    return completion;
  }

  it('stops the service at a stop sequence', async () => {
    const completion = run('Count to 1000', { stop: ['1 12', ' 10 11'] });

    expect(await completion.result()).toMatchObject({
      text: '1 2 3 4 5 6 7 8 9',
      finishReason: 'stop',
    });
    await test.standIn.waitFor(({ active }) => active === 0, AbortSignal.timeout(60_000));
  });

  it('stops the service at the limit of tokens', async () => {
    const completion = run('Count to 1000', { maxOutputTokens: 9 });
    const { text, finishReason, usage } = await completion.result();

    // Each number is a token, and the space before it another.
    expect({ text, finishReason }).toEqual({ text: '1 2 3 4 5', finishReason: 'length' });
    expect(usage).toMatchObject({ outputTokens: 9, reasoningOutputTokens: 0 });
    await test.standIn.waitFor(({ active }) => active === 0, AbortSignal.timeout(60_000));
  });

  it('reports what the service counted where it ends the answer', async () => {
    test.standIn.behave(() => ({
      kind: 'incomplete',
      reason: 'max_output_tokens',
      text: 'one two three',
      afterTokens: 2,
    }));
    const { usage, finishReason, text } = await run('hello', {}).result();
    test.standIn.behave(undefined);

    expect({ finishReason, text }).toEqual({ finishReason: 'length', text: 'one two' });
    expect(usage).toEqual({
      inputTokens: 6,
      cachedInputTokens: 0,
      cacheWriteInputTokens: 0,
      outputTokens: 2,
      reasoningOutputTokens: 0,
      totalTokens: 8,
    });
  });

  it('takes the JSON object out of its code fence', async () => {
    const text = '\n```json\n{"city": "Oslo"}\n```\n';
    test.standIn.behave(() => ({ kind: 'text', text }));
    const { text: answer } = await run('hello', { format: { type: 'json_object' } }).result();
    test.standIn.behave(undefined);

    expect(answer).toBe('{"city": "Oslo"}');
  });

  it('streams what the service holds to a schema', async () => {
    const completion = run('Weather', { format: schemaFormat(strictSchema, false) });
    const { text } = await completion.result();

    expect(JSON.parse(text)).toHaveProperty('city');
    expect(completion.lastSequence).toBeGreaterThan(3);
  });
});
