import { afterEach, beforeEach, expect, test } from 'vitest';
import { startStandIn } from '../../src/standin/index.ts';
import type { StandIn } from '../../src/standin/index.ts';
import { objectsOf } from '../../src/standin/wire/json.ts';
import { connect, lastResponse, post, postForEvents, textOf, typeOf, user } from './wire.ts';

let standIn: StandIn;
beforeEach(async () => {
  standIn = await startStandIn({ record: true });
});
afterEach(() => standIn.close());

test('a WebSocket continuation answers as the whole conversation does over SSE', async () => {
  const client = await connect(standIn);
  const prewarm = await client.request({ input: [], generate: false, prompt_cache_key: 'ws' });
  const first = await client.request({
    input: [user('Hello')],
    previous_response_id: typeOf(lastResponse(prewarm), 'id'),
    prompt_cache_key: 'ws',
  });
  const second = await client.request({
    input: [user('Continue')],
    previous_response_id: typeOf(lastResponse(first), 'id'),
    prompt_cache_key: 'ws',
  });
  const history = [user('Hello'), ...objectsOf(lastResponse(first)['output']), user('Continue')];
  await postForEvents(standIn, { input: [user('Hello')], prompt_cache_key: 'sse' });
  const sse = await postForEvents(standIn, { input: history, prompt_cache_key: 'sse' });
  expect(textOf(second)).toBe(textOf(sse));
  expect(lastResponse(second)['usage']).toEqual(lastResponse(sse)['usage']);
  expect(standIn.requests.map(({ transport, prewarm: warm }) => [transport, warm])).toEqual([
    ['websocket', true],
    ['websocket', false],
    ['websocket', false],
    ['sse', false],
    ['sse', false],
  ]);
  expect(standIn.requests[2]?.body['input']).toEqual([user('Continue')]);
  expect(standIn.requests[2]?.input).toEqual(history);
});

test('a continuation of a response that the socket does not hold is refused', async () => {
  const client = await connect(standIn);
  const [event] = await client.request({ input: [], previous_response_id: 'resp_x' });
  expect(event).toMatchObject({
    type: 'error',
    status: 400,
    error: { code: 'previous_response_not_found' },
  });
});

test.each([
  ['{', 'parse the JSON body', null],
  ['{"input": []}', "'model'", 'model'],
  ['{"model": "m"}', "'input'", 'input'],
  ['{"model": "m", "input": [{"role": "user"}]}', "'input[0].content'", 'input[0].content'],
  [
    '{"model": "m", "input": [{"role": "user", "content": [{"type": "text"}]}]}',
    "'text'",
    'input[0].content[0]',
  ],
  [
    '{"model": "m", "input": [{"type": "function_call_output", "call_id": "c"}]}',
    'No tool call found',
    'input',
  ],
  [
    '{"model": "m", "input": [{"type": "function_call", "call_id": "c"}]}',
    'No tool output found',
    'input',
  ],
  [
    '{"model": "m", "input": [], "tools": [{"type": "function"}]}',
    "'tools[0].name'",
    'tools[0].name',
  ],
])('the body %s is answered with a 400 that says why', async (body, message, param) => {
  const reply = await post(standIn, body);
  expect(reply.status).toBe(400);
  expect(await reply.json()).toMatchObject({
    error: { type: 'invalid_request_error', message: expect.stringContaining(message), param },
  });
});

test('a long answer waits for a slow reader and stops when the reader leaves', async () => {
  const leave = new AbortController();
  const reply = await post(standIn, { input: 'Count to 100000' }, leave.signal);
  await reply.body?.getReader().read();
  expect(standIn.active).toBe(1);
  leave.abort();
  await standIn.waitFor((state) => state.active === 0);
  expect(standIn).toMatchObject({ received: 1, answered: 0, aborted: 1 });
});

test('a WebSocket that closes in mid-answer ends the answer', async () => {
  const client = await connect(standIn);
  const answer = client.request({ input: 'Count to 100000' });
  await standIn.waitFor((state) => state.active === 1);
  client.webSocket.terminate();
  await expect(answer).rejects.toThrow('closed');
  await standIn.waitFor((state) => state.sockets === 0 && state.active === 0);
  expect(standIn.aborted).toBe(1);
});

test('a paced answer takes its time, and the tokens come one by one', async () => {
  const slow = await startStandIn({ tokensPerSecond: 200 });
  const started = performance.now();
  const reply = await post(slow, { input: 'Count to 21', reasoning: { effort: 'low' } });
  let chunks = 0;
  for await (const _ of reply.body ?? []) chunks += 1;
  expect(performance.now() - started).toBeGreaterThan(95);
  expect(chunks).toBeGreaterThan(5);
  await slow.close();
});

test('waiting ends with the signal, and with the stand-in', async () => {
  const never = standIn.waitFor(() => false, AbortSignal.abort(new Error('enough')));
  await expect(never).rejects.toThrow('enough');
  const closed = standIn.waitFor(() => false);
  await Promise.all([expect(closed).rejects.toThrow('closed'), standIn.close()]);
});
