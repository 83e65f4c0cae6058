import { getEventListeners } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import type { Transport } from '../../../src/codex/engine/direct/transport/transport.ts';
import type { ConnectionLimits } from '../../../src/codex/engine/direct/transport/websocket/limits.ts';
import {
  credentialsWith,
  hear,
  openTransport,
  providerAt,
  TestChat,
  textOf,
} from './conversation.ts';
import {
  answerEvents,
  answerMessage,
  sendEvent,
  startService,
  type TestService,
  type TestServiceOptions,
} from './service.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});

interface Setup {
  readonly service: TestService;
  readonly transport: Transport;
  readonly chat: TestChat;
}

async function setUp(
  options: TestServiceOptions,
  limits: Partial<ConnectionLimits> = {},
  idleMs = 60_000,
): Promise<Setup> {
  const service = await startService(options);
  const transport = openTransport({ limits });
  open.push(service, transport);
  const provider = { ...providerAt(service.baseUrl), idleMs };
  await transport.prepare(provider, credentialsWith('one'));
  return { service, transport, chat: new TestChat(transport, provider) };
}

test('an error before any event is the refusal that HTTP would give', async () => {
  const { chat } = await setUp({
    onMessage: (socket) => {
      sendEvent(socket, { type: 'codex.rate_limits', rate_limits: {} });
      sendEvent(socket, {
        type: 'error',
        status: 429,
        error: { type: 'usage_limit_reached', plan_type: 'plus', resets_in_seconds: 60 },
        headers: { 'X-Codex-Primary-Used-Percent': 100, 'retry-after': '60' },
      });
    },
  });
  const listener = hear();
  await expect(chat.say('Hi', { listener })).rejects.toMatchObject({
    name: 'ServiceRefusal',
    status: 429,
    headers: { 'x-codex-primary-used-percent': '100', 'retry-after': '60' },
    body: '{"error":{"type":"usage_limit_reached","plan_type":"plus","resets_in_seconds":60}}',
  });
  expect(listener.seen).toEqual({ headers: [], events: [] });
});

test.each([
  { status_code: 400, detail: 'Unsupported parameter: user' },
  { status: 403, error: { message: '<html>Attention Required!</html>' } },
])('an error has its status under either name, and its own body: %j', async (error) => {
  const { chat } = await setUp({
    onMessage: (socket) => sendEvent(socket, { type: 'error', ...error }),
  });
  const { status, status_code: code, ...body }: Record<string, unknown> = error;
  await expect(chat.say('Hi')).rejects.toMatchObject({
    name: 'ServiceRefusal',
    status: status ?? code,
    body: JSON.stringify(body),
  });
});

test('an error after an event is an event, and its connection takes no other request', async () => {
  const { chat, service } = await setUp({
    onMessage: (socket, { socket: number }) => {
      if (number > 0) return answerMessage(socket);
      sendEvent(socket, { type: 'response.created', response: { id: 'resp_x' } });
      sendEvent(socket, { type: 'error', status: 500, error: { message: 'Oops' } });
      sendEvent(socket, { type: 'response.failed', response: { id: 'resp_x' } });
    },
  });
  const { events } = await chat.say('Hi');
  expect(events.map(({ type }) => type)).toEqual(['response.created', 'error']);
  expect(textOf(await chat.say('Again'))).toBe('Hello');
  expect(service.requests.map(({ socket }) => socket)).toEqual([0, 1]);
});

test('a failed response is an event, and its connection takes no other request', async () => {
  const { chat, service } = await setUp({
    onMessage: (socket, { socket: number }) => {
      if (number > 0) return answerMessage(socket);
      sendEvent(socket, { type: 'response.failed', response: { id: 'resp_x' } });
      sendEvent(socket, { type: 'error', status: 500, error: { message: 'Oops' } });
    },
  });
  const { events } = await chat.say('Hi');
  expect(events.map(({ type }) => type)).toEqual(['response.failed']);
  expect(textOf(await chat.say('Again'))).toBe('Hello');
  expect(service.requests.map(({ socket }) => socket)).toEqual([0, 1]);
});

test.each([
  ['terminated', (socket) => socket.terminate()],
  ['closed', (socket) => socket.close(1011, 'restarting')],
  ['at its age limit', (socket) => sendEvent(socket, limitReached)],
  ['too small for the request', (socket) => socket.close(1009)],
  ['without what it continues from', (socket) => sendEvent(socket, notFound)],
  [
    'said to be lost by a failed response',
    (socket) => sendEvent(socket, { type: 'response.failed', response: { id: 'r', ...notFound } }),
  ],
  [
    'lost after a notice',
    (socket) => {
      sendEvent(socket, { type: 'codex.rate_limits', rate_limits: {} });
      socket.close();
    },
  ],
] satisfies [string, TestServiceOptions['onMessage']][])(
  'a connection that is %s before the first event does not show',
  async (_, lose) => {
    let count = 0;
    const { chat, service } = await setUp({
      onMessage: (socket, request) => {
        count += 1;
        if (count === 2) lose(socket);
        else answerMessage(socket);
        expect(request.transport).toBe('websocket');
      },
    });
    await chat.say('One');
    const second = await chat.say('Two');
    expect(textOf(second)).toBe('Hello');
    expect(second.headers).toHaveLength(1);
    expect(second.events.filter(({ type }) => type === 'response.created')).toHaveLength(1);
    const last = service.requests.at(-1);
    expect(service.requests).toHaveLength(3);
    expect(last?.body['previous_response_id']).toBeUndefined();
    expect(last?.body['input']).toHaveLength(3);
  },
);

