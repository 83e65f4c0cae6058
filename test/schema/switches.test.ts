import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { post, type Answer } from './clients.ts';
import { openSocket } from './raw-socket.ts';

let gateway: TestGateway;
const key = 'the-right-key';

beforeAll(async () => {
  const switches = ['--graphiql', 'off', '--introspection', 'off'];
  gateway = await startTestGateway({ args: [...switches, '--api-key', key] });
});
afterAll(async () => {
  await gateway.close();
});

interface Payload {
  readonly query: string;
  readonly variables?: object;
}

const refusal = z.array(z.object({ message: z.string() }));
const result = z.object({ errors: refusal.optional() });

type Send = (payload: Payload) => Promise<readonly unknown[]>;

async function overHttp(payload: Payload): Promise<readonly unknown[]> {
  const response = await post(gateway.url, payload, { authorization: `Bearer ${key}` });
  const { errors = [] }: Answer<unknown> = await response.json();
  return errors.map(({ message }) => message);
}

async function overWebSocket(payload: Payload): Promise<readonly unknown[]> {
  const { socket, send, next } = await openSocket(gateway.url, {
    headers: { authorization: `Bearer ${key}` },
  });
  send({ type: 'subscribe', id: '1', payload });
  const message = await next();
  socket.terminate();
  // An operation that could not start at all is an error, one that ends in errors a result.
  const { success, data } = refusal.or(result).safeParse(message.payload);
  if (!success) throw new Error(JSON.stringify(message));
  const errors = Array.isArray(data) ? data : (data.errors ?? []);
  return errors.map((error) => error.message);
}

describe.each<[string, Send]>([
  ['HTTP', overHttp],
  ['a WebSocket', overWebSocket],
])('without introspection, over %s', (_name, send) => {
  it('the schema cannot be read', async () => {
    const schema =
      'GraphQL introspection has been disabled, but the requested query contained the field "__schema".';
    // The first time the document is checked, the second time its errors are kept.
    expect(await send({ query: getIntrospectionQuery() })).toContain(schema);
    expect(await send({ query: getIntrospectionQuery() })).toContain(schema);
    expect(await send({ query: '{ __type(name: "Query") { name } }' })).toEqual([
      'GraphQL introspection has been disabled, but the requested query contained the field "__type".',
    ]);
  });

  it('types still have their names', async () => {
    expect(await send({ query: '{ __typename health { __typename } }' })).toEqual([]);
  });

  it.each<[string, Payload, string]>([
    ['a field', { query: '{ healt }' }, 'Cannot query field "healt" on type "Query".'],
    [
      'an argument',
      { query: '{ models(firs: 1) { __typename } }' },
      'Unknown argument "firs" on field "Query.models".',
    ],
    ['a type', { query: '{ __typename ... on Quer { __typename } }' }, 'Unknown type "Quer".'],
    [
      'a field of an input in the document',
      {
        query: 'mutation { cancelChatCompletion(input: { id: "a", i: "b" }) { __typename } }',
      },
      'Field "i" is not defined by type "CancelChatCompletionInput".',
    ],
    [
      'a field of an input in the variables',
      {
        query: `mutation ($input: CancelChatCompletionInput!) {
          cancelChatCompletion(input: $input) { __typename }
        }`,
        variables: { input: { id: 'a', i: 'b' } },
      },
      'Variable "$input" got invalid value; Field "input.i" is not defined by type "CancelChatCompletionInput".',
    ],
    [
      'a value of an enum in the variables of a subscription',
      {
        query: `subscription ($role: MessageRole!) {
          chatCompletion(input: { messages: { role: $role, content: { text: "Hi" } } }) {
            __typename
          }
        }`,
        variables: { role: 'USE' },
      },
      'Variable "$role" got invalid value "USE"; Value "USE" does not exist in "MessageRole" enum.',
    ],
  ])('no error suggests the name of %s', async (_what, payload, message) => {
    expect(await send(payload)).toEqual([message]);
  });
});

describe('without GraphiQL', () => {
  it.each(['', '?query={version}'])('a browser is told so at /graphql%s', async (search) => {
    const response = await fetch(`${gateway.url}/graphql${search}`, {
      headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' },
    });
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({
      errors: [
        {
          message: 'GraphiQL is switched off. Send operations by POST, as application/json.',
          extensions: { code: 'ROUTE_NOT_FOUND' },
        },
      ],
    });
  });

  it('programs are served as ever', async () => {
    expect(await overHttp({ query: '{ version }' })).toEqual([]);
  });
});
