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

const tool = (name: unknown, more: object = {}): object => ({
  type: 'function',
  function: { name, ...more },
});
const tools = [tool('f')];
const user = { role: 'user', content: 'hi' };
const calls = (...ids: string[]): object => ({
  role: 'assistant',
  content: null,
  tool_calls: ids.map((id) => ({ id, type: 'function', function: { name: 'f', arguments: '{}' } })),
});
const result = (id: string): object => ({ role: 'tool', tool_call_id: id, content: 'done' });
const history = (...messages: object[]): object => ({ messages: [user, ...messages] });

const unanswered = (ids: string): string =>
  `An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: ${ids}`;
const orphan =
  "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.";

describe('tools at fault', () => {
  it.each<[object, string, string, string | null]>([
    [
      { tools: [tool('get weather')] },
      "Invalid 'tools[0].function.name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.",
      'tools[0].function.name',
      'invalid_value',
    ],
    [
      { tools: [tool('f'.repeat(65))] },
      "Invalid 'tools[0].function.name': string too long. Expected a string with maximum length 64, but got a string with length 65 instead.",
      'tools[0].function.name',
      'invalid_value',
    ],
    [
      { tools: [tool('')] },
      "Invalid 'tools[0].function.name': empty string. Expected a string with minimum length 1, but got an empty string instead.",
      'tools[0].function.name',
      'invalid_value',
    ],
    [
      { tools: [tool('f'), { type: 'custom', custom: { name: 'f' } }] },
      "Invalid 'tools[1].custom.name': duplicate tool name 'f'. Tool names must be unique.",
      'tools[1].custom.name',
      'invalid_value',
    ],
    [
      { tools: [{ type: 'web_search' }] },
      "Invalid value: 'web_search'. Supported values are: 'function' and 'custom'.",
      'tools[0].type',
      'invalid_value',
    ],
    [
      { tools: Array.from({ length: 129 }, (_, index) => tool(`f${index}`)) },
      "Invalid 'tools': array too long. Expected an array with maximum length 128, but got an array with length 129 instead.",
      'tools',
      'invalid_value',
    ],
    [
      { tools: [tool('f', { parameters: [] })] },
      "Invalid type for 'tools[0].function.parameters': expected an object, but got an array instead.",
      'tools[0].function.parameters',
      'invalid_type',
    ],
    [
      { tools, tool_choice: 'always' },
      "Invalid value: 'always'. Supported values are: 'none', 'auto', and 'required'.",
      'tool_choice',
      'invalid_value',
    ],
    [
      { tools, tool_choice: { type: 'web_search' } },
      "Invalid value: 'web_search'. Supported values are: 'allowed_tools', 'function', and 'custom'.",
      'tool_choice.type',
      'invalid_value',
    ],
    [
      { tools, tool_choice: tool('g') },
      "Invalid value for 'tool_choice': tool 'g' not found in 'tools'.",
      'tool_choice',
      null,
    ],
    [
      { tool_choice: 'required' },
      "Invalid value for 'tool_choice': 'tool_choice' is only allowed when 'tools' are specified.",
      'tool_choice',
      null,
    ],
    [
      { tools, function_call: { name: 'f' } },
      "Invalid value for 'function_call': 'function_call' is only allowed when 'functions' are specified.",
      'function_call',
      null,
    ],
    [
      { tools, functions: [{ name: 'g' }] },
      "'functions' cannot be given together with 'tools'.",
      'functions',
      null,
    ],
    [
      { response_format: { type: 'json_schema', json_schema: { name: 'a b' } } },
      "Invalid 'response_format.json_schema.name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.",
      'response_format.json_schema.name',
      'invalid_value',
    ],
    [
      { stop: '' },
      "Invalid 'stop': empty string. Expected a string with minimum length 1, but got an empty string instead.",
      'stop',
      'invalid_value',
    ],
    [
      { stop: ['a', ''] },
      "Invalid 'stop[1]': empty string. Expected a string with minimum length 1, but got an empty string instead.",
      'stop[1]',
      'invalid_value',
    ],
    [
      { n: 17 },
      "Invalid 'n': integer above maximum value. Expected a value <= 16, but got 17 instead.",
      'n',
      'invalid_value',
    ],
  ])('%j are refused', async (more, message, param, code) => {
    const response = await chat(chatBody(more));

    expect(await response.json()).toEqual({
      error: { message, type: 'invalid_request_error', param, code },
    });
    expect(response.status).toBe(400);
  });

  it.each(['parameters', 'schema'])('with %s nested beyond reason are refused', async (what) => {
    const deep = '{"a":'.repeat(50_000) + '1' + '}'.repeat(50_000);
    const field =
      what === 'schema'
        ? `"response_format":{"type":"json_schema","json_schema":{"name":"n","schema":${deep}}}`
        : `"tools":[{"type":"function","function":{"name":"f","parameters":${deep}}}]`;
    const response = await chat(
      `{"model":"gpt-5.5","messages":[${JSON.stringify(user)}],${field}}`,
    );

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: {
        message: 'The body is nested more than 100 levels deep.',
        code: null,
      },
    });
  });
});

describe('a history whose calls and results do not match', () => {
  it.each<[object, string, string]>([
    [history(result('call_1')), orphan, 'messages.[1].role'],
    [history(calls('call_1'), result('call_2')), orphan, 'messages.[2].role'],
    [
      history(calls('call_1'), result('call_1'), user, result('call_1')),
      orphan,
      'messages.[4].role',
    ],
    [
      history(calls('call_1', 'call_2'), result('call_1'), user),
      unanswered('call_2'),
      'messages.[1].role',
    ],
    [history(calls('call_1', 'call_2')), unanswered('call_1, call_2'), 'messages.[1].role'],
    [
      history(calls('call_1', 'call_1')),
      "Duplicate value for 'tool_call_id' of 'call_1' in message[1].",
      'messages.[1].tool_calls',
    ],
    [
      history(calls('call_1'), result('call_1'), result('call_1')),
      "Duplicate value for 'tool_call_id' of 'call_1' in message[3].",
      'messages.[3].tool_call_id',
    ],
    [
      history({ role: 'function', name: 'f', content: '1' }),
      "Invalid parameter: messages with role 'function' must be a response to a preceeding message with 'function_call'.",
      'messages.[1].role',
    ],
    [
      history({ role: 'assistant', function_call: { name: 'f', arguments: '{}' } }, user),
      "An assistant message with 'function_call' must be followed by a message with role 'function' and name 'f'.",
      'messages.[1].role',
    ],
  ])('%j is refused in the words of OpenAI', async (more, message, param) => {
    const response = await chat(chatBody(more));

    expect(await response.json()).toEqual({
      error: { message, type: 'invalid_request_error', param, code: null },
    });
    expect(response.status).toBe(400);
  });
});
