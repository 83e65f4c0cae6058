import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { byEngine, type engineDifferences } from '../support/engine-differences.ts';
import { startTestCore, type TestCore } from '../support/core.ts';
import { chatBody, dataOf, post } from './client.ts';
import { startRestApp, type RestApp } from './rest-app.ts';

let upstream: TestCore;
let app: RestApp;

beforeAll(async () => {
  upstream = await startTestCore();
  app = await startRestApp({ core: upstream.core, isStrict: true }, pino({ level: 'silent' }));
});
afterEach(() => upstream.standIn.behave(undefined));
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
  it.each<[object, string, string, string, (keyof typeof engineDifferences)?]>([
    [
      { temperature: 0.1 },
      'temperature',
      'unsupported_parameter',
      unsupported('temperature'),
      'sampling',
    ],
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
      'serviceTiers',
    ],
  ])('refuses %j', async (more, param, code, message, difference) => {
    const response = await chat(more);

    const refusal = [400, { error: { message, type: 'invalid_request_error', param, code } }];
    const answer = [200, expect.objectContaining({ object: 'chat.completion' })];
    expect([response.status, await response.json()]).toEqual(
      difference ? byEngine(difference, { 'app-server': refusal, direct: answer }) : refusal,
    );
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
    upstream.standIn.behave(() => ({ kind: 'text', text: 'no' }));
    const response = await chat({
      tools: [{ type: 'function', function: { name: 'f' } }],
      tool_choice: 'required',
      stream,
    });

    const error = {
      message: "The model did not answer as 'tool_choice' asks.",
      type: 'server_error',
      param: null,
      code: 'upstream_error',
    };
    // The direct engine passes on the text as it comes, and sees at its end that there is no call.
    const hasBegun = stream && byEngine('toolChoice', { 'app-server': false, direct: true });
    expect(response.status).toBe(hasBegun ? 200 : 502);
    const text = await response.text();
    expect(JSON.parse(hasBegun ? (dataOf(text).at(-1) ?? '') : text)).toEqual({ error });
    expect(text).not.toContain('"finish_reason":"');
  });
});
