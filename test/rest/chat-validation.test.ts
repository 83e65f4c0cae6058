import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { chatBody, post } from './client.ts';

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

const user = (...content: unknown[]): object => ({ messages: [{ role: 'user', content }] });
const message = (value: unknown): object => ({ messages: [value] });

describe('a request at fault', () => {
  it.each<[object, string, string, string]>([
    [
      { model: undefined },
      "Missing required parameter: 'model'.",
      'model',
      'missing_required_parameter',
    ],
    [
      { model: 5 },
      "Invalid type for 'model': expected a string, but got an integer instead.",
      'model',
      'invalid_type',
    ],
    [
      { messages: undefined },
      "Missing required parameter: 'messages'.",
      'messages',
      'missing_required_parameter',
    ],
    [
      { messages: 'hi' },
      "Invalid type for 'messages': expected an array, but got a string instead.",
      'messages',
      'invalid_type',
    ],
    [
      { messages: [] },
      "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array instead.",
      'messages',
      'invalid_value',
    ],
    [
      message(3),
      "Invalid type for 'messages[0]': expected an object, but got an integer instead.",
      'messages[0]',
      'invalid_type',
    ],
    [
      message({ content: 'hi' }),
      "Missing required parameter: 'messages[0].role'.",
      'messages[0].role',
      'missing_required_parameter',
    ],
    [
      message({ role: 'bot', content: 'hi' }),
      "Invalid value: 'bot'. Supported values are: 'system', 'developer', 'user', 'assistant', 'tool', and 'function'.",
      'messages[0].role',
      'invalid_value',
    ],
    [
      message({ role: 'user' }),
      "Missing required parameter: 'messages[0].content'.",
      'messages[0].content',
      'missing_required_parameter',
    ],
    [
      message({ role: 'user', content: null }),
      "Invalid type for 'messages[0].content': expected one of a string or an array, but got null instead.",
      'messages[0].content',
      'invalid_type',
    ],
    [
      message({ role: 'assistant', content: null }),
      "Invalid type for 'messages[0].content': expected one of a string or an array, but got null instead.",
      'messages[0].content',
      'invalid_type',
    ],
    [
      user(),
      "Invalid 'messages[0].content': empty array. Expected an array with minimum length 1, but got an empty array instead.",
      'messages[0].content',
      'invalid_value',
    ],
    [
      user({ type: 'text' }),
      "Missing required parameter: 'messages[0].content[0].text'.",
      'messages[0].content[0].text',
      'missing_required_parameter',
    ],
    [
      user({ type: 'text', text: 'a' }, { type: 'video' }),
      "Invalid value: 'video'. Supported values are: 'text', 'image_url', 'input_audio', and 'file'.",
      'messages[0].content[1].type',
      'invalid_value',
    ],
    [
      { stream: 'yes' },
      "Invalid type for 'stream': expected a boolean, but got a string instead.",
      'stream',
      'invalid_type',
    ],
    [
      { stream_options: { include_usage: 1 } },
      "Invalid type for 'stream_options.include_usage': expected a boolean, but got an integer instead.",
      'stream_options.include_usage',
      'invalid_type',
    ],
    [
      { reasoning_effort: 'huge' },
      "Invalid value: 'huge'. Supported values are: 'none', 'minimal', 'low', 'medium', 'high', 'xhigh', and 'max'.",
      'reasoning_effort',
      'invalid_value',
    ],
    [
      { temperature: 2.5 },
      "Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got 2.5 instead.",
      'temperature',
      'invalid_value',
    ],
    [
      { top_p: -0.5 },
      "Invalid 'top_p': decimal below minimum value. Expected a value >= 0, but got -0.5 instead.",
      'top_p',
      'invalid_value',
    ],
    [
      { max_tokens: 0 },
      "Invalid 'max_tokens': integer below minimum value. Expected a value >= 1, but got 0 instead.",
      'max_tokens',
      'invalid_value',
    ],
    [
      { seed: 1.5 },
      "Invalid type for 'seed': expected an integer, but got a decimal instead.",
      'seed',
      'invalid_type',
    ],
    [
      { stop: ['a', 'b', 'c', 'd', 'e'] },
      "Invalid 'stop': array too long. Expected an array with maximum length 4, but got an array with length 5 instead.",
      'stop',
      'invalid_value',
    ],
    [
      { safety_identifier: 's'.repeat(129) },
      "Invalid 'safety_identifier': string too long. Expected a string with maximum length 128, but got a string with length 129 instead.",
      'safety_identifier',
      'invalid_value',
    ],
    [
      { metadata: { a: 1 } },
      "Invalid type for 'metadata.a': expected a string, but got an integer instead.",
      'metadata.a',
      'invalid_type',
    ],
    [
      { metadata: 'a' },
      "Invalid type for 'metadata': expected an object, but got a string instead.",
      'metadata',
      'invalid_type',
    ],
  ])('%j is refused in words that name the field', async (more, text, param, code) => {
    const response = await chat(chatBody(more));

    expect(await response.json()).toEqual({
      error: { message: text, type: 'invalid_request_error', param, code },
    });
    expect(response.status).toBe(400);
  });
});

describe('a hostile body', () => {
  // As deep as a body may be.
  const deep = '['.repeat(95) + ']'.repeat(95);
  const messages = '"messages":[{"role":"user","content":"hi"}]';

  it.each([
    ['messages nested deeply', `{"model":"gpt-5.5","messages":${deep}}`, 'messages[0]'],
    [
      'content nested deeply',
      `{"model":"gpt-5.5","messages":[{"role":"user","content":${deep}}]}`,
      'messages[0].content[0]',
    ],
    [
      'forty thousand bad messages',
      `{"model":"gpt-5.5","messages":[${'0,'.repeat(40_000)}0]}`,
      'messages[0]',
    ],
    ['a field nested deeply', `{"model":"gpt-5.5",${messages},"stop":${deep}}`, 'stop[0]'],
    [
      'a number beyond all bounds',
      `{"model":"gpt-5.5",${messages},"temperature":1e999}`,
      'temperature',
    ],
  ])('with %s is a 400', async (_what, body, param) => {
    const response = await chat(body);

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { param } });
  });

  it('with a prototype in it has no effect', async () => {
    const response = await chat(
      `{"model":"gpt-5.5",${messages},"__proto__":{"temperature":5},"constructor":1,"zz":${deep}}`,
    );

    expect(response.status).toBe(200);
    expect(response.headers.get('x-codex-serve-ignored')).toBe('__proto__, constructor, zz');
  });
});
