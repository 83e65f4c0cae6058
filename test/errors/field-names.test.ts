import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { JsonObject } from '../../src/standin/wire/json.ts';
import { chatBody, post } from '../rest/client.ts';
import { responseBody } from '../rest-responses/client.ts';
import { byEngine } from '../support/engine-differences.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ isShared: true });
});
afterEach(() => gateway.standIn.behave(undefined));
afterAll(async () => {
  await gateway.close();
});

const refusal = z.object({
  message: z.string(),
  code: z.string().nullable(),
  param: z.string().nullable(),
});
const overRest = z.object({ error: refusal });
const overGraphql = z.object({ data: z.object({ chatCompletion: refusal }) });

const signature = { name: 'f', parameters: { type: 'object', properties: {} } };
const query = `mutation ($input: ChatCompletionInput!) {
  chatCompletion(input: $input) {
    ... on Error { message code }
    ... on InvalidRequestError { param }
  }
}`;

/** A request of each API that holds a tool, where the API has tools. */
const requests: readonly (readonly [string, string, object])[] = [
  [
    'chat',
    '/v1/chat/completions',
    chatBody({ tools: [{ type: 'function', function: signature }] }),
  ],
  ['functions', '/v1/chat/completions', chatBody({ functions: [signature] })],
  ['completions', '/v1/completions', { model: 'gpt-5.5', prompt: 'hi' }],
  ['responses', '/v1/responses', responseBody({ tools: [{ type: 'function', ...signature }] })],
];

/** Refuses the next requests as the service does, at this field of its own. */
function refuse(param: string, code: string): void {
  const error = { message: 'Not so.', type: 'invalid_request_error', param, code };
  gateway.standIn.behave(() => ({ kind: 'status', status: 400, body: { error } }));
}

async function overEach(stream: boolean): Promise<Record<string, string | null>> {
  const params: Record<string, string | null> = {};
  for (const [api, path, body] of requests) {
    const answer = await post(`${gateway.url}${path}`, { ...body, stream });
    params[api] = overRest.parse(await answer.json()).error.param;
  }
  return params;
}

async function graphqlRefusal(more: JsonObject = {}): Promise<z.output<typeof refusal>> {
  const messages = [{ role: 'USER', content: [{ text: 'hi' }] }];
  const input = { messages, tools: [{ function: signature }], ...more };
  const answer = await post(`${gateway.url}/graphql`, { query, variables: { input } });
  return overGraphql.parse(await answer.json()).data.chatCompletion;
}

describe('a field that the service refuses', () => {
  it.each<[string, Record<string, string | null>]>([
    [
      'tools[0].parameters',
      {
        chat: 'tools[0].function.parameters',
        functions: 'functions[0].parameters',
        completions: 'tools[0].function.parameters',
        responses: 'tools[0].parameters',
        graphql: 'tools[0].function.parameters',
      },
    ],
    [
      'input[0].content[0].image_url',
      {
        chat: 'messages',
        functions: 'messages',
        completions: 'prompt',
        responses: 'input',
        graphql: 'messages',
      },
    ],
    [
      'temperature',
      {
        chat: 'temperature',
        functions: 'temperature',
        completions: 'temperature',
        responses: 'temperature',
        graphql: 'temperature',
      },
    ],
    [
      'max_output_tokens',
      {
        chat: 'max_completion_tokens',
        functions: 'max_completion_tokens',
        completions: 'max_tokens',
        responses: 'max_output_tokens',
        graphql: 'maxOutputTokens',
      },
    ],
    [
      'client_metadata',
      { chat: null, functions: null, completions: null, responses: null, graphql: null },
    ],
  ])('has the name by which the client sent it: %s', async (param, expected) => {
    refuse(param, 'unsupported_value');
    const { graphql, ...rest } = expected;

    expect(await overEach(false)).toEqual(rest);
    expect(await overEach(true)).toEqual(rest);
    expect((await graphqlRefusal()).param).toBe(graphql);
  });
});

describe('a picture that the service cannot read', () => {
  it('is a value of the conversation, in words for its sender', async () => {
    const words = 'The image data you provided does not represent a valid image.';
    const error = {
      message: words,
      type: 'invalid_request_error',
      param: 'input',
      code: 'invalid_value',
    };
    gateway.standIn.behave(() => ({ kind: 'status', status: 400, body: { error } }));
    const message = byEngine('serviceWords', {
      'app-server': 'A picture could not be read. Send an intact PNG, JPEG, GIF or WebP.',
      direct: words,
    });
    const answer = await post(`${gateway.url}/v1/chat/completions`, chatBody());

    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({
      error: { message, type: 'invalid_request_error', param: 'messages', code: 'invalid_value' },
    });
    expect(await graphqlRefusal()).toMatchObject({ message, code: 'INVALID_VALUE' });
  });
});
