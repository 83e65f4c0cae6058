import type OpenAI from 'openai';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { whenAsked } from '../support/when-asked.ts';
import { chatBody, collect, dataOf, openai, post } from './client.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ isShared: true });
});
afterAll(async () => {
  await gateway.close();
});
afterEach(() => {
  gateway.standIn.behave(undefined);
});

const text = 'Say exactly: one two three';
const say: OpenAI.ChatCompletionMessageParam[] = [{ role: 'user', content: text }];
const tooLong = {
  kind: 'failed',
  code: 'context_length_exceeded',
  message: 'Too long.',
} as const;

async function chat(more: object): Promise<Response> {
  return await post(`${gateway.url}/v1/chat/completions`, chatBody({ messages: say, ...more }));
}

describe('several choices', () => {
  it('come in order, with the sum of their usage', async () => {
    const one = await openai(gateway.url).chat.completions.create({
      model: 'gpt-5.5',
      messages: say,
    });
    const { received } = gateway.standIn;
    const all = await openai(gateway.url).chat.completions.create({
      model: 'gpt-5.5',
      messages: say,
      n: 3,
    });

    expect(gateway.standIn.received - received).toBe(3);
    expect(all.choices.map(({ index, message }) => [index, message.content])).toEqual([
      [0, 'one two three'],
      [1, 'one two three'],
      [2, 'one two three'],
    ]);
    expect(all.usage?.total_tokens).toBe(3 * (one.usage?.total_tokens ?? 0));
    expect(all.usage?.completion_tokens_details?.reasoning_tokens).toBe(
      3 * (one.usage?.completion_tokens_details?.reasoning_tokens ?? 0),
    );
  });

  it('share one stream with one id and one usage', async () => {
    const chunks = await collect(
      await openai(gateway.url).chat.completions.create({
        model: 'gpt-5.5',
        messages: say,
        n: 2,
        stream: true,
        stream_options: { include_usage: true },
      }),
    );
    const textOf = (wanted: number): string =>
      chunks
        .flatMap(({ choices }) => choices)
        .filter(({ index }) => index === wanted)
        .map(({ delta }) => delta.content ?? '')
        .join('');

    expect([textOf(0), textOf(1)]).toEqual(['one two three', 'one two three']);
    expect(new Set(chunks.map(({ id }) => id)).size).toBe(1);
    expect(chunks.filter(({ usage }) => usage).length).toBe(1);
    expect(chunks.at(-1)?.usage?.completion_tokens).toBeGreaterThan(0);
  });

  it('satisfy the stream helper of the SDK', async () => {
    const final = await openai(gateway.url)
      .chat.completions.stream({ model: 'gpt-5.5', messages: say, n: 12 })
      .finalChatCompletion();

    expect(final.choices.map(({ message }) => message.content)).toEqual(
      Array.from({ length: 12 }, () => 'one two three'),
    );
  });

  it('all end when the client leaves', async () => {
    gateway.standIn.behave(() => ({ kind: 'stall', afterTokens: 1 }));
    const { aborted } = gateway.standIn;
    const chunks = await openai(gateway.url).chat.completions.create({
      model: 'gpt-5.5',
      messages: say,
      n: 3,
      stream: true,
    });
    await gateway.standIn.waitFor(({ active }) => active === 3);
    chunks.controller.abort();

    await gateway.standIn.waitFor((state) => state.active === 0);
    expect(gateway.standIn.aborted).toBe(aborted + 3);
  });

  it.each([false, true])('fail as one when one fails (streamed: %s)', async (stream) => {
    const stall = { kind: 'stall', afterTokens: 0 } as const;
    gateway.standIn.behave(whenAsked(text, stall, tooLong, stall));
    const response = await chat({ n: 3, stream });

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: 'context_length_exceeded' } });
    await gateway.standIn.waitFor(({ active }) => active === 0);
  });

  it('fail as one in mid-stream, with the error last', async () => {
    const stall = { kind: 'stall', afterTokens: 1 } as const;
    gateway.standIn.behave(whenAsked(text, stall, { ...tooLong, afterTokens: 2 }, stall));
    const events = await (await chat({ n: 2, stream: true })).text();

    expect(dataOf(events).at(-1)).toMatch(/^\{"error":\{.*"code":"context_length_exceeded"\}\}$/);
    expect(events).not.toContain('"finish_reason":"');
    await gateway.standIn.waitFor(({ active }) => active === 0);
  });
});
