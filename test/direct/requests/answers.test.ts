import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { choicesOf, openai, post } from '../../rest/client.ts';
import { startTestGateway, type TestGateway } from '../../support/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({
    login: 'missing',
    rules: { takes: 'openai' },
    prepareCodexHome: async (home) => {
      await writeFile(path.join(home, 'auth.json'), '{"OPENAI_API_KEY":"sk-test"}');
    },
    args: ['--engine', 'direct', '--web-search', 'on'],
  });
});
afterAll(async () => {
  await gateway.close();
});

const say = (text: string): { role: 'user'; content: string }[] => [
  { role: 'user', content: `Say exactly: ${text}` },
];
const model = 'gpt-5.5';
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const bytesOf = (text: string): number[] => [...Buffer.from(text)];

describe('the probabilities of tokens', () => {
  const asked = { model, messages: say('one two'), logprobs: true, top_logprobs: 1 } as const;
  const probability = (token: string, logprob: number): object => ({
    token,
    logprob,
    bytes: bytesOf(token),
    top_logprobs: [{ token, logprob, bytes: bytesOf(token) }],
  });
  const tokens = [probability('one', -0.01), probability(' two', -0.02)];

  it('come with a whole answer', async () => {
    const answer = await openai(gateway.url).chat.completions.create(asked);
    expect(answer.choices[0]?.message.content).toBe('one two');
    expect(answer.choices[0]?.logprobs).toEqual({ content: tokens, refusal: null });
  });

  it('come with the piece of a stream that they belong to', async () => {
    const chunks = [];
    const stream = await openai(gateway.url).chat.completions.create({ ...asked, stream: true });
    for await (const chunk of stream) chunks.push(chunk.choices[0]);
    const said = chunks.filter((choice) => choice?.delta.content);
    expect(said.map((choice) => choice?.delta.content).join('')).toBe('one two');
    expect(said.flatMap((choice) => choice?.logprobs?.content ?? [])).toEqual(tokens);
    for (const choice of said) {
      const text = choice?.logprobs?.content?.map(({ token }) => token).join('');
      expect(text).toBe(choice?.delta.content);
    }
  });

  it('end with the text where the gateway cuts it', async () => {
    const cut = { ...asked, messages: say('one two three four'), stop: [' three'] };
    const answer = await openai(gateway.url).chat.completions.create(cut);
    expect(answer.choices[0]?.message.content).toBe('one two');
    expect(answer.choices[0]?.logprobs?.content?.map(({ token }) => token)).toEqual([
      'one',
      ' two',
    ]);
  });

  it('are null where they are not asked for', async () => {
    const { choices } = await openai(gateway.url).chat.completions.create({
      model,
      messages: say('one two'),
    });
    expect(choices[0]?.logprobs).toBeNull();
  });

  it('are once there for an answer whose connection is cut', async () => {
    let count = 0;
    gateway.standIn.behave(() => (++count === 1 ? { kind: 'cut', after: 2 } : undefined));
    const messages = say('one two three four');
    const answer = await openai(gateway.url).chat.completions.create({ ...asked, messages });
    gateway.standIn.behave(undefined);
    expect(answer.choices[0]?.message.content).toBe('one two three four');
    expect(answer.choices[0]?.logprobs?.content?.map(({ token }) => token).join('')).toBe(
      'one two three four',
    );
  });
});

describe('a web search', () => {
  const asked = {
    model,
    messages: [{ role: 'user', content: 'Search the web for tea' }],
    web_search_options: {},
  } as const;
  const citation = (start: number, end: number): object => ({
    type: 'url_citation',
    url_citation: {
      url: 'https://example.com/tea',
      title: 'All about tea',
      start_index: start,
      end_index: end,
    },
  });

  it('cites its sources in a whole answer', async () => {
    const answer = await openai(gateway.url).chat.completions.create({
      ...asked,
      messages: [...asked.messages],
    });
    const { content, annotations } = answer.choices[0]?.message ?? {};
    const start = (content ?? '').indexOf('([example.com]');
    expect(start).toBeGreaterThan(0);
    expect(annotations).toEqual([citation(start, (content ?? '').length)]);
  });

  it('cites them before the end of a stream', async () => {
    const answer = await post(`${gateway.url}/v1/chat/completions`, { ...asked, stream: true });
    const choices = choicesOf(await answer.text());
    const text = choices.map(({ delta }) => textOf(delta['content'])).join('');
    const start = text.indexOf('([example.com]');
    expect(choices.at(-2)?.delta).toEqual({ annotations: [citation(start, text.length)] });
    expect(choices.at(-1)?.finish_reason).toBe('stop');
  });
});

describe('a limit of tokens', () => {
  it('is the service’s, with its usage', async () => {
    const answer = await openai(gateway.url).chat.completions.create({
      model,
      messages: [{ role: 'user', content: 'Count to 100' }],
      max_completion_tokens: 20,
    });
    expect(answer.choices[0]?.finish_reason).toBe('length');
    expect(answer.usage).not.toHaveProperty('codex_serve_estimated');
    expect(gateway.standIn.requests.at(-1)?.body).toMatchObject({ max_output_tokens: 20 });
  });

  it('is the gateway’s where the service takes none so low', async () => {
    const answer = await openai(gateway.url).chat.completions.create({
      model,
      messages: [{ role: 'user', content: 'Count to 100' }],
      max_completion_tokens: 3,
    });
    expect(answer.choices[0]?.finish_reason).toBe('length');
    expect(gateway.standIn.requests.at(-1)?.body).not.toHaveProperty('max_output_tokens');
  });
});

describe('a web search over GraphQL', () => {
  it('cites its sources', async () => {
    const query = `mutation {
      chatCompletion(input: {
        messages: [{ role: USER, content: { text: "Search the web for tea" } }]
        webSearch: { contextSize: LOW, location: { country: "NO" } }
      }) {
        ... on ChatCompletion { text unmet citations { url title start end } }
      }
    }`;
    const answer = await post(`${gateway.url}/graphql`, { query });
    const body: unknown = await answer.json();
    expect(body).toMatchObject({
      data: {
        chatCompletion: {
          unmet: [],
          citations: [{ url: 'https://example.com/tea', title: 'All about tea' }],
        },
      },
    });
    expect(gateway.standIn.requests.at(-1)?.body).toMatchObject({
      tools: [
        {
          type: 'web_search',
          search_context_size: 'low',
          user_location: { type: 'approximate', country: 'NO' },
        },
      ],
    });
  });
});
