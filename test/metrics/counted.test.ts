import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { ChatDocument } from '../generated/graphql.ts';
import { execute } from '../schema/clients.ts';
import { openSocket } from '../schema/raw-socket.ts';
import { byEngine } from '../support/engine-differences.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { whenAsked } from '../support/when-asked.ts';
import { counted, scrape, type Scrape } from './scrape.ts';

const failing = 'Fail, please';
const stalling = 'Wait for me';
const usageSchema = z.object({
  prompt_tokens: z.number(),
  completion_tokens: z.number(),
  prompt_tokens_details: z.object({ cached_tokens: z.number() }),
  completion_tokens_details: z.object({ reasoning_tokens: z.number() }),
});
const chatSchema = z.object({
  usage: usageSchema,
  choices: z.array(
    z.object({
      message: z.looseObject({ tool_calls: z.array(z.looseObject({ id: z.string() })).optional() }),
    }),
  ),
});
const responseSchema = z.object({
  usage: z.object({
    input_tokens: z.number(),
    output_tokens: z.number(),
    input_tokens_details: z.object({ cached_tokens: z.number() }),
    output_tokens_details: z.object({ reasoning_tokens: z.number() }),
  }),
});

/** The tokens that the answers reported, in the kinds of the metric. */
interface Tokens {
  readonly fresh: number;
  readonly cached: number;
  readonly answer: number;
  readonly reasoning: number;
}

let gateway: TestGateway;
let before: Scrape;

const headersOf = (name: string): Record<string, string> => ({
  'content-type': 'application/json',
  authorization: `Bearer key-of-${name}`,
});
const user = (content: string): object => ({ role: 'user', content });

beforeAll(async () => {
  gateway = await startTestGateway({
    args: [
      '--api-key=alice:key-of-alice,bob:key-of-bob,eve:key-of-eve',
      '--admin-keys=alice',
      '--model-alias=house=gpt-5.5',
    ],
  });
  const fails = whenAsked(failing, { kind: 'failed', code: 'insufficient_quota', message: 'No.' });
  const stalls = whenAsked(stalling, { kind: 'stall', afterTokens: 3 });
  gateway.standIn.behave((request) => fails(request) ?? stalls(request));
  before = await now();
});
afterAll(async () => {
  await gateway.close();
});

async function now(): Promise<Scrape> {
  return await scrape(gateway.url, headersOf('alice'));
}

async function post(path: string, body: object | string, name = 'bob', init: RequestInit = {}) {
  return await fetch(new URL(path, gateway.url), {
    method: 'POST',
    headers: headersOf(name),
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...init,
  });
}

async function chat(more: object): Promise<z.infer<typeof chatSchema>> {
  const response = await post('/v1/chat/completions', { model: 'gpt-5.5', ...more });
  return chatSchema.parse(await response.json());
}

function ofChat(usage: z.infer<typeof usageSchema>): Tokens {
  const { cached_tokens: cached } = usage.prompt_tokens_details;
  const { reasoning_tokens: reasoning } = usage.completion_tokens_details;
  return {
    fresh: usage.prompt_tokens - cached,
    cached,
    answer: usage.completion_tokens - reasoning,
    reasoning,
  };
}

function sum(all: readonly Tokens[]): Tokens {
  const total = { fresh: 0, cached: 0, answer: 0, reasoning: 0 };
  for (const each of all) {
    for (const kind of ['fresh', 'cached', 'answer', 'reasoning'] as const) {
      total[kind] += each[kind];
    }
  }
  return total;
}

async function streamed(): Promise<Tokens> {
  const response = await post('/v1/chat/completions', {
    model: 'house-high',
    messages: [user('Say hi')],
    stream: true,
    stream_options: { include_usage: true },
  });
  const last = (await response.text()).split('\n').findLast((line) => line.startsWith('data: {'));
  const chunk: unknown = JSON.parse(last?.slice('data: '.length) ?? '');
  return ofChat(z.object({ usage: usageSchema }).parse(chunk).usage);
}

async function toolRound(): Promise<Tokens[]> {
  const tools = [
    {
      type: 'function',
      function: {
        name: 'get_weather',
        parameters: {
          type: 'object',
          properties: { city: { type: 'string' } },
          required: ['city'],
        },
      },
    },
  ];
  const asked = [user('call get_weather in Oslo')];
  const first = await chat({ messages: asked, tools });
  const message = first.choices[0]?.message;
  const result = { role: 'tool', tool_call_id: message?.tool_calls?.[0]?.id, content: 'Rain.' };
  const second = await chat({ messages: [...asked, message, result], tools });
  return [ofChat(first.usage), ofChat(second.usage)];
}

