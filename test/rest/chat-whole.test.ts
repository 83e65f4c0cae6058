import { APIUserAbortError, NotFoundError } from 'openai';
import type OpenAI from 'openai';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { onCatalogGateway } from '../support/catalog-gateway.ts';
import { byEngine } from '../support/engine-differences.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { chatBody, openai, pngUrl, post } from './client.ts';
import { lastAsked } from '../support/last-asked.ts';

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

async function chat(more: object = {}): Promise<Response> {
  return await post(`${gateway.url}/v1/chat/completions`, chatBody(more));
}

describe('a whole answer', () => {
  it('is exactly the object that OpenAI sends', async () => {
    gateway.standIn.behave(() => ({ kind: 'text', text: 'Hello there, friend.' }));
    const before = Math.floor(Date.now() / 1000);
    const response = await chat();

    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(response.headers.get('x-codex-serve-ignored')).toBeNull();
    const body: unknown = await response.json();
    expect(body).toEqual({
      id: expect.stringMatching(/^chatcmpl-[0-9a-f]{32}$/),
      object: 'chat.completion',
      created: expect.toSatisfy((created: number) => created >= before && created <= before + 20),
      model: 'gpt-5.5',
      choices: [
        {
          index: 0,
          message: {
            role: 'assistant',
            content: 'Hello there, friend.',
            refusal: null,
            annotations: [],
          },
          logprobs: null,
          finish_reason: 'stop',
        },
      ],
      usage: {
        prompt_tokens: expect.any(Number),
        completion_tokens: 5,
        total_tokens: expect.any(Number),
        prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0, cache_write_tokens: 0 },
        completion_tokens_details: {
          reasoning_tokens: 0,
          audio_tokens: 0,
          accepted_prediction_tokens: 0,
          rejected_prediction_tokens: 0,
        },
      },
      service_tier: 'default',
    });
  });

  it('reports the usage of the completion that the core keeps', async () => {
    const answer = await openai(gateway.url).chat.completions.create({
      model: 'gpt-5.5',
      messages: [{ role: 'user', content: 'Count to 3' }],
      reasoning_effort: 'high',
    });
    const usage = (await gateway.core.completion(answer.id))?.usage;

    expect(usage?.reasoningOutputTokens).toBeGreaterThan(0);
    expect(answer.usage).toEqual({
      prompt_tokens: usage?.inputTokens,
      completion_tokens: usage?.outputTokens,
      total_tokens: usage?.totalTokens,
      prompt_tokens_details: {
        cached_tokens: usage?.cachedInputTokens,
        audio_tokens: 0,
        cache_write_tokens: usage?.cacheWriteInputTokens,
      },
      completion_tokens_details: {
        reasoning_tokens: usage?.reasoningOutputTokens,
        audio_tokens: 0,
        accepted_prediction_tokens: 0,
        rejected_prediction_tokens: 0,
      },
    });
  });

  it('holds the reasoning summary beside the content', async () => {
    const body: unknown = await (await chat({ reasoning_effort: 'high' })).json();

    expect(body).toMatchObject({
      choices: [
        { message: { reasoning_content: expect.stringContaining('Reading the question') } },
      ],
    });
  });

  it('that ran into the limit of the service finishes with length', async () => {
    gateway.standIn.behave(() => ({
      kind: 'incomplete',
      reason: 'max_output_tokens',
      text: 'One two three',
      afterTokens: 2,
    }));
    const body: unknown = await (await chat()).json();

    expect(body).toMatchObject({
      choices: [{ message: { content: 'One two' }, finish_reason: 'length' }],
    });
  });

  it.each([
    [{ stop: ' four' }, 'one two three', 'stop'],
    [{ stop: ['x', ' three'] }, 'one two', 'stop'],
    [{ max_tokens: 2 }, 'one two', 'length'],
    [{ max_completion_tokens: 3, max_tokens: 1 }, 'one two three', 'length'],
    [{ max_tokens: 32_000 }, 'one two three four', 'stop'],
  ])('to %j is %s', async (more, content, finishReason) => {
    const messages = [{ role: 'user', content: 'Say exactly: one two three four' }];
    const body: unknown = await (await chat({ messages, ...more })).json();

    expect(body).toMatchObject({
      choices: [{ message: { content }, finish_reason: finishReason }],
    });
  });

  it('is also had without the /v1 prefix', async () => {
    const response = await post(`${gateway.url}/chat/completions`, chatBody());

    expect(response.status).toBe(200);
  });
});

