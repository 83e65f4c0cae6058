import { afterEach, expect, test } from 'vitest';
import type { LoginKind } from '../../../src/codex/engine/direct/provider/provider.ts';
import type { Transport } from '../../../src/codex/engine/direct/transport/transport.ts';
import type { ConnectionLimits } from '../../../src/codex/engine/direct/transport/websocket/limits.ts';
import {
  credentialsWith,
  hear,
  openTransport,
  providerAt,
  TestChat,
  textOf,
  userSays,
} from './conversation.ts';
import {
  answerMessage,
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
  /** Every connection that is being opened, or should be, is open. */
  readonly ready: (token?: string) => Promise<void>;
  /** A new conversation. */
  readonly chat: (token?: string) => TestChat;
}

async function setUp(
  limits: Partial<ConnectionLimits> = {},
  { kind = 'api-key', ...options }: TestServiceOptions & { readonly kind?: LoginKind } = {},
): Promise<Setup> {
  const service = await startService(options);
  const transport = openTransport({ limits });
  open.push(service, transport);
  const provider = providerAt(service.baseUrl, kind);
  await transport.prepare(provider, credentialsWith('one'));
  let chats = 0;
  return {
    service,
    transport,
    ready: async (token = 'one') => await transport.prepare(provider, credentialsWith(token)),
    chat: (token = 'one') => {
      chats += 1;
      const credentials = credentialsWith(token);
      return new TestChat(transport, provider, { credentials, sessionId: `session-${chats}` });
    },
  };
}

/** Answers when the test says so. */
function heldAnswers(): { readonly options: TestServiceOptions; readonly release: () => void } {
  const held: (() => void)[] = [];
  return {
    options: { onMessage: (socket) => held.push(() => answerMessage(socket)) },
    release: () => held.splice(0).forEach((answer) => answer()),
  };
}

test('each connection has one answer at a time, and what finds none goes over HTTP', async () => {
  const { options, release } = heldAnswers();
  const { service, chat } = await setUp({ spare: 2, most: 2 }, options);
  const chats = [chat(), chat(), chat()];
  const answers = chats.map(async (each) => textOf(await each.say('Hi')));
  await expect.poll(() => service.requests).toHaveLength(3);
  release();
  expect(await Promise.all(answers)).toEqual(['Hello', 'Hello', 'Hello']);
  const used = service.requests.map(({ socket }) => socket).toSorted((a, b) => a - b);
  expect(used).toEqual([-1, 0, 1]);
});

test('a new conversation takes no connection from another one while more may be opened', async () => {
  const { service, chat, ready } = await setUp({ spare: 1, most: 3 });
  const [one, two, three] = [chat(), chat(), chat()];
  await one.say('Hi');
  await ready();
  await two.say('Hi');
  await ready();
  await three.say('Hi');
  for (const each of [three, two, one]) await each.say('Continue');
  expect(service.requests.map(({ socket }) => socket)).toEqual([0, 1, 2, 2, 1, 0]);
  const followUps = service.requests.slice(3).map(({ body }) => body['previous_response_id']);
  expect(followUps.every((id) => typeof id === 'string')).toBe(true);
});

test('with as many connections as may be, a new conversation takes the longest unused one', async () => {
  const { service, chat } = await setUp({ spare: 2, most: 2 });
  const [one, two, three] = [chat(), chat(), chat()];
  await one.say('Hi');
  await two.say('Hi');
  await three.say('Hi');
  await one.say('Continue');
  await two.say('Continue');
  expect(service.requests.map(({ socket }) => socket)).toEqual([0, 1, 0, -1, 1]);
  const [, , , whole, followUp] = service.requests;
  expect(whole?.body['input']).toHaveLength(3);
  expect(followUp?.body['input']).toHaveLength(1);
});

test('items with ids take no connection that may know them', async () => {
  const { service, chat } = await setUp({ spare: 1, most: 1 });
  const one = chat();
  await one.say('Hi');
  await one.say('Continue', { continued: null });
  expect(service.requests.map(({ socket }) => socket)).toEqual([0, -1]);
});

