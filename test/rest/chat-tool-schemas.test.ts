import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { byEngine } from '../support/engine-differences.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { lastAsked } from '../support/last-asked.ts';
import { chatBody, pngUrl, post } from './client.ts';

let gateway: TestGateway;
let strict: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ isShared: true });
  strict = await startTestGateway({ args: ['--strict'] });
});
afterAll(async () => {
  await gateway.close();
  await strict.close();
});

async function chat(more: object, url: string = gateway.url): Promise<Response> {
  return await post(`${url}/v1/chat/completions`, chatBody(more));
}

const tool = (name: string, parameters?: object): object => ({
  type: 'function',
  function: { name, parameters },
});

const large = {
  type: 'object',
  properties: Object.fromEntries(
    Array.from({ length: 60 }, (_, index) => [
      `p${index}`,
      { type: 'string', description: `What the parameter p${index} of the tool is for, in words.` },
    ]),
  ),
};

/** The names of what the app-server shortens. The direct engine sends it whole. */
function shortened(names: string): string | null {
  return byEngine('toolSchemas', { 'app-server': names, direct: null });
}

describe('schemas that Codex shortens', () => {
  it.each([true, false])('are named in a header, streamed: %j', async (stream) => {
    const tools = [tool('a'), tool('b', large), tool('c', { type: 'object' }), tool('d', large)];
    const response = await chat({ stream, tools });
    expect(response.status).toBe(200);
    expect(response.headers.get('x-codex-serve-ignored')).toBe(
      shortened('tools[1].function.parameters, tools[3].function.parameters'),
    );
    await response.text();
    expect(lastAsked(gateway.standIn)?.body['tools']).toEqual(
      byEngine('toolSchemas', {
        'app-server': [
          expect.objectContaining({ name: 'a' }),
          expect.objectContaining({
            name: 'b',
            description: expect.stringContaining(JSON.stringify(large)),
          }),
          expect.objectContaining({ name: 'c', description: '' }),
          expect.objectContaining({ name: 'd' }),
        ],
        direct: [
          {
            type: 'function',
            name: 'a',
            parameters: { type: 'object', properties: {} },
            strict: false,
          },
          { type: 'function', name: 'b', parameters: large, strict: false },
          { type: 'function', name: 'c', parameters: { type: 'object' }, strict: false },
          { type: 'function', name: 'd', parameters: large, strict: false },
        ],
      }),
    );
  });

  it('are named by their place in the request, whatever the tool choice leaves', async () => {
    const tools = [tool('a'), tool('b', large)];
    const choice = { type: 'function', function: { name: 'b' } };
    const allowed = { mode: 'auto', tools: [choice] };
    const response = await chat({
      tools,
      tool_choice: { type: 'allowed_tools', allowed_tools: allowed },
    });
    expect(response.headers.get('x-codex-serve-ignored')).toBe(
      shortened('tools[1].function.parameters'),
    );
    const legacy = await chat({ functions: [{ name: 'b', parameters: large }] });
    expect(legacy.headers.get('x-codex-serve-ignored')).toBe(shortened('functions[0].parameters'));
  });

  it('are refused under --strict where they are shortened', async () => {
    const response = await chat({ tools: [tool('a'), tool('b', large)] }, strict.url);
    const error = {
      message:
        "Unsupported value: 'tools[1].function.parameters' is larger than Codex passes on whole. Expected a schema of at most 5000 bytes.",
      type: 'invalid_request_error',
      param: 'tools[1].function.parameters',
      code: 'unsupported_value',
    };
    const answer: unknown = expect.objectContaining({ object: 'chat.completion' });
    expect([response.status, await response.json()]).toEqual(
      byEngine('toolSchemas', { 'app-server': [400, { error }], direct: [200, answer] }),
    );
  });
});

