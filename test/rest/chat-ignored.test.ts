import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { byEngine, type engineDifferences } from '../support/engine-differences.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { chatBody, pngUrl, post } from './client.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ isShared: true });
});
afterAll(async () => {
  await gateway.close();
});

async function chat(body: object | string): Promise<Response> {
  return await post(`${gateway.url}/v1/chat/completions`, body);
}

const message = (value: unknown): object => ({ messages: [value] });
const image = (url: unknown, more: object = {}): object =>
  message({ role: 'user', content: [{ type: 'image_url', image_url: { url, ...more } }] });

/** What the direct engine ignores of a request, and why the app-server ignores more of it. */
type OnDirect = readonly [keyof typeof engineDifferences, string | null];

describe('what is accepted without an effect', () => {
  it.each<[object, string, OnDirect?]>([
    [
      { temperature: 0.1, top_p: 0.9, seed: 2 ** 60 },
      'temperature, top_p, seed',
      ['sampling', 'seed'],
    ],
    [{ max_tokens: 32_000, max_completion_tokens: 5000 }, 'max_tokens'],
    [{ service_tier: 'scale' }, 'service_tier', ['serviceTiers', null]],
    [{ service_tier: 'flex' }, 'service_tier', ['serviceTiers', null]],
    [
      { tools: [{ type: 'function', function: { name: 'f', strict: true } }] },
      'tools[].function.strict',
      ['toolSchemas', null],
    ],
    [
      {
        response_format: {
          type: 'json_schema',
          json_schema: {
            name: 'n',
            description: 'd',
            strict: true,
            schema: { type: 'object', properties: {}, required: [], additionalProperties: false },
          },
        },
      },
      'response_format.json_schema.description',
      ['formats', null],
    ],
    [{ presence_penalty: 1, frequency_penalty: -1 }, 'presence_penalty, frequency_penalty'],
    [
      { parallel_tool_calls: false, user: 'u', metadata: { a: 'b' } },
      'user, parallel_tool_calls',
      ['sampling', 'parallel_tool_calls'],
    ],
    [
      { prompt_cache_key: 'k', prompt_cache_retention: '24h' },
      'prompt_cache_key, prompt_cache_retention',
      ['promptCache', null],
    ],
    [{ prediction: { type: 'content', content: 'x' } }, 'prediction'],
    [{ top_k: 40, 'no header\r\n✓': 1 }, 'top_k, no?header???'],
    [message({ role: 'user', name: 'bob', content: 'hi' }), 'messages[].name'],
    [
      message({ role: 'assistant', content: 'hi', reasoning_content: 'so' }),
      'messages[].reasoning_content',
    ],
    [
      image(pngUrl, { detail: 'low' }),
      'messages[].content[].image_url.detail',
      ['imageDetail', null],
    ],
  ])('%j is named in a header', async (more, ignored, onDirect) => {
    const response = await chat(chatBody(more));

    const named = onDirect
      ? byEngine(onDirect[0], { 'app-server': ignored, direct: onDirect[1] })
      : ignored;
    expect(response.headers.get('x-codex-serve-ignored')).toBe(named);
    expect(response.status).toBe(200);
  });

  it('is metadata that a stream does not repeat', async () => {
    const response = await chat(chatBody({ metadata: { a: 'b' }, stream: true }));

    const ignored = byEngine('sampling', { 'app-server': 'metadata', direct: null });
    expect(response.headers.get('x-codex-serve-ignored')).toBe(ignored);
    await response.text();
  });

  it('is named once, and no more than 32 of it', async () => {
    const fields = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`f${index}`, 1]));
    const response = await chat(chatBody(fields));

    expect(response.headers.get('x-codex-serve-ignored')).toMatch(/^f0, f1, .*f31, \+8 more$/);
  });

  it('is not worth a word where it says what is so anyway', async () => {
    const response = await chat(
      chatBody({
        temperature: 1,
        top_p: 1,
        presence_penalty: 0,
        frequency_penalty: 0,
        n: 1,
        function_call: 'none',
        stop: null,
        seed: null,
        tools: [],
        tool_choice: 'auto',
        parallel_tool_calls: true,
        response_format: { type: 'text' },
        modalities: ['text'],
        logprobs: false,
        top_logprobs: 0,
        logit_bias: {},
        store: false,
        metadata: {},
        service_tier: 'auto',
        verbosity: null,
        reasoning_effort: null,
        stream: null,
        stream_options: null,
        messages: [
          { role: 'user', content: 'hi' },
          {
            role: 'assistant',
            content: '',
            refusal: null,
            annotations: [],
            tool_calls: [],
            audio: null,
          },
          { role: 'user', content: 'and?' },
        ],
      }),
    );

    expect(response.status).toBe(200);
    expect(response.headers.get('x-codex-serve-ignored')).toBeNull();
  });
});