async function overResponses(): Promise<Tokens> {
  const response = await post('/v1/responses', { model: 'gpt-5.5', input: 'Say hi' });
  const { usage } = responseSchema.parse(await response.json());
  const { cached_tokens: cached } = usage.input_tokens_details;
  const { reasoning_tokens: reasoning } = usage.output_tokens_details;
  return {
    fresh: usage.input_tokens - cached,
    cached,
    answer: usage.output_tokens - reasoning,
    reasoning,
  };
}

async function overGraphql(): Promise<Tokens> {
  const { chatCompletion } = await execute(
    gateway.url,
    ChatDocument,
    { input: { model: 'gpt-5.5', messages: [{ role: 'USER', content: [{ text: 'Say hi' }] }] } },
    headersOf('bob'),
  );
  const { usage } = z
    .object({
      usage: z.object({
        inputTokens: z.number(),
        cachedInputTokens: z.number(),
        outputTokens: z.number(),
        reasoningOutputTokens: z.number(),
      }),
    })
    .parse(chatCompletion);
  return {
    fresh: usage.inputTokens - usage.cachedInputTokens,
    cached: usage.cachedInputTokens,
    answer: usage.outputTokens - usage.reasoningOutputTokens,
    reasoning: usage.reasoningOutputTokens,
  };
}

async function cancelled(): Promise<void> {
  const leaving = new AbortController();
  const body = { model: 'gpt-5.5', messages: [user(stalling)], stream: true };
  const response = await post('/v1/chat/completions', body, 'eve', { signal: leaving.signal });
  await response.body?.getReader().read();
  expect(counted(await now(), 'running')).toEqual({ '{surface="CHAT_COMPLETIONS"}': 1 });
  leaving.abort();
  await vi.waitUntil(async () => Object.keys(counted(await now(), 'running')).length === 0, {
    timeout: 60_000,
  });
}

/** A custom provider may have a model of any name: the direct engine answers, and no label names it. */
const made = byEngine('models', {
  'app-server': { completed: {}, ofKey: {}, firstTokens: { chat: 5, responses: 1 }, waits: 8 },
  direct: {
    completed: {
      '{surface="CHAT_COMPLETIONS",model="other",outcome="completed"}': 1,
      '{surface="RESPONSES",model="other",outcome="completed"}': 1,
    },
    ofKey: { '{key="alice",outcome="completed"}': 2 },
    firstTokens: { chat: 6, responses: 2 },
    waits: 10,
  },
});
const refusedModels = byEngine('models', {
  'app-server': {
    '{surface="CHAT_COMPLETIONS",reason="model_not_found"}': 1,
    '{surface="RESPONSES",reason="model_not_found"}': 1,
  },
  direct: {},
});