describe('schemas that describe no arguments', () => {
  const point = { type: 'array', items: [{ type: 'number' }, { type: 'number' }] };

  it.each<[object, string]>([
    [
      { type: 'object', properties: { point } },
      `In context=('properties', 'point', 'items'), [{"type":"number"},{"type":"number"}] is not of type 'object', 'boolean'.`,
    ],
    [{ type: 'object', properties: [] }, `In context=('properties'), [] is not of type 'object'.`],
    [
      { type: 'object', properties: { a: null } },
      `In context=('properties', 'a'), null is not of type 'object', 'boolean'.`,
    ],
    [
      { type: 'object', $defs: { a: { anyOf: ['string'] } } },
      `In context=('$defs', 'a', 'anyOf', '0'), "string" is not of type 'object', 'boolean'.`,
    ],
    [
      { type: 'object', required: 'city' },
      `In context=('required'), "city" is not an array of strings.`,
    ],
    [
      { type: 'object', properties: { a: { enum: 'x' } } },
      `In context=('properties', 'a', 'enum'), "x" is not of type 'array'.`,
    ],
    [
      { type: 'object', additionalProperties: { type: 'array', minItems: 1.5 } },
      `In context=('additionalProperties', 'minItems'), 1.5 is not a non-negative integer.`,
    ],
    [
      { type: 'object', additionalProperties: 'no' },
      `In context=('additionalProperties'), "no" is not of type 'object', 'boolean'.`,
    ],
    [
      { type: 'object', properties: { a: { $ref: 5 } } },
      `In context=('properties', 'a', '$ref'), 5 is not of type 'string'.`,
    ],
  ])('such as %j are refused in OpenAI’s words', async (parameters, context) => {
    const before = gateway.standIn.received;
    const response = await chat({ tools: [tool('a'), tool('get_weather', parameters)] });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      error: {
        message: `Invalid schema for function 'get_weather': ${context}`,
        type: 'invalid_request_error',
        param: 'tools[1].function.parameters',
        code: 'invalid_function_parameters',
      },
    });
    expect(gateway.standIn.received).toBe(before);
  });

  it('are named by their place among deprecated functions', async () => {
    const response = await chat({ functions: [{ name: 'f', parameters: { properties: [] } }] });
    expect(await response.json()).toMatchObject({
      error: { code: 'invalid_function_parameters', param: 'functions[0].parameters' },
    });
  });

  it('are no such thing where a serializer wrote null for what is absent', async () => {
    const parameters = { type: 'object', properties: { a: { type: 'string', enum: null } } };
    const response = await chat({ tools: [tool('f', { ...parameters, required: null })] });
    expect(response.status).toBe(200);
    expect(response.headers.get('x-codex-serve-ignored')).toBe(null);
  });
});

const startedId = `mutation ($input: ChatCompletionInput!) {
  chatCompletion(input: $input) { ... on ChatCompletion { id } }
}`;

describe('inline pictures', () => {
  const base64 = pngUrl.slice(pngUrl.indexOf(',') + 1);
  const wrapped = base64.replaceAll(/.{30}/g, '$&\r\n');

  it.each([
    ['line breaks', `data:image/png;base64,${wrapped}`],
    ['blanks around it', ` data:image/png;base64,\n${base64}\n`],
    ['percent-encoding', `data:image/png;base64,${encodeURIComponent(base64)}`],
    [
      'the URL alphabet',
      `data:image/png;base64,${base64.replaceAll('+', '-').replaceAll('/', '_')}`,
    ],
    ['no padding', `data:image/png;base64,${base64.replaceAll('=', '')}`],
  ])('with %s reach the model in one form, from users and tools', async (_, url) => {
    const part = { type: 'image_url', image_url: { url } };
    const sent = { type: 'input_image', image_url: pngUrl };
    await chat({ messages: [{ role: 'user', content: [part] }] });
    expect(lastAsked(gateway.standIn)?.input.at(-1)).toMatchObject({ content: [sent] });

    const call = { id: 'call_1', type: 'function', function: { name: 'f', arguments: '{}' } };
    const messages = [
      { role: 'user', content: 'look' },
      { role: 'assistant', content: null, tool_calls: [call] },
      { role: 'tool', tool_call_id: 'call_1', content: [part] },
    ];
    await chat({ messages, tools: [tool('f')] });
    expect(lastAsked(gateway.standIn)?.input.at(-1)).toMatchObject({ output: [sent] });

    const content = [{ type: 'input_image', image_url: url }];
    await post(`${gateway.url}/v1/responses`, {
      model: 'gpt-5.5',
      input: [{ role: 'user', content }],
    });
    expect(lastAsked(gateway.standIn)?.input.at(-1)).toMatchObject({ content: [sent] });

    const asked = { messages: [{ role: 'USER', content: [{ imageUrl: { url } }] }] };
    await post(`${gateway.url}/graphql`, { query: startedId, variables: { input: asked } });
    expect(lastAsked(gateway.standIn)?.input.at(-1)).toMatchObject({ content: [sent] });
  });

  it.each([
    'data:image/png;base64,a',
    'data:image/png;base64,a=b=',
    'data:image/png;base64,!!!!',
    'data:image/png,abc',
  ])('of the form %s are refused', async (url) => {
    const response = await chat({
      messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url } }] }],
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: { param: 'messages[0].content[0].image_url.url', code: 'invalid_value' },
    });
  });
});
