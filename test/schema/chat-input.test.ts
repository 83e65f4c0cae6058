import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ChatDocument } from '../generated/graphql.ts';
import type {
  ChatCompletionInput,
  ChatMutation,
  MessageInput,
  ToolInput,
} from '../generated/graphql.ts';
import type { PlannedItem } from '../../src/standin/index.ts';
import { byEngine } from '../support/engine-differences.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { ask } from './ask.ts';
import { answer, execute, post, type Answer } from './clients.ts';
import { lastAsked } from '../support/last-asked.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ isShared: true });
});
beforeEach(() => {
  gateway.standIn.behave(undefined);
});
afterAll(async () => {
  await gateway.close();
});

async function chat(input: ChatCompletionInput): Promise<ChatMutation['chatCompletion']> {
  return (await execute(gateway.url, ChatDocument, { input })).chatCompletion;
}

function lastBody(): Record<string, unknown> {
  return lastAsked(gateway.standIn)?.body ?? {};
}

const parameters = {
  type: 'object',
  properties: { city: { $ref: '#/$defs/city' } },
  required: ['city'],
  $defs: { city: { type: 'string' } },
};
const weather: ToolInput = { function: { name: 'get_weather', description: 'Asks.', parameters } };
const note: ToolInput = { custom: { name: 'note', description: 'Takes a note.' } };

describe('tools', () => {
  it('reach the model with their schema', async () => {
    await chat(ask('hello', { model: 'gpt-5.5', tools: [weather] }));
    expect(lastBody()['tools']).toEqual([
      { type: 'function', name: 'get_weather', description: 'Asks.', strict: false, parameters },
    ]);
  });

  it('with free text are called with text', async () => {
    const call = byEngine<PlannedItem>('customTools', {
      'app-server': { kind: 'function_call', name: 'note', input: '{"input":"buy tea"}' },
      direct: { kind: 'custom_tool_call', name: 'note', input: 'buy tea' },
    });
    gateway.standIn.behave(() => ({ kind: 'items', items: [call] }));
    expect(await chat(ask('note it', { model: 'gpt-5.5', tools: [note] }))).toMatchObject({
      toolCalls: [{ type: 'CUSTOM', name: 'note', input: 'buy tea' }],
    });
  });

  it('are left to the named one, or to none', async () => {
    const tools = [weather, note];
    await chat(ask('call note', { model: 'gpt-5.5', tools, toolChoice: { tool: 'note' } }));
    const both = [
      expect.objectContaining({ name: 'get_weather' }),
      expect.objectContaining({ name: 'note' }),
    ];
    expect(lastBody()).toMatchObject(
      byEngine<object>('toolChoice', {
        'app-server': { tool_choice: 'auto', tools: [{ name: 'note' }] },
        direct: { tool_choice: { type: 'custom', name: 'note' }, tools: both },
      }),
    );
    await chat(ask('hello', { model: 'gpt-5.5', tools, toolChoice: { mode: 'NONE' } }));
    expect(lastBody()).toMatchObject(
      byEngine<object>('toolChoice', {
        'app-server': { tools: [] },
        direct: { tool_choice: 'none', tools: both },
      }),
    );
  });

  it('that are required and not called are listed in `unmet`', async () => {
    gateway.standIn.behave(() => ({ kind: 'text', text: 'No.' }));
    const input = ask('hm', { tools: [weather], toolChoice: { mode: 'REQUIRED' } });
    expect(await chat(input)).toMatchObject({ text: 'No.', unmet: ['toolChoice'] });
  });

  it('come one at a time where parallel calls are not allowed', async () => {
    const other: ToolInput = { function: { name: 'get_time' } };
    const more = { model: 'gpt-5.5', tools: [weather, other] };
    const callsOf = async (input: ChatCompletionInput): Promise<string[]> => {
      const completion = await chat(input);
      return 'toolCalls' in completion ? completion.toolCalls.map(({ name }) => name) : [];
    };
    const text = 'call get_weather and get_time';
    expect(await callsOf(ask(text, more))).toEqual(['get_weather', 'get_time']);
    const oneByOne = ask(text, { ...more, allowParallelToolCalls: false });
    expect(await callsOf(oneByOne)).toEqual(['get_weather']);
  });

  it('take their schema from a literal in the document as well', async () => {
    const query =
      'mutation { chatCompletion(input: { model: "gpt-5.5", messages: { role: USER, content: { text: "Hi" } }, tools: { function: { name: "f", parameters: { type: "object", properties: { n: { type: "number" } } } } } }) { __typename } }';
    expect(await answer(gateway.url, query)).toEqual({
      data: { chatCompletion: { __typename: 'ChatCompletion' } },
    });
    expect(lastBody()['tools']).toEqual([
      expect.objectContaining({
        parameters: { type: 'object', properties: { n: { type: 'number' } } },
      }),
    ]);
  });
});

