import { BadRequestError } from 'openai';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { byEngine } from '../support/engine-differences.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
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

async function stream(more: object = {}): Promise<Response> {
  return await post(`${gateway.url}/v1/chat/completions`, chatBody({ stream: true, ...more }));
}

/** The stream's text with what differs from one answer to the next replaced. */
async function textOf(response: Response): Promise<string> {
  const text = await response.text();
  return text
    .replaceAll(/"chatcmpl-[0-9a-f]{32}"/g, '"ID"')
    .replaceAll(/"created":\d{10},/g, '"created":0,');
}

const head =
  '{"id":"ID","object":"chat.completion.chunk","created":0,"model":"gpt-5.5","service_tier":"default","choices":';

describe('a streamed answer', () => {
  it('is framed as OpenAI frames it, byte for byte', async () => {
    gateway.standIn.behave(() => ({ kind: 'text', text: 'Hello "you"\n☔' }));
    const response = await stream();

    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
      'x-request-id': expect.stringMatching(/^req_/),
    });
    const delta = (json: string): string =>
      `data: ${head}[{"index":0,"delta":${json},"logprobs":null,"finish_reason":null}]}\n\n`;
    expect(await textOf(response)).toBe(
      [
        delta('{"role":"assistant","content":"","refusal":null}'),
        delta('{"content":"Hello"}'),
        delta('{"content":" \\""}'),
        delta('{"content":"you"}'),
        delta('{"content":"\\""}'),
        delta('{"content":"\\n☔"}'),
        `data: ${head}[{"index":0,"delta":{},"logprobs":null,"finish_reason":"stop"}]}\n\n`,
        'data: [DONE]\n\n',
      ].join(''),
    );
  });

  it('ends with the usage when that is asked for, and says null before', async () => {
    gateway.standIn.behave(() => ({ kind: 'text', text: 'Hi' }));
    const events = dataOf(await textOf(await stream({ stream_options: { include_usage: true } })));

    expect(events.slice(0, -2)).toEqual([
      `${head}[{"index":0,"delta":{"role":"assistant","content":"","refusal":null},"logprobs":null,"finish_reason":null}],"usage":null}`,
      `${head}[{"index":0,"delta":{"content":"Hi"},"logprobs":null,"finish_reason":null}],"usage":null}`,
      `${head}[{"index":0,"delta":{},"logprobs":null,"finish_reason":"stop"}],"usage":null}`,
    ]);
    expect(events.at(-2)).toMatch(
      /^.*"choices":\[\],"usage":\{"prompt_tokens":\d+,"completion_tokens":1,"total_tokens":\d+,"prompt_tokens_details":\{"cached_tokens":0,"audio_tokens":0,"cache_write_tokens":0\},"completion_tokens_details":\{"reasoning_tokens":0,"audio_tokens":0,"accepted_prediction_tokens":0,"rejected_prediction_tokens":0\}\}\}$/,
    );
    expect(events.at(-1)).toBe('[DONE]');
  });

  it('gives the reasoning summary before the content, the same as the whole answer', async () => {
    const chunks = await collect(
      await openai(gateway.url).chat.completions.create({
        model: 'gpt-5.5-high',
        messages: [{ role: 'user', content: 'Count to 3' }],
        stream: true,
      }),
    );
    const whole = await openai(gateway.url).chat.completions.create({
      model: 'gpt-5.5-high',
      messages: [{ role: 'user', content: 'Count to 3' }],
    });

    const deltas = chunks.flatMap(({ choices }) => choices.map(({ delta }) => delta));
    const kinds = deltas.map((delta) => Object.keys(delta).join());
    expect(kinds.join(' ')).toMatch(/^role,content,refusal (?:reasoning_content )+(?:content )+$/);
    const reasoning = deltas.map((delta) => Reflect.get(delta, 'reasoning_content') ?? '').join('');
    expect(whole.choices[0]?.message).toMatchObject({ reasoning_content: reasoning });
    expect(deltas.map(({ content }) => content ?? '').join('')).toBe(
      whole.choices[0]?.message.content,
    );
    expect(new Set(chunks.map(({ id, created, model }) => `${id} ${created} ${model}`)).size).toBe(
      1,
    );
  });

  it('satisfies the stream helper of the SDK, usage included', async () => {
    const helper = openai(gateway.url).chat.completions.stream({
      model: 'gpt-5.5',
      messages: [{ role: 'user', content: 'Count to 5' }],
      stream_options: { include_usage: true },
    });
    const final = await helper.finalChatCompletion();

    expect(final.choices[0]?.message.content).toBe('1 2 3 4 5');
    expect(final.choices[0]?.finish_reason).toBe('stop');
    const completion = await gateway.core.completion(final.id);
    expect(final.usage?.total_tokens).toBe(completion?.usage?.totalTokens);
  });

  it('lists the ignored fields in a header', async () => {
    const response = await stream({
      temperature: 0.2,
      stream_options: { include_obfuscation: true },
    });

    expect(response.headers.get('x-codex-serve-ignored')).toBe(
      byEngine('sampling', {
        'app-server': 'temperature, stream_options.include_obfuscation',
        direct: 'stream_options.include_obfuscation',
      }),
    );
    await response.text();
  });
});