test.each([
  ['terminated', (socket) => socket.terminate(), 'reset'],
  ['closed', (socket) => socket.close(1011, 'restarting'), 'reset'],
  ['at its age limit', (socket) => sendEvent(socket, limitReached), 'reset'],
  [
    'at its age limit by a failed response',
    (socket) =>
      sendEvent(socket, { type: 'response.failed', response: { id: 'r', ...limitReached } }),
    'reset',
  ],
  ['silent', () => {}, 'timeout'],
] satisfies [string, TestServiceOptions['onMessage'], string][])(
  'a connection that is %s in mid-answer is a broken one',
  async (_, lose, fault) => {
    const { chat, service } = await setUp(
      {
        onMessage: (socket) => {
          for (const event of answerEvents('resp_1').slice(0, 2)) sendEvent(socket, event);
          lose(socket);
        },
      },
      {},
      200,
    );
    const listener = hear();
    await expect(chat.say('Hi', { listener })).rejects.toMatchObject({
      name: 'BrokenConnection',
      isSent: true,
      fault,
    });
    expect(listener.seen.events).toHaveLength(2);
    expect(service.requests).toHaveLength(1);
    await expect.poll(() => service.sockets[0]?.readyState).toBe(3);
  },
);

const limitReached = {
  type: 'error',
  status: 400,
  error: { code: 'websocket_connection_limit_reached', message: 'Create a new connection.' },
};
const notFound = {
  type: 'error',
  status: 400,
  error: {
    code: 'previous_response_not_found',
    message: "Previous response with id 'x' not found.",
  },
};

test('what comes without a request ends the connection, and no request hears it', async () => {
  const { chat, service } = await setUp({
    onMessage: (socket) => {
      answerMessage(socket);
      sendEvent(socket, { type: 'error', status: 500, error: { message: 'of the one before' } });
    },
  });
  await chat.say('One');
  await expect.poll(() => service.sockets[0]?.readyState).toBe(3);
  expect(textOf(await chat.say('Two'))).toBe('Hello');
});

test('notices do not end a connection, and messages that are no events do not end an answer', async () => {
  const { chat, service } = await setUp({
    onMessage: (socket) => {
      const [created, ...others] = answerEvents(`resp_${service.requests.length}`);
      if (created) sendEvent(socket, created);
      for (const garbage of ['<html>', '{"typ', 'null', '[]', '"text"', '{"type":1}', '']) {
        socket.send(garbage);
      }
      socket.send(Buffer.from([0, 255, 1]), { binary: true });
      for (const event of others) sendEvent(socket, event);
      sendEvent(socket, { type: 'codex.rate_limits', rate_limits: {} });
    },
  });
  expect(textOf(await chat.say('One'))).toBe('Hello');
  expect(textOf(await chat.say('Two'))).toBe('Hello');
  expect(service.requests.map(({ socket }) => socket)).toEqual([0, 0]);
});

test('a connection that gives no sign of life does not show', async () => {
  let isDead = false;
  const { chat, service } = await setUp(
    {
      autoPong: false,
      onMessage: (socket) => {
        if (!isDead) answerMessage(socket);
      },
    },
    { pongMs: 300, quietMs: 0, checkMs: 10 },
  );
  await chat.say('One');
  isDead = true;
  expect(textOf(await chat.say('Two'))).toBe('Hello');
  expect(service.requests.map(({ transport }) => transport)).toEqual([
    'websocket',
    'websocket',
    'http',
  ]);
});

test('an abort closes the socket of the answer, and leaves no listener', async () => {
  const { chat, service } = await setUp({
    onMessage: (socket) => sendEvent(socket, { type: 'response.created', response: { id: 'r' } }),
  });
  const stop = new AbortController();
  const listener = hear(() => stop.abort());
  await expect(chat.say('Hi', { listener, signal: stop.signal })).rejects.toMatchObject({
    name: 'CancelledError',
  });
  await expect.poll(() => service.sockets[0]?.readyState).toBe(3);
  expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
  await expect(chat.say('Hi', { signal: stop.signal })).rejects.toMatchObject({
    name: 'CancelledError',
  });
  expect(service.requests).toHaveLength(1);
});

test('only a completed response is one to continue from', async () => {
  const { chat, service, transport } = await setUp({
    onMessage: (socket) => {
      const [created, ...others] = answerEvents('resp_1');
      if (created) sendEvent(socket, created);
      others.pop();
      for (const event of others) sendEvent(socket, event);
      sendEvent(socket, { type: 'response.incomplete', response: { id: 'resp_1' } });
    },
  });
  const request = chat.request([]);
  expect(await transport.send(request, hear(), new AbortController().signal)).toBeNull();
  expect(service.sockets[0]?.readyState).toBe(1);
});

test('a listener that throws ends its answer, not the process', async () => {
  const { chat } = await setUp({});
  const listener = hear(() => {
    throw new Error('the client is gone');
  });
  await expect(chat.say('Hi', { listener })).rejects.toThrow('the client is gone');
  expect(textOf(await chat.say('Again'))).toBe('Hello');
});

test('many answers on one signal and connection leave no listeners', async () => {
  const { chat, service } = await setUp({});
  const stop = new AbortController();
  for (let turn = 0; turn < 30; turn += 1) await chat.say('Hi', { signal: stop.signal });
  expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
  expect(service.sockets[0]?.readyState).toBe(1);
  expect(service.requests.every(({ socket }) => socket === 0)).toBe(true);
});