test('a request with other settings says the whole conversation', async () => {
  const { service, chat } = await setUp({ spare: 2 });
  const one = chat();
  await one.say('Hi');
  const { body } = one.request([userSays('Continue')]);
  await one.say('Continue', { body: { ...body, tool_choice: 'required' } });
  expect(service.requests.map(({ body: sent }) => sent['previous_response_id'])).toEqual([
    undefined,
    undefined,
  ]);
});

test('a branch of a conversation says all of it, on another connection', async () => {
  const { service, chat } = await setUp({ spare: 2 });
  const one = chat();
  await one.say('Hi');
  const branch = one.request([userSays('Rather this')]);
  await one.say('Continue');
  await one.say('', branch);
  expect(
    service.requests.map(({ socket, body }) => [socket, body['previous_response_id']]),
  ).toEqual([
    [0, undefined],
    [0, expect.stringMatching(/^resp_/)],
    [1, undefined],
  ]);
});

test('with a ChatGPT login a connection is for one conversation, and says so', async () => {
  const { service, chat, ready } = await setUp({}, { kind: 'chatgpt' });
  const one = chat();
  await one.say('Hi');
  await one.say('Continue');
  await ready();
  await one.say('And on');
  await one.say('And on');
  await chat().say('Hi');
  expect(
    service.requests.map(({ transport, headers, body }) => [
      transport,
      headers['session-id'],
      body['prompt_cache_key'],
      body['previous_response_id'] === undefined ? 'whole' : 'new items',
    ]),
  ).toEqual([
    ['http', 'session-1', 'session-1', 'whole'],
    ['http', 'session-1', 'session-1', 'whole'],
    ['websocket', 'session-1', 'session-1', 'whole'],
    ['websocket', 'session-1', 'session-1', 'new items'],
    ['http', 'session-2', 'session-2', 'whole'],
  ]);
  expect(service.sockets).toHaveLength(1);
});

test.each(['function_call', 'custom_tool_call'])(
  'with a ChatGPT login a conversation whose only answer is a %s gets a connection',
  async (type) => {
    const { service, chat, ready } = await setUp({}, { kind: 'chatgpt' });
    const one = chat();
    const call = { type, call_id: 'call_1', name: 'look', arguments: '{}', input: '{}' };
    one.items.push(userSays('Hi'), call);
    await one.say('Continue');
    await ready();
    await one.say('And on');
    expect(service.requests.map(({ transport }) => transport)).toEqual(['http', 'websocket']);
  },
);

test('a connection for a conversation that has ended closes', async () => {
  const limits = { idleMs: 50, checkMs: 10 };
  const { service, chat, ready } = await setUp(limits, { kind: 'chatgpt' });
  const one = chat();
  await one.say('Hi');
  await one.say('Continue');
  await ready();
  expect(service.sockets).toHaveLength(1);
  await expect.poll(() => service.sockets[0]?.readyState).toBe(3);
});

test('with a ChatGPT login the longest unused connection makes room', async () => {
  const { service, chat, ready } = await setUp({ most: 1 }, { kind: 'chatgpt' });
  const chats = [chat(), chat()];
  for (const each of chats) {
    await each.say('Hi');
    await each.say('Continue');
    await ready();
  }
  expect(service.sockets.map(({ readyState }) => readyState)).toEqual([3, 1]);
});

test('a turn stays where its first response came from', async () => {
  const { service, chat } = await setUp();
  const one = chat();
  await one.say('Hi', { turnState: 'state-1' });
  expect(
    service.requests.map(({ transport, headers }) => [transport, headers['x-codex-turn-state']]),
  ).toEqual([['http', 'state-1']]);
});

test('a connection of other credentials is never used, and closes', async () => {
  const { service, chat, ready } = await setUp({ spare: 1 });
  await chat('one').say('Hi');
  await chat('two').say('Hi');
  await ready('two');
  await chat('two').say('Hi');
  expect(service.requests.map(({ headers }) => headers.authorization)).toEqual([
    'Bearer one',
    'Bearer two',
    'Bearer two',
  ]);
  expect(service.requests.at(-1)?.transport).toBe('websocket');
});

