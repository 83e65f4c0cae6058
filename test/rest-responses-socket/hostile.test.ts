import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { whenAsked } from '../support/when-asked.ts';
import { lastResponse, openSocket, type SocketClient } from './socket-client.ts';

let gateway: TestGateway;
const clients: SocketClient[] = [];

beforeAll(async () => {
  gateway = await startTestGateway({ args: ['--api-key', 'key-of-alice'] });
});
afterEach(() => {
  gateway.standIn.reset();
  for (const client of clients.splice(0)) client.close();
});
afterAll(async () => {
  await gateway.close();
});

const headers = { authorization: 'Bearer key-of-alice' };

async function open(): Promise<SocketClient> {
  const client = await openSocket(gateway.url, { headers });
  clients.push(client);
  return client;
}

/** The status that an upgrade is refused with. */
async function refusal(sent: Record<string, string>): Promise<number> {
  const socket = new WebSocket(`${gateway.url.replace('http', 'ws')}/v1/responses`, {
    headers: sent,
  });
  return await new Promise((resolve, reject) => {
    socket.on('unexpected-response', (_req, res) => {
      resolve(res.statusCode ?? 0);
      socket.terminate();
    });
    socket.on('open', () => reject(new Error('It is open.')));
    socket.on('error', () => {});
  });
}

describe('a WebSocket of the Responses API', () => {
  it('is opened with a key alone', async () => {
    expect(await refusal({})).toBe(401);
    expect(await refusal({ authorization: 'Bearer another' })).toBe(401);
    expect(await refusal({ ...headers, origin: 'https://evil.example' })).toBe(403);
  });

  it.each([
    ['invalid_request_error', 'The message is not valid JSON.', 'no JSON', null],
    ['invalid_request_error', 'The message is not valid JSON.', '', null],
    ['invalid_request_error', 'The message must be a JSON object.', '[1]', null],
    ['invalid_request_error', 'The message must be a JSON object.', 'null', null],
    ['invalid_request_error', "Missing required parameter: 'type'.", {}, 'type'],
    [
      'invalid_request_error',
      "Invalid value: 'hello'. Supported values are: 'response.create' and 'response.steer'.",
      { type: 'hello' },
      'type',
    ],
    [
      'invalid_request_error',
      "Unsupported parameter: 'background' is not supported over WebSocket.",
      { type: 'response.create', model: 'gpt-5.5', input: 'hi', background: true },
      'background',
    ],
    ['invalid_request_error', 'A message must be text.', Buffer.from('{}'), null],
  ])('answers with %s: %s', async (type, message, sent, param) => {
    const client = await open();
    client.send(sent);
    expect(await client.next()).toMatchObject({
      type: 'error',
      status: 400,
      error: { type, message, param },
    });
    client.create();
    expect(lastResponse(await client.answer()).status).toBe('completed');
  });

  it('survives JSON that is nested deeply, and JSON of too many values', async () => {
    const client = await open();
    client.send('['.repeat(1_000_000));
    expect(await client.next()).toMatchObject({ type: 'error', status: 400 });
    client.send(`{"type":"response.create","input":[${'1,'.repeat(100_000)}1]}`);
    expect(await client.next()).toMatchObject({ type: 'error', status: 400 });
    client.create();
    expect(lastResponse(await client.answer()).status).toBe('completed');
  });

  it('is closed with 1009 for a message of more than 50 MB, and harms no other', async () => {
    const other = await open();
    const client = await open();
    client.send(`"${'x'.repeat(51 * 1024 * 1024)}"`);
    expect(await client.closed).toBe(1009);
    other.create();
    expect(lastResponse(await other.answer()).status).toBe('completed');
  });

  it('cancels its answers when its client leaves', async () => {
    gateway.standIn.behave(whenAsked('Stall', { kind: 'stall', afterTokens: 1 }));
    const client = await open();
    client.create({ input: 'Stall' });
    while ((await client.next()).type !== 'response.output_text.delta');
    const [completion] = await gateway.core.completions();
    client.socket.terminate();
    await expect(completion?.result()).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('lets other lanes run while one waits', async () => {
    gateway.standIn.behave(whenAsked('Stall', { kind: 'stall', afterTokens: 1 }));
    const client = await open();
    client.create({ input: 'Stall', stream_id: 'slow' });
    client.create({ input: 'After it', stream_id: 'slow' });
    client.create({ input: 'Beside it', stream_id: 'quick' });
    expect(lastResponse(await client.answer('quick')).status).toBe('completed');
  });

  it('cannot steer a response that runs', async () => {
    gateway.standIn.behave(whenAsked('Stall', { kind: 'stall', afterTokens: 1 }));
    const client = await open();
    client.create({ input: 'Stall', stream_id: 'main' });
    const created = await client.next();
    const { id } = lastResponse([created]);
    client.send({ type: 'response.steer', previous_response_id: id, input: 'Faster' });
    let frame = await client.next();
    while (frame.type !== 'response.steer.failed') frame = await client.next();
    expect(frame).toEqual({
      type: 'response.steer.failed',
      sequence_number: 0,
      stream_id: 'main',
      error: {
        type: 'invalid_request_error',
        code: 'steering_not_supported',
        message:
          'This gateway does not support steering. Wait for the response to end, and continue from it.',
      },
      steer: { input: 'Faster', previous_response_id: id },
    });
  });

  it('refuses what waits beyond a hundred requests', async () => {
    gateway.standIn.behave(whenAsked('Stall', { kind: 'stall', afterTokens: 1 }));
    const client = await open();
    client.create({ input: 'Stall' });
    while ((await client.next()).type !== 'response.output_text.delta');
    for (let count = 0; count < 101; count += 1) client.create({ generate: false });
    expect(await client.next()).toMatchObject({
      type: 'error',
      status: 429,
      error: { code: 'rate_limit_exceeded' },
    });
  });

  it('shows a refusal by the service with its status, before any event', async () => {
    gateway.standIn.behave(whenAsked('Too much', { kind: 'status', status: 400 }));
    const client = await open();
    client.create({ input: 'Too much' });
    const answer = await client.answer();
    expect(answer).toHaveLength(1);
    expect(answer[0]).toMatchObject({ type: 'error', error: { type: expect.any(String) } });
    expect(answer[0]?.['status']).toBeGreaterThanOrEqual(400);
  });

  it('ends an answer that breaks with response.failed alone', async () => {
    gateway.standIn.behave(
      whenAsked('Break', {
        kind: 'failed',
        code: 'context_length_exceeded',
        message: 'Too long.',
        afterTokens: 3,
      }),
    );
    const client = await open();
    client.create({ input: 'Break' });
    const answer = await client.answer();
    const types = answer.map(({ type }) => type);
    expect([types.at(-1), types.includes('error')]).toEqual(['response.failed', false]);
    expect(lastResponse(answer)).toMatchObject({
      status: 'failed',
      error: { code: 'context_length_exceeded' },
    });
  });
});

it('closes with 1001 when the gateway ends, after the end of the answer', async () => {
  const own = await startTestGateway();
  own.standIn.behave(whenAsked('Stall', { kind: 'stall', afterTokens: 1 }));
  const client = await openSocket(own.url);
  client.create({ input: 'Stall' });
  while ((await client.next()).type !== 'response.output_text.delta');
  const [closed] = await Promise.all([client.closed, own.close()]);
  expect(closed).toBe(1001);
  let end = await client.next();
  while (end.type !== 'response.failed') end = await client.next();
  expect(end).toMatchObject({ response: { status: 'failed', error: { code: 'server_error' } } });
});
