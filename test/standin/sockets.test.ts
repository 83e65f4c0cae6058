import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startStandIn, type StandIn } from '../../src/standin/index.ts';
import { connect, lastResponse, post, postForEvents, textOf, typeOf, user } from './wire.ts';

let standIn: StandIn;
beforeEach(async () => {
  standIn = await startStandIn();
});
afterEach(() => standIn.close());

const limit = {
  type: 'error',
  status: 400,
  error: { code: 'websocket_connection_limit_reached' },
};

test('a socket ends after as many answers as the rules allow', async () => {
  standIn.rule({ answersPerSocket: 1 });
  const client = await connect(standIn);
  expect(textOf(await client.request({ input: 'Count to 2' }))).toBe('1 2');
  const closed = once(client.webSocket, 'close');
  expect(await client.request({ input: 'Count to 2' })).toMatchObject([limit]);
  await closed;
  await standIn.waitFor(({ sockets }) => sockets === 0);
});

test('a socket can expire in mid-answer', async () => {
  standIn.behave(() => ({ kind: 'expired', afterTokens: 2, text: 'one two three' }));
  const client = await connect(standIn);
  const closed = once(client.webSocket, 'close');
  const events = await client.request({ input: 'hi', reasoning: { effort: 'none' } });
  expect(textOf(events)).toBe('one two');
  expect(events.at(-1)).toMatchObject(limit);
  await closed;
});

test('a socket can be closed in order, in mid-answer and between answers', async () => {
  const client = await connect(standIn);
  standIn.behave(() => ({ kind: 'ended', afterTokens: 1, closeCode: 1011 }));
  const closed = once(client.webSocket, 'close');
  await expect(client.request({ input: 'hi' })).rejects.toThrow('closed');
  expect((await closed)[0]).toBe(1011);

  const other = await connect(standIn);
  const gone = once(other.webSocket, 'close');
  standIn.closeSockets(1001);
  expect((await gone)[0]).toBe(1001);
});

test('a stream can end in order without a last event', async () => {
  standIn.behave(() => ({ kind: 'ended', afterTokens: 1, text: 'one two' }));
  const events = await postForEvents(standIn, { input: 'hi', reasoning: { effort: 'none' } });
  expect(textOf(events)).toBe('one');
  expect(typeOf(events.at(-1))).toBe('response.output_text.delta');
});

test.each([1, 2, 3, 7])('an answer can be cut after %i events', async (events) => {
  standIn.behave(() => ({ kind: 'cut', after: { events } }));
  const client = await connect(standIn);
  let received = 0;
  client.webSocket.on('message', () => (received += 1));
  await expect(client.request({ input: 'Count to 9' })).rejects.toThrow('closed');
  expect(received).toBe(events);
});

test('a response that was forgotten is not found', async () => {
  const client = await connect(standIn);
  const first = await client.request({ input: [user('Count to 2')] });
  standIn.forgetResponses();
  const previous_response_id = typeOf(lastResponse(first), 'id');
  expect(await client.request({ input: [user('Continue')], previous_response_id })).toMatchObject([
    { type: 'error', status: 400, error: { code: 'previous_response_not_found' } },
  ]);
  expect(typeOf((await client.request({ input: [user('Continue')] })).at(-1))).toBe(
    'response.completed',
  );
});

test('connections are counted, and requests that overlap on a socket', async () => {
  const client = await connect(standIn);
  await Promise.all([
    client.request({ input: 'Count to 3' }),
    client.request({ input: 'Count to 3' }),
  ]);
  expect(standIn).toMatchObject({ connections: 1, overlaps: 1 });
});

test.each([
  ['nothing', undefined],
  ['headers', 200],
] as const)('an answer can stall after %s', async (after, status) => {
  standIn.behave(() => ({ kind: 'stall', after }));
  const leave = new AbortController();
  let replied: number | undefined;
  const reply = post(standIn, { input: 'hi' }, leave.signal).then(async (response) => {
    replied = response.status;
    leave.abort();
    return await response.text();
  });
  await standIn.waitFor(({ active }) => active === 1);
  if (status === undefined) leave.abort();
  await expect(reply).rejects.toThrow('aborted');
  await standIn.waitFor(({ active }) => active === 0);
  expect(replied).toBe(status);
});