describe('the answer', () => {
  it('follows a schema that is sent to the service', async () => {
    const schema = {
      type: 'object',
      properties: { city: { type: 'string' } },
      required: ['city'],
      additionalProperties: false,
    };
    const responseFormat = { jsonSchema: { name: 'place', schema, strict: true } };
    await chat(ask('Where?', { responseFormat }));
    expect(lastBody()['text']).toMatchObject({
      format: { type: 'json_schema', strict: true, schema },
    });
  });

  it('is some JSON object where that is asked for', async () => {
    const input = ask('Where?', { responseFormat: { type: 'JSON_OBJECT' } });
    gateway.standIn.behave(() => ({ kind: 'text', text: '```json\n{"a": "\\d",}\n```' }));
    expect(await chat(input)).toMatchObject({ text: '{"a": "\\\\d"}', unmet: [] });

    gateway.standIn.behave(() => ({ kind: 'text', text: 'Here: {"a": 1}' }));
    expect(await chat(input)).toMatchObject({ text: 'Here: {"a": 1}', unmet: ['responseFormat'] });
  });

  it('ends before a stop sequence, and at a limit', async () => {
    gateway.standIn.behave(() => ({ kind: 'text', text: 'One two three. Four.' }));
    expect(await chat(ask('Count', { stop: ['three', 'Four'] }))).toMatchObject({
      text: 'One two ',
      finishReason: 'STOP',
    });
    expect(await chat(ask('Count', { maxOutputTokens: 2 }))).toMatchObject({
      text: 'One two',
      finishReason: 'LENGTH',
    });
  });

  it('is asked for with the verbosity and the service tier', async () => {
    await chat(ask('Hi', { model: 'gpt-6-sol', verbosity: 'HIGH', serviceTier: 'priority' }));
    expect(lastBody()).toMatchObject({ text: { verbosity: 'high' }, service_tier: 'priority' });
  });
});

const call = { callId: 'call_1', name: 'get_weather', input: '{}' };
const content = [{ text: 'Hi' }];
const user: MessageInput = { role: 'USER', content };
const calling: MessageInput = { role: 'ASSISTANT', content: [], toolCalls: [call] };
const result: MessageInput = { role: 'TOOL', content, toolCallId: 'call_1' };
const nameRule = 'must be 1 to 64 characters long, of letters, digits, _ and - only.';

const refused: [param: string, message: string, input: Partial<ChatCompletionInput>][] = [
  ['tools[0].function.name', nameRule, { tools: [{ function: { name: 'get weather' } }] }],
  ['tools[0].function.name', nameRule, { tools: [{ function: { name: '' } }] }],
  ['tools[1].custom.name', nameRule, { tools: [weather, { custom: { name: 'n'.repeat(65) } }] }],
  [
    'tools[1].custom.name',
    "tools[1].custom.name: another tool is called 'get_weather' as well.",
    { tools: [weather, { custom: { name: 'get_weather' } }] },
  ],
  [
    'tools',
    'tools must hold at most 128 tools; it holds 129.',
    { tools: Array.from({ length: 129 }, (_tool, index) => ({ custom: { name: `t${index}` } })) },
  ],
  [
    'toolChoice.mode',
    'toolChoice.mode: REQUIRED needs at least one tool.',
    { toolChoice: { mode: 'REQUIRED' } },
  ],
  [
    'toolChoice.tool',
    "toolChoice.tool: none of the tools is called 'fly'.",
    { tools: [weather], toolChoice: { tool: 'fly' } },
  ],
  [
    'responseFormat.jsonSchema.name',
    nameRule,
    { responseFormat: { jsonSchema: { name: 'a b', schema: {} } } },
  ],
  ['stop', 'stop must hold at most 4 sequences; it holds 5.', { stop: ['a', 'b', 'c', 'd', 'e'] }],
  ['stop[1]', 'stop[1] must not be empty.', { stop: ['a', ''] }],
  ['maxOutputTokens', 'maxOutputTokens must be at least 1; it is 0.', { maxOutputTokens: 0 }],
  [
    'serviceTier',
    "serviceTier: 'warp' is no service tier of gpt-5.5, which offers ",
    { model: 'gpt-5.5', serviceTier: 'warp' },
  ],
  [
    'messages[1].toolCallId',
    "messages[1].toolCallId: the ASSISTANT message ahead of it holds no call 'call_1'.",
    { messages: [user, result] },
  ],
  [
    'messages[3].toolCallId',
    "messages[3].toolCallId: the call 'call_1' already has a result.",
    { messages: [user, calling, result, result] },
  ],
  [
    'messages[1].toolCalls',
    "messages[1].toolCalls: each call needs its result in a TOOL message right after it; missing: 'call_1'.",
    { messages: [user, calling, user] },
  ],
  [
    'messages[1].toolCalls',
    "messages[1].toolCalls: two calls have the id 'call_1'.",
    { messages: [user, { ...calling, toolCalls: [call, call] }, result] },
  ],
  [
    'messages[1].toolCalls[0].callId',
    'messages[1].toolCalls[0].callId must not be empty.',
    { messages: [user, { ...calling, toolCalls: [{ ...call, callId: '' }] }] },
  ],
  [
    'messages[1].toolCalls[0].name',
    nameRule,
    { messages: [user, { ...calling, toolCalls: [{ ...call, name: 'get weather' }] }, result] },
  ],
  [
    'messages[0].toolCalls',
    'messages[0].toolCalls: only a message of the role ASSISTANT holds tool calls.',
    { messages: [{ ...user, toolCalls: [call] }] },
  ],
  [
    'messages[0].toolCallId',
    "messages[0].toolCallId: only a message of the role TOOL holds a tool's result.",
    { messages: [{ ...user, toolCallId: 'call_1' }] },
  ],
  [
    'messages[0].content',
    'messages[0].content must hold at least one part.',
    { messages: [{ role: 'ASSISTANT', content: [] }] },
  ],
];

