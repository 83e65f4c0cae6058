import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CompletionResult } from '../../src/codex/completion/completion.ts';
import type { CompletionRequest } from '../../src/codex/completion/request.ts';
import { ask, never, startTestCore, type TestCore } from '../support/core.ts';
import { lastAsked } from '../support/last-asked.ts';

describe('what the service cannot be told', () => {
  let test: TestCore;

  beforeAll(async () => {
    test = await startTestCore();
  });
  afterEach(() => test.standIn.behave(undefined));
  afterAll(async () => {
    await test.close();
  });

  async function answer(more: Partial<CompletionRequest>): Promise<CompletionResult> {
    return await (await test.core.run(ask('Count to 50', more), never())).result();
  }

  it('a stop sequence ends the answer before it, and the turn with it', async () => {
    expect(await answer({ stop: ['7 8'] })).toMatchObject({
      text: '1 2 3 4 5 6 ',
      finishReason: 'stop',
      usage: { outputTokens: expect.any(Number) },
    });
    await test.standIn.waitFor(({ active }) => active === 0, AbortSignal.timeout(60_000));
  });

  it('a limit ends the answer in length', async () => {
    const { text, finishReason } = await answer({ maxOutputTokens: 5 });
    expect(finishReason).toBe('length');
    expect('1 2 3 4 5 6 7'.startsWith(text)).toBe(true);
  });

  it('JSON is asked for in words, and prose is marked', async () => {
    const json = { format: { type: 'json_object' } } as const;
    test.standIn.behave(() => ({ kind: 'text', text: '```json\n{"a": 1}\n```' }));
    expect(await answer(json)).toMatchObject({ text: '{"a": 1}' });
    const [, instruction] = lastAsked(test.standIn)?.input ?? [];
    expect(instruction).toMatchObject({ role: 'developer' });

    test.standIn.behave(() => ({ kind: 'text', text: 'I would rather not.' }));
    const completion = await test.core.run(ask('Count to 50', json), never());
    expect(await completion.result()).toMatchObject({
      text: 'I would rather not.',
      finishReason: 'stop',
    });
    expect(completion.unmet).toEqual(['response_format']);
  });

  it('a strict schema is the service to keep', async () => {
    const schema = {
      type: 'object',
      properties: { city: { type: 'string' } },
      required: ['city'],
      additionalProperties: false,
    };
    const format = { type: 'json_schema', name: 'place', schema, isStrict: true } as const;
    const { text } = await answer({ format });

    expect(JSON.parse(text)).toEqual({ city: expect.any(String) });
    expect(lastAsked(test.standIn)?.body['text']).toMatchObject({
      format: { type: 'json_schema', strict: true, schema },
    });
  });
});
