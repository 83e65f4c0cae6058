import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { onCatalogGateway } from '../support/catalog-gateway.ts';
import { byEngine } from '../support/engine-differences.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { openai, respond, response } from './client.ts';

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

/** Every member that Open Responses requires, and those that OpenAI's SDKs read beside them. */
const members = [
  'id',
  'object',
  'created_at',
  'completed_at',
  'status',
  'incomplete_details',
  'model',
  'previous_response_id',
  'instructions',
  'output',
  'error',
  'tools',
  'tool_choice',
  'truncation',
  'parallel_tool_calls',
  'text',
  'top_p',
  'presence_penalty',
  'frequency_penalty',
  'top_logprobs',
  'temperature',
  'reasoning',
  'usage',
  'max_output_tokens',
  'max_tool_calls',
  'store',
  'background',
  'service_tier',
  'metadata',
  'safety_identifier',
  'prompt_cache_key',
  'access_programs',
];

describe('a whole response', () => {
  it('has every member that clients require, and repeats what was asked', async () => {
    const asked = {
      instructions: 'Be brief.',
      metadata: { project: 'a' },
      tools: [
        { type: 'function', name: 'look_up', parameters: { type: 'object', properties: {} } },
      ],
      tool_choice: 'auto',
      parallel_tool_calls: false,
      reasoning: { effort: 'low', summary: 'auto' },
      text: { verbosity: 'low' },
      temperature: 0.5,
      top_p: 0.5,
      max_output_tokens: 500,
      prompt_cache_key: 'key',
      safety_identifier: 'somebody',
    };
    const whole = await response(gateway.url, asked);

    expect(Object.keys(whole)).toEqual(expect.arrayContaining(members));
    expect(whole).toMatchObject({
      ...asked,
      text: { format: { type: 'text' }, verbosity: 'low' },
      // Open Responses takes no null here.
      tools: [{ ...asked.tools[0], strict: expect.any(Boolean) }],
      truncation: 'disabled',
      service_tier: 'default',
      background: false,
      store: true,
    });
    expect(whole).not.toHaveProperty('user');
    expect(whole).not.toHaveProperty('conversation');
  });

  it('has the usage of its completion', async () => {
    const whole = await response(gateway.url, { input: 'Count to 3' });
    const usage = (await gateway.core.completion(whole.id))?.usage;

    expect(whole.usage).toEqual({
      input_tokens: usage?.inputTokens,
      input_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 },
      output_tokens: usage?.outputTokens,
      output_tokens_details: { reasoning_tokens: usage?.reasoningOutputTokens },
      total_tokens: usage?.totalTokens,
    });
  });

  it('that was cut is incomplete, with what was said and its usage', async () => {
    gateway.standIn.behave(() => ({
      kind: 'incomplete',
      reason: 'max_output_tokens',
      text: 'One two three',
      afterTokens: 2,
    }));

    expect(await response(gateway.url)).toMatchObject({
      status: 'incomplete',
      completed_at: null,
      incomplete_details: { reason: 'max_output_tokens' },
      output: [{ status: 'incomplete', content: [{ text: 'One two' }] }],
      usage: { total_tokens: expect.any(Number) },
    });
  });

  it('that its own limit of tokens cuts is incomplete', async () => {
    const cut = await response(gateway.url, { input: 'Count to 500', max_output_tokens: 16 });

    expect(cut).toMatchObject({
      status: 'incomplete',
      incomplete_details: { reason: 'max_output_tokens' },
      max_output_tokens: 16,
    });
  });

  it('that the filter of the service cut is incomplete', async () => {
    gateway.standIn.behave(() => ({ kind: 'incomplete', reason: 'content_filter', text: 'One' }));

    expect(await response(gateway.url)).toMatchObject({
      status: 'incomplete',
      incomplete_details: { reason: 'content_filter' },
    });
  });

  it('satisfies the SDK, which adds its text', async () => {
    const whole = await openai(gateway.url).responses.create({
      model: 'gpt-5.5',
      input: 'Count to 5',
    });

    expect(whole.output_text).toBe('1 2 3 4 5');
  });
});

describe('the headers of a whole response', () => {
  it('name the fields that had no effect', async () => {
    const { headers } = await respond(gateway.url, { temperature: 0.2, truncation: 'auto' });

    expect(headers.get('x-codex-serve-ignored')).toBe(
      byEngine('sampling', {
        'app-server': 'temperature, truncation',
        direct: 'truncation',
      }),
    );
  });

  it('name an effort that the model does not offer', async () => {
    const answer = await respond(gateway.url, { reasoning: { effort: 'none' } });

    expect(answer.status).toBe(200);
    expect(answer.headers.get('x-codex-serve-ignored')).toBe('reasoning.effort');
    await answer.text();
  });

  it('name what the answer did not honor, and so does the response', async () => {
    gateway.standIn.behave(() => ({ kind: 'text', text: 'I will not call.' }));
    const tools = [{ type: 'function', name: 'look_up', parameters: { type: 'object' } }];
    const answer = await respond(gateway.url, { tools, tool_choice: 'required' });

    expect(answer.headers.get('x-codex-serve-unmet')).toBe('tool_choice');
    expect(await answer.json()).toMatchObject({ codex_serve: { unmet: ['tool_choice'] } });
  });
});

const usedUp = {
  error: { type: 'usage_limit_reached', message: 'Used up.', resets_in_seconds: 60 },
};

describe('a request for a response that fails', () => {
  it('for its model is a 404 with the parameter', async () => {
    const refused = await onCatalogGateway(async ({ url }) => {
      const answer = await respond(url, { model: 'gpt-none' });
      return [answer.status, await answer.json()];
    });

    expect(refused).toEqual([
      404,
      {
        error: {
          message: "The model 'gpt-none' does not exist or you do not have access to it.",
          type: 'invalid_request_error',
          param: 'model',
          code: 'model_not_found',
        },
      },
    ]);
  });

  it.each([
    [{ status: 429, body: usedUp }, 429, 'insufficient_quota', { 'x-should-retry': 'false' }],
    [{ status: 503 }, 503, 'server_overloaded', {}],
    [{ status: 401 }, 401, 'codex_login_required', { 'x-should-retry': 'false' }],
  ] as const)('at the service with %j has its status', async (refusal, status, code, headers) => {
    gateway.standIn.behave(() => ({ kind: 'status', ...refusal }));
    const answer = await respond(gateway.url);

    expect(answer.status).toBe(status);
    expect(Object.fromEntries(answer.headers)).toMatchObject(headers);
    expect(await answer.json()).toMatchObject({ error: { code } });
  });

  it('in the middle has its status too', async () => {
    gateway.standIn.behave(() => ({
      kind: 'failed',
      code: 'context_length_exceeded',
      message: 'Too long.',
      text: 'One two three',
      afterTokens: 2,
    }));
    const answer = await respond(gateway.url);

    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      error: { code: 'context_length_exceeded', param: 'input' },
    });
  });

  it.each(['GET', 'PUT', 'DELETE'])('for its method %s is a 405', async (method) => {
    const answer = await fetch(`${gateway.url}/v1/responses`, { method });

    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
    await answer.text();
  });

  it('for its JSON is a 400', async () => {
    const answer = await fetch(`${gateway.url}/v1/responses`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"model":',
    });

    expect(answer.status).toBe(400);
    await answer.text();
  });
});