test('an answer that runs when the login changes ends on its connection, which then closes', async () => {
  const { options, release } = heldAnswers();
  const { service, chat } = await setUp({ spare: 1, most: 1 }, options);
  const answer = chat('one').say('Hi');
  await expect.poll(() => service.requests).toHaveLength(1);
  await chat('two').say('Hi');
  expect(service.sockets[0]?.readyState).toBe(1);
  release();
  expect(textOf(await answer)).toBe('Hello');
  await expect.poll(() => service.sockets[0]?.readyState).toBe(3);
});

test('a close ends an answer on a connection of an earlier login as well', async () => {
  const { options } = heldAnswers();
  const { service, transport, chat } = await setUp({ spare: 1 }, options);
  const answer = chat().say('Hi');
  await expect.poll(() => service.requests).toHaveLength(1);
  transport.loginChanged();
  await Promise.all([
    expect(answer).rejects.toMatchObject({ name: 'BrokenConnection' }),
    transport.close(),
  ]);
});

test('connections of a login that is gone close without another request', async () => {
  const { options, release } = heldAnswers();
  const { service, transport, chat } = await setUp({ spare: 2, most: 2, checkMs: 10 }, options);
  const answer = chat().say('Hi');
  await expect.poll(() => service.requests).toHaveLength(1);
  transport.loginChanged();
  await expect.poll(() => service.sockets.map(({ readyState }) => readyState)).toContain(3);
  release();
  expect(textOf(await answer)).toBe('Hello');
  await expect.poll(() => service.sockets.map(({ readyState }) => readyState)).toEqual([3, 3]);
});

test('an old connection is replaced between answers, never during one', async () => {
  const { options, release } = heldAnswers();
  const { service, chat } = await setUp({ spare: 1, most: 2, rotateMs: 100, checkMs: 10 }, options);
  const answer = chat().say('Hi');
  await expect.poll(() => service.requests).toHaveLength(1);
  const [first] = service.sockets;
  // A younger one has reached its age.
  await expect.poll(() => service.sockets[1]?.readyState).toBe(3);
  expect(first?.readyState).toBe(1);
  release();
  expect(textOf(await answer)).toBe('Hello');
  await expect.poll(() => first?.readyState).toBe(3);
});

test('a used connection whose conversation has ended closes', async () => {
  const { service, chat } = await setUp({ spare: 1, idleMs: 50, checkMs: 10 });
  await chat().say('Hi');
  expect(service.requests.map(({ transport }) => transport)).toEqual(['websocket']);
  await expect.poll(() => service.sockets[0]?.readyState).toBe(3);
});

test('spare connections that the service closes are replaced', async () => {
  const { service } = await setUp({ spare: 2, checkMs: 10 });
  expect(service.sockets).toHaveLength(2);
  for (const socket of service.sockets.slice()) socket.close(1012, 'service restart');
  await expect
    .poll(() => service.sockets.filter(({ readyState }) => readyState === 1))
    .toHaveLength(2);
});

test('a close ends answers and connections at once, and nothing opens after it', async () => {
  const { options } = heldAnswers();
  const { service, transport, chat } = await setUp({ spare: 2, checkMs: 10 }, options);
  const answer = chat().say('Hi', { listener: hear() });
  await expect.poll(() => service.requests).toHaveLength(1);
  const broken = { name: 'BrokenConnection' };
  await Promise.all([expect(answer).rejects.toMatchObject(broken), transport.close()]);
  await expect
    .poll(() => service.sockets.filter(({ readyState }) => readyState !== 3))
    .toHaveLength(0);
  const { upgrades } = service;
  await transport.prepare(providerAt(service.baseUrl), credentialsWith('one'));
  await expect(chat().say('Hi')).rejects.toMatchObject(broken);
  expect(service.upgrades).toBe(upgrades);
  expect(service.requests).toHaveLength(1);
});
