import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { post } from './clients.ts';
import { openSocket } from './raw-socket.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ isShared: true });
});
afterAll(async () => {
  await gateway.close();
});

const errors = z
  .array(z.object({ extensions: z.object({ code: z.string() }).optional() }))
  .transform((all) => all.map(({ extensions }) => extensions?.code));
/** The codes of an answer's errors, wherever they stand. */
const codes = errors.or(z.object({ errors }).transform((answer) => answer.errors));

it.each([
  ['no GraphQL', '{', 'GRAPHQL_PARSE_FAILED'],
  ['an unknown field', '{ x }', 'GRAPHQL_VALIDATION_FAILED'],
  [
    'an operation that is not named',
    'query A { version } query B { version }',
    'OPERATION_RESOLUTION_FAILURE',
  ],
  ['a missing variable of a query', 'query ($id: ID!) { model(id: $id) { id } }', 'BAD_USER_INPUT'],
  [
    'a bad variable of a query',
    'query ($bad: Int) { models(first: $bad) { edges { cursor } } }',
    'BAD_USER_INPUT',
  ],
  [
    'a bad variable of a subscription',
    'subscription ($bad: Int) { chatCompletionEvents(id: "x", after: $bad) { sequence } }',
    'BAD_USER_INPUT',
  ],
  ['a bad cursor', 'subscription { activity(after: "x") { cursor } }', 'INVALID_VALUE'],
])('%s is an error with a code, over HTTP and over a WebSocket', async (_what, query, code) => {
  const payload = { query, variables: { bad: 'x' } };
  const response = await post(gateway.url, payload);
  expect(codes.parse(await response.json())).toEqual([code]);

  const { socket, send, next } = await openSocket(gateway.url);
  send({ type: 'subscribe', id: '1', payload });
  expect(codes.parse((await next()).payload)).toEqual([code]);
  socket.close();
});

it('a syntax error has its code over HTTP also where a WebSocket sent it first', async () => {
  const payload = { query: '{ first over a WebSocket' };
  const { socket, send, next } = await openSocket(gateway.url);
  send({ type: 'subscribe', id: '1', payload });
  const told = await next();
  socket.close();
  const response = await post(gateway.url, payload);
  const answer: unknown = await response.json();
  const alone = await post(gateway.url, { query: '{ over HTTP alone' });

  expect(codes.parse(told.payload)).toEqual(['GRAPHQL_PARSE_FAILED']);
  expect(JSON.stringify(told.payload)).not.toContain('http');
  expect(response.status).toBe(alone.status);
  expect(codes.parse(answer)).toEqual(['GRAPHQL_PARSE_FAILED']);
});