describe('a failure', () => {
  it('before the first token has its own status', async () => {
    gateway.standIn.behave(() => ({
      kind: 'failed',
      code: 'context_length_exceeded',
      message: 'Too long.',
    }));
    const response = await stream();

    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(await response.json()).toMatchObject({ error: { code: 'context_length_exceeded' } });
  });

  it('after the first token is the last event, with no finish and no [DONE]', async () => {
    gateway.standIn.behave(() => ({
      kind: 'failed',
      code: 'context_length_exceeded',
      message: 'Too long.',
      text: 'One two three',
      afterTokens: 2,
    }));
    const response = await stream();
    const text = await response.text();

    expect(response.status).toBe(200);
    expect(text).toContain('"content":" two"');
    expect(text).not.toContain('"finish_reason":"');
    expect(dataOf(text).at(-1)).toMatch(
      /^\{"error":\{"message":"[^"]+","type":"invalid_request_error","param":"messages","code":"context_length_exceeded"\}\}$/,
    );
    expect(text.endsWith('}}\n\n')).toBe(true);
  });

  it('after the first token is an error to the SDK', async () => {
    gateway.standIn.behave(() => ({
      kind: 'failed',
      code: 'context_length_exceeded',
      message: 'Too long.',
      afterTokens: 2,
    }));
    const chunks = await openai(gateway.url).chat.completions.create({
      model: 'gpt-5.5',
      messages: [{ role: 'user', content: 'hi' }],
      stream: true,
    });

    await expect(collect(chunks)).rejects.toMatchObject({
      code: 'context_length_exceeded',
    });
  });
});

describe('a client that leaves in mid-stream', () => {
  it('stops the turn', async () => {
    gateway.standIn.behave(() => ({ kind: 'stall', afterTokens: 2 }));
    const { aborted } = gateway.standIn;
    const chunks = await openai(gateway.url).chat.completions.create({
      model: 'gpt-5.5',
      messages: [{ role: 'user', content: 'hi' }],
      stream: true,
    });
    const iterator = chunks[Symbol.asyncIterator]();
    const { value } = await iterator.next();
    chunks.controller.abort();

    await gateway.standIn.waitFor((state) => state.aborted > aborted && state.active === 0);
    expect((await gateway.core.completion(value?.id ?? ''))?.status).toBe('cancelled');
  });
});

describe('errors of the SDK', () => {
  it('are raised for a stream that could not begin', async () => {
    const asked = openai(gateway.url).chat.completions.create({
      model: 'gpt-5.5',
      messages: [],
      stream: true,
    });

    await expect(asked).rejects.toBeInstanceOf(BadRequestError);
  });
});
