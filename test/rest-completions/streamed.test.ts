import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { collect, dataOf, openai, post } from '../rest/client.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';

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

async function stream(more: object = {}, init: RequestInit = {}): Promise<Response> {
  const body = { model: 'gpt-5.5', prompt: 'hi', stream: true, ...more };
  return await post(`${gateway.url}/v1/completions`, body, init);
}

/** The stream's text with what differs from one answer to the next replaced. */
async function textOf(response: Response): Promise<string> {
  const text = await response.text();
  return text
    .replaceAll(/"cmpl-[0-9a-f]{32}"/g, '"ID"')
    .replaceAll(/"created":\d{10},/g, '"created":0,');
}

const head =
  'data: {"id":"ID","object":"text_completion","created":0,"model":"gpt-5.5","choices":[';

describe('a streamed legacy completion', () => {
  it('is framed as OpenAI frames it, byte for byte', async () => {
    gateway.standIn.behave(() => ({ kind: 'text', text: 'Hello "you"' }));
    const response = await stream();
    const chunk = (text: string, reason: string): string =>
      `${head}{"text":${text},"index":0,"logprobs":null,"finish_reason":${reason}}]}\n\n`;

    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(await textOf(response)).toBe(
      [
        chunk('"Hello"', 'null'),
        chunk('" \\""', 'null'),
        chunk('"you"', 'null'),
        chunk('"\\""', 'null'),
        chunk('""', '"stop"'),
        'data: [DONE]\n\n',
      ].join(''),
    );
  });

  it('ends with the usage when that is asked for, and says null before', async () => {
    gateway.standIn.behave(() => ({ kind: 'text', text: 'Hi' }));
    const events = dataOf(await textOf(await stream({ stream_options: { include_usage: true } })));

    const start = head.slice('data: '.length);
    expect(events.slice(0, 2)).toEqual([
      `${start}{"text":"Hi","index":0,"logprobs":null,"finish_reason":null}],"usage":null}`,
      `${start}{"text":"","index":0,"logprobs":null,"finish_reason":"stop"}],"usage":null}`,
    ]);
    expect(events.at(-2)).toMatch(
      /"choices":\[\],"usage":\{"prompt_tokens":\d+,"completion_tokens":1,/,
    );
    expect(events.at(-1)).toBe('[DONE]');
  });

  it('gives every choice its own text, the echoed prompt before it', async () => {
    gateway.standIn.behave(({ input }) => ({
      kind: 'text',
      text: JSON.stringify(input).includes('bird') ? 'tweet tweet' : 'woof',
    }));
    const chunks = await collect(
      await openai(gateway.url).completions.create({
        model: 'gpt-5.5',
        prompt: ['dog: ', 'bird: '],
        echo: true,
        stream: true,
      }),
    );

    const choices = chunks.flatMap((chunk) => chunk.choices);
    const texts = [0, 1].map((index) =>
      choices.filter((choice) => choice.index === index).map(({ text }) => text),
    );
    expect(texts).toEqual([
      ['dog: ', 'woof', ''],
      ['bird: ', 'tweet', ' tweet', ''],
    ]);
    const ids = new Set(chunks.map(({ id }) => id));
    expect(ids.size).toBe(1);
    expect(choices.filter(({ finish_reason }) => finish_reason === 'stop')).toHaveLength(2);
  });

  it('echoes the prompt before an empty answer too', async () => {
    gateway.standIn.behave(() => ({ kind: 'text', text: '' }));
    const start = head.slice('data: '.length);

    expect(dataOf(await textOf(await stream({ echo: true })))).toEqual([
      `${start}{"text":"hi","index":0,"logprobs":null,"finish_reason":null}]}`,
      `${start}{"text":"","index":0,"logprobs":null,"finish_reason":"stop"}]}`,
      '[DONE]',
    ]);
  });

  it('that fails before its first token has a status of its own', async () => {
    gateway.standIn.behave(() => ({
      kind: 'failed',
      code: 'context_length_exceeded',
      message: 'm',
    }));
    const response = await stream();

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: 'context_length_exceeded' } });
  });

  it('that fails later ends with the error as its last event', async () => {
    gateway.standIn.behave(() => ({
      kind: 'failed',
      code: 'context_length_exceeded',
      message: 'm',
      text: 'one two three',
      afterTokens: 2,
    }));
    const response = await stream();
    const events = dataOf(await response.text());

    expect(response.status).toBe(200);
    expect(JSON.parse(events.at(-1) ?? '')).toMatchObject({
      error: { type: 'invalid_request_error', code: 'context_length_exceeded' },
    });
    expect(events.join('')).not.toContain('finish_reason":"');
  });

  it('that fails in one choice ends all of them with that error', async () => {
    gateway.standIn.behave(({ input }) =>
      JSON.stringify(input).includes('bird')
        ? { kind: 'stall', text: 'tweet '.repeat(100), afterTokens: 99 }
        : {
            kind: 'failed',
            code: 'context_length_exceeded',
            message: 'm',
            text: 'woof',
            afterTokens: 1,
          },
    );
    const events = dataOf(await (await stream({ prompt: ['dog: ', 'bird: '] })).text());

    expect(JSON.parse(events.at(-1) ?? '')).toMatchObject({
      error: { code: 'context_length_exceeded' },
    });
    await expect.poll(() => gateway.core.engineHealth().activeTurns).toBe(0);
  });

  it('is cancelled when its client leaves', async () => {
    gateway.standIn.behave(() => ({ kind: 'stall', text: 'one two three', afterTokens: 1 }));
    const client = new AbortController();
    const response = await stream({ n: 2 }, { signal: client.signal });
    const reader = response.body?.getReader();
    await reader?.read();
    expect(gateway.core.engineHealth().activeTurns).toBe(2);

    client.abort();

    await expect.poll(() => gateway.core.engineHealth().activeTurns).toBe(0);
  });
});