describe('a field at fault', () => {
  it.each(refused)('is named: %s, %s', async (param, message, more) => {
    const { received } = gateway.standIn;
    expect(await chat(ask('Hi', more))).toEqual({
      __typename: 'InvalidRequestError',
      code: 'INVALID_VALUE',
      message: expect.stringContaining(message),
      param,
    });
    expect(gateway.standIn.received).toBe(received);
  });

  it('is named where it is missing', async () => {
    expect(await chat({ messages: [user, { role: 'TOOL', content }] })).toEqual({
      __typename: 'InvalidRequestError',
      code: 'MISSING_REQUIRED_PARAMETER',
      message:
        'messages[1].toolCallId: a message of the role TOOL must say which call it is the result of.',
      param: 'messages[1].toolCallId',
    });
  });

  it('is named as it is in the input where the engine or the service finds it', async () => {
    const schema = { type: 'object', properties: { a: { $ref: '#/$defs/nowhere' } } };
    const refusal = {
      message: "Invalid schema for response_format 'a': '#/$defs/nowhere' refers to nothing.",
      type: 'invalid_request_error',
      param: 'text.format.schema',
      code: 'invalid_json_schema',
    };
    gateway.standIn.behave(() => ({ kind: 'status', status: 400, body: { error: refusal } }));
    const input = ask('Hi', { responseFormat: { jsonSchema: { name: 'a', schema } } });
    expect(await chat(input)).toMatchObject({
      __typename: 'InvalidRequestError',
      // Chat Completions names the whole format where the service refuses it.
      param: byEngine('formats', {
        'app-server': 'responseFormat.jsonSchema.schema',
        direct: 'responseFormat',
      }),
    });
  });
});

it.each([
  [{ tools: [{ function: { name: 'f', parameters: [] } }] }, /JSON must be an object\.$/],
  [{ toolChoice: { mode: 'AUTO', tool: 'f' } }, /Exactly one key must be specified/],
  [{ responseFormat: {} }, /Exactly one key must be specified/],
  [{ tools: [{}] }, /Exactly one key must be specified/],
])('%j does not fit the schema, which is no data', async (more, message) => {
  const variables = { input: { ...ask('Hi'), ...more } };
  const response = await post(gateway.url, { query: ChatDocument.toString(), variables });
  const { errors, data }: Answer<ChatMutation> = await response.json();
  expect(data).toBeUndefined();
  expect(errors).toEqual([expect.objectContaining({ message: expect.stringMatching(message) })]);
});

describe('the schemas of tools', () => {
  const withSchema = (schema: object): ChatCompletionInput =>
    ask('hi', {
      model: 'gpt-5.5',
      tools: [weather, { function: { name: 'point', parameters: schema } }],
    });

  it('are refused where they describe no arguments, by their place', async () => {
    const list = { type: 'array', items: [{ type: 'number' }] };
    expect(await chat(withSchema({ type: 'object', properties: { list } }))).toEqual({
      __typename: 'InvalidRequestError',
      code: 'INVALID_FUNCTION_PARAMETERS',
      message:
        "tools[1].function.parameters.properties.list.items: the schema of the tool 'point' is invalid, since [{\"type\":\"number\"}] is not of type 'object', 'boolean'.",
      param: 'tools[1].function.parameters',
    });
  });

  it('reach the model whole where they are long, or are among the unmet options', async () => {
    const members = Array.from({ length: 60 }, (_, index) => [
      `p${index}`,
      { type: 'string', description: `What the parameter p${index} of the tool is for, in words.` },
    ]);
    const schema = { type: 'object', properties: Object.fromEntries(members) };
    expect(await chat(withSchema(schema))).toMatchObject({
      unmet: byEngine<string[]>('toolSchemas', {
        'app-server': ['tools[1].function.parameters'],
        direct: [],
      }),
    });
    const point = byEngine<object>('toolSchemas', {
      'app-server': { description: expect.stringContaining(JSON.stringify(schema)) },
      direct: { parameters: schema },
    });
    expect(lastBody()['tools']).toMatchObject([
      { name: 'get_weather', description: 'Asks.' },
      { name: 'point', ...point },
    ]);
  });
});