describe('the conversation that reaches the service', () => {
  it('is the one that the client sent', async () => {
    const messages: OpenAI.ChatCompletionMessageParam[] = [
      { role: 'system', content: 'Be brief.' },
      { role: 'developer', content: [{ type: 'text', text: 'Be kind.' }] },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'What is this?' },
          { type: 'image_url', image_url: { url: pngUrl } },
        ],
      },
      { role: 'assistant', content: [{ type: 'text', text: 'A pixel.' }], refusal: null },
      { role: 'user', content: 'And this?' },
      { role: 'assistant', content: null, refusal: 'I would rather not say.' },
      { role: 'user', content: '' },
    ];
    await openai(gateway.url).chat.completions.create({ model: 'gpt-5.5', messages });

    const system = byEngine('systemMessages', { 'app-server': 'developer', direct: 'system' });
    const sent = lastAsked(gateway.standIn)?.input;
    expect(sent?.map(({ role, content }) => ({ role, content }))).toEqual([
      { role: system, content: [{ type: 'input_text', text: 'Be brief.' }] },
      { role: 'developer', content: [{ type: 'input_text', text: 'Be kind.' }] },
      {
        role: 'user',
        content: [
          { type: 'input_text', text: 'What is this?' },
          { type: 'input_image', image_url: pngUrl },
        ],
      },
      { role: 'assistant', content: [{ type: 'output_text', text: 'A pixel.' }] },
      { role: 'user', content: [{ type: 'input_text', text: 'And this?' }] },
      { role: 'assistant', content: [{ type: 'output_text', text: 'I would rather not say.' }] },
      { role: 'user', content: [{ type: 'input_text', text: '' }] },
    ]);
  });

  it.each([
    [{ reasoning_effort: 'high' }, 'high', null],
    [{ model: 'gpt-5.5-low' }, 'low', null],
    [{ model: 'gpt-5.5-low', reasoning_effort: 'high' }, 'low', 'reasoning_effort'],
    [{ reasoning_effort: 'none' }, 'low', 'reasoning_effort'],
    [{ reasoning_effort: 'max' }, 'xhigh', 'reasoning_effort'],
  ])('%o asks for the effort %s', async (more, effort, ignored) => {
    const response = await chat(more);

    expect(lastAsked(gateway.standIn)?.body['reasoning']).toMatchObject({ effort });
    expect(response.headers.get('x-codex-serve-ignored')).toBe(ignored);
    expect(await response.json()).toMatchObject({ model: 'gpt-5.5' });
  });
});

describe('a failure', () => {
  it('of the service has its status and code', async () => {
    gateway.standIn.behave(() => ({
      kind: 'failed',
      code: 'context_length_exceeded',
      message: 'Too long.',
    }));
    const response = await chat();

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: { type: 'invalid_request_error', code: 'context_length_exceeded' },
    });
  });

  it('is the error class of the SDK that its status calls for', async () => {
    const asked = onCatalogGateway(
      async ({ url }) =>
        await openai(url).chat.completions.create({
          model: 'gpt-none',
          messages: [{ role: 'user', content: 'hi' }],
        }),
    );

    await expect(asked).rejects.toBeInstanceOf(NotFoundError);
    await expect(asked).rejects.toMatchObject({
      status: 404,
      code: 'model_not_found',
      type: 'invalid_request_error',
      param: 'model',
      requestID: expect.stringMatching(/^req_/),
    });
  });
});

describe('a client that leaves before its whole answer', () => {
  it('stops the turn', async () => {
    gateway.standIn.behave(() => ({ kind: 'stall', afterTokens: 2 }));
    const { received, aborted } = gateway.standIn;
    const leaving = new AbortController();
    const asked = openai(gateway.url).chat.completions.create(
      { model: 'gpt-5.5', messages: [{ role: 'user', content: 'hi' }] },
      { signal: leaving.signal },
    );
    asked.catch(() => {});
    await gateway.standIn.waitFor((state) => state.received > received && state.active > 0);
    leaving.abort();

    await expect(asked).rejects.toBeInstanceOf(APIUserAbortError);
    await gateway.standIn.waitFor((state) => state.aborted > aborted && state.active === 0);
  });
});