describe('what clients did', () => {
  let told: Tokens;

  beforeAll(async () => {
    told = sum([
      await streamed(),
      ofChat((await chat({ messages: [user('Say hi')] })).usage),
      ...(await toolRound()),
      await overResponses(),
      await overGraphql(),
    ]);
    await post('/v1/chat/completions', { model: 'gpt-5.5', messages: [user(failing)] }, 'eve');
    await cancelled();
    // Refused in several ways.
    await post('/v1/chat/completions', { model: 'gpt-5.5', messages: [] }, 'nobody');
    await post('/v1/chat/completions', '{"model": ');
    const madeUp = { model: 'gpt-0"\n{}', messages: [user('Say hi')] };
    await (await post('/v1/chat/completions', madeUp, 'alice')).text();
    await (await post('/v1/responses', { model: 'gpt-0', input: 'Say hi' }, 'alice')).text();
    await post('/graphql', { query: '{ nothing }' });
    await post('/v1/nothing', {});
  });

  it('is counted by surface, model and outcome', async () => {
    expect(counted(await now(), 'requests_total')).toEqual({
      '{surface="CHAT_COMPLETIONS",model="gpt-5.5",outcome="completed"}': 4,
      '{surface="RESPONSES",model="gpt-5.5",outcome="completed"}': 1,
      '{surface="GRAPHQL",model="gpt-5.5",outcome="completed"}': 1,
      '{surface="CHAT_COMPLETIONS",model="gpt-5.5",outcome="failed"}': 1,
      '{surface="CHAT_COMPLETIONS",model="gpt-5.5",outcome="cancelled"}': 1,
      ...made.completed,
    });
    expect(counted(await now(), 'key_requests_total')).toEqual({
      '{key="bob",outcome="completed"}': 6,
      '{key="eve",outcome="failed"}': 1,
      '{key="eve",outcome="cancelled"}': 1,
      ...made.ofKey,
    });
    expect(counted(await now(), 'errors_total')).toEqual({
      '{surface="CHAT_COMPLETIONS",code="insufficient_quota"}': 1,
    });
  });

  it('used as many tokens as they were told', async () => {
    const series = await now();
    const kinds = ['fresh', 'cached', 'answer', 'reasoning'] as const;
    const ofBob = kinds.map((kind) => [
      kind,
      series.get(`codex_serve_key_tokens_total{key="bob",kind="${kind}"}`),
    ]);
    expect(Object.fromEntries(ofBob)).toEqual(told);
    expect(told.fresh).toBeGreaterThan(0);
    expect(told.reasoning).toBeGreaterThan(0);
    for (const kind of kinds) {
      const ofModel = series.get(`codex_serve_tokens_total{model="gpt-5.5",kind="${kind}"}`);
      const ofEve = series.get(`codex_serve_key_tokens_total{key="eve",kind="${kind}"}`) ?? 0;
      expect(ofModel).toBe(told[kind] + ofEve);
    }
  });

  it('was refused once each, by surface and reason', async () => {
    expect(counted(await now(), 'refused_total')).toEqual({
      '{surface="CHAT_COMPLETIONS",reason="invalid_api_key"}': 1,
      '{surface="CHAT_COMPLETIONS",reason="invalid_request"}': 1,
      ...refusedModels,
      '{surface="GRAPHQL",reason="invalid_request"}': 1,
      '{surface="none",reason="route_not_found"}': 1,
    });
  });

  it('took its time, each in one observation', async () => {
    const series = await now();
    expect(counted(series, 'first_token_seconds_count')).toEqual({
      '{surface="CHAT_COMPLETIONS"}': made.firstTokens.chat,
      '{surface="RESPONSES"}': made.firstTokens.responses,
      '{surface="GRAPHQL"}': 1,
    });
    expect(counted(series, 'request_duration_seconds_count')).toEqual({
      '{surface="CHAT_COMPLETIONS",outcome="completed"}': made.firstTokens.chat - 1,
      '{surface="RESPONSES",outcome="completed"}': made.firstTokens.responses,
      '{surface="GRAPHQL",outcome="completed"}': 1,
      '{surface="CHAT_COMPLETIONS",outcome="failed"}': 1,
      '{surface="CHAT_COMPLETIONS",outcome="cancelled"}': 1,
    });
    expect(counted(series, 'queue_wait_seconds_count')).toEqual({ '': made.waits });
    expect(counted(before, 'queue_wait_seconds_count')).toEqual({});
  });
});

describe('subscriptions', () => {
  const open = async (): Promise<unknown> => counted(await now(), 'subscribers');

  it('are counted by their field while they are open', async () => {
    const { socket, send } = await openSocket(gateway.url, {
      headers: { authorization: 'Bearer key-of-alice' },
    });
    const payload = { query: 'subscription { health { isReady } }' };
    send({ type: 'subscribe', id: 'one', payload });
    send({ type: 'subscribe', id: 'two', payload });
    await expect.poll(open).toEqual({ '{kind="health"}': 2 });
    send({ type: 'complete', id: 'one' });
    await expect.poll(open).toEqual({ '{kind="health"}': 1 });
    socket.terminate();
    await expect.poll(open).toEqual({});
  });

  it('are counted over server-sent events, too', async () => {
    const leaving = new AbortController();
    const query = 'subscription { activity { __typename } }';
    const response = await fetch(new URL('/graphql', gateway.url), {
      method: 'POST',
      headers: { ...headersOf('alice'), accept: 'text/event-stream' },
      body: JSON.stringify({ query }),
      signal: leaving.signal,
    });
    expect(response.status).toBe(200);
    await expect.poll(open).toEqual({ '{kind="activity"}': 1 });
    leaving.abort();
    await expect.poll(open).toEqual({});
  });
});
