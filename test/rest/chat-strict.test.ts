import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestCore, type TestCore } from '../support/core.ts';
import { chatBody, post } from './client.ts';
import { startRestApp, type RestApp } from './rest-app.ts';

let upstream: TestCore;
let app: RestApp;

beforeAll(async () => {
  upstream = await startTestCore();
  app = await startRestApp({ core: upstream.core, isStrict: true }, pino({ level: 'silent' }));
});
afterAll(async () => {
  await app.close();
  await upstream.close();
});

async function chat(more: object): Promise<Response> {
  return await post(`${app.url}/v1/chat/completions`, chatBody(more));
}

const user = { role: 'user', content: 'hi' };
const unsupported = (param: string): string =>
  `Unsupported parameter: '${param}' is not supported with this model.`;

describe('a strict gateway', () => {
  it.each<[object, string, string, string]>([
    [{ temperature: 0.1 }, 'temperature', 'unsupported_parameter', unsupported('temperature')],
    [{ top_k: 5 }, 'top_k', 'unknown_parameter', "Unknown parameter: 'top_k'."],
    [
      { messages: [user, { ...user, name: 'bob' }] },
      'messages[1].name',
      'unsupported_parameter',
      unsupported('messages[1].name'),
    ],
    [
      { tools: [{ type: 'function', function: { name: 'f', colour: 'red' } }] },
      'tools[0].function.colour',
      'unknown_parameter',
      "Unknown parameter: 'tools[0].function.colour'.",
    ],
    [
      { max_tokens: 5, max_completion_tokens: 6 },
      'max_tokens',
      'unsupported_parameter',
      unsupported('max_tokens'),
    ],
    [
      { reasoning_effort: 'none' },
      'reasoning_effort',
      'unsupported_value',
      "Unsupported value: 'reasoning_effort' does not support 'none' with this model. Supported values are: 'low', 'medium', 'high', and 'xhigh'.",
    ],
    [
      { service_tier: 'flex' },
      'service_tier',
      'unsupported_value',
      "Unsupported value: 'service_tier' does not support 'flex' with this model.",
    ],
  ])('refuses %j', async (more, param, code, message) => {
    const response = await chat(more);

    expect(await response.json()).toEqual({
      error: { message, type: 'invalid_request_error', param, code },
    });
    expect(response.status).toBe(400);
  });

  it.each([
    { temperature: 1, seed: null, stop: [] },
    { reasoning_effort: 'high' },
    {
      messages: [
        user,
        { role: 'assistant', content: 'a', reasoning_content: 'b', annotations: [], refusal: null },
        user,
      ],
    },
  ])('takes %j', async (more) => {
    expect((await chat(more)).status).toBe(200);
  });

  it.each([false, true])('fails where the model does not obey (streamed: %s)', async (stream) => {
    const response = await chat({
      tools: [{ type: 'function', function: { name: 'f' } }],
      tool_choice: 'required',
      stream,
    });

    expect(response.status).toBe(502);
    expect(await response.json()).toEqual({
      error: {
        message: "The model did not answer as 'tool_choice' asks.",
        type: 'server_error',
        param: null,
        code: 'upstream_error',
      },
    });
  });
});
