import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { afterEach, expect, test } from 'vitest';
import type { Provider } from '../../../src/codex/engine/direct/provider/provider.ts';
import type { Transport } from '../../../src/codex/engine/direct/transport/transport.ts';
import type { ConnectionLimits } from '../../../src/codex/engine/direct/transport/websocket/limits.ts';
import { memoryLog, type MemoryLog } from '../../support/memory-log.ts';
import { credentialsWith, openTransport, providerAt, TestChat, textOf } from './conversation.ts';
import { startService, type TestService, type TestServiceOptions } from './service.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});

interface Setup {
  readonly service: TestService;
  readonly transport: Transport;
  readonly provider: Provider;
  readonly log: MemoryLog;
}

async function setUp(
  options: TestServiceOptions,
  limits: Partial<ConnectionLimits> = {},
): Promise<Setup> {
  const service = await startService(options);
  const log = memoryLog();
  const transport = openTransport({ limits, logger: log.logger });
  open.push(service, transport);
  return { service, transport, provider: providerAt(service.baseUrl), log };
}

/** Refuses upgrades with a status. */
function refusing(
  status: number,
  body = '',
): (request: IncomingMessage, socket: Duplex) => boolean {
  return (_, socket) => {
    socket.end(`HTTP/1.1 ${status} No\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
    return true;
  };
}

test('a provider without WebSockets (426) is asked over HTTP, and logged once', async () => {
  const { service, transport, provider, log } = await setUp(
    { onUpgrade: refusing(426, '{"error":{"message":"Upgrade not supported"}}') },
    { checkMs: 5, spare: 1 },
  );
  await transport.prepare(provider, credentialsWith('one'));
  const chat = new TestChat(transport, provider);
  for (let turn = 0; turn < 3; turn += 1) expect(textOf(await chat.say('Hi'))).toBe('Hello');
  // Other credentials are asked for at the same provider.
  await transport.prepare(provider, credentialsWith('two'));
  expect(service.upgrades).toBe(1);
  expect(service.requests.map(({ transport: used }) => used)).toEqual(['http', 'http', 'http']);
  expect(log.lines).toEqual([
    expect.objectContaining({
      level: 40,
      host: provider.responsesUrl.host,
      reason: 'the service answered with 426',
      msg: 'no WebSocket to the service can be opened; requests go over HTTP',
    }),
  ]);
});

test('a provider that has WebSockets again is asked over them again', async () => {
  let isRefusing = true;
  const { transport, provider, log, service } = await setUp(
    { onUpgrade: (request, socket) => isRefusing && refusing(426)(request, socket) },
    { checkMs: 5, spare: 1, withoutMs: 20 },
  );
  await transport.prepare(provider, credentialsWith('one'));
  await expect.poll(() => service.upgrades).toBeGreaterThan(2);
  isRefusing = false;
  await expect.poll(() => log.lines.length).toBe(2);
  expect(log.lines.map(({ msg }) => msg)).toEqual([
    'no WebSocket to the service can be opened; requests go over HTTP',
    'WebSockets to the service can be opened again',
  ]);
  await expect.poll(() => service.sockets.length).toBeGreaterThan(0);
  await new TestChat(transport, provider).say('Hi');
  expect(service.requests.at(-1)?.transport).toBe('websocket');
});

test.each([
  ['a status of the service', refusing(500, 'no')],
  ['a page of a proxy', refusing(403, '<html>Forbidden</html>')],
  ['a redirect', refusing(302)],
  ['a reply that is no upgrade', refusing(200, '{}')],
  [
    'a closed connection',
    (_: IncomingMessage, socket: Duplex) => {
      socket.destroy();
      return true;
    },
  ],
  [
    'a wrong key',
    (_: IncomingMessage, socket: Duplex) => {
      socket.write('HTTP/1.1 101 OK\r\nupgrade: websocket\r\nconnection: upgrade\r\n');
      socket.write('sec-websocket-accept: x\r\n\r\n');
      return true;
    },
  ],
])('upgrades that fail with %s do not show, and are logged once', async (_, onUpgrade) => {
  const { service, transport, provider, log } = await setUp(
    { onUpgrade },
    { checkMs: 5, spare: 1, retryMs: { first: 1, longest: 4 } },
  );
  await transport.prepare(provider, credentialsWith('one'));
  expect(textOf(await new TestChat(transport, provider).say('Hi'))).toBe('Hello');
  await expect.poll(() => service.upgrades).toBeGreaterThan(6);
  expect(log.lines.map(({ msg }) => msg)).toEqual([
    'no WebSocket to the service can be opened; requests go over HTTP',
  ]);
  expect(JSON.stringify(log.lines)).not.toContain('one');
});

test.each([401, 429])(
  'upgrades that fail with %i are not logged: HTTP tells the client',
  async (status) => {
    const { service, transport, provider, log } = await setUp(
      { onUpgrade: refusing(status) },
      { checkMs: 5, spare: 1, retryMs: { first: 1, longest: 4 } },
    );
    await transport.prepare(provider, credentialsWith('one'));
    await expect.poll(() => service.upgrades).toBeGreaterThan(6);
    expect(log.lines).toEqual([]);
  },
);

test('headers that cannot be sent leave no connection open', async () => {
  const { service, transport, provider } = await setUp({}, { spare: 1 });
  const odd = { ...provider, headers: { 'x-odd': 'line\nbreak' } };
  await transport.prepare(odd, credentialsWith('one'));
  await transport.close();
  await expect.poll(() => service.open).toBe(0);
  expect(service.upgrades).toBe(0);
});

test('a provider that is not known to have WebSockets is never asked for one', async () => {
  const { service, transport, provider } = await setUp({});
  const plain = { ...provider, hasWebSockets: false };
  await transport.prepare(plain, credentialsWith('one'));
  await new TestChat(transport, plain).say('Hi');
  expect(service.upgrades).toBe(0);
  expect(service.requests.map(({ transport: used }) => used)).toEqual(['http']);
});

test('many requests on a cold gateway wait for no upgrade', async () => {
  const { service, transport, provider } = await setUp({ onUpgrade: () => true });
  const chats = Array.from({ length: 16 }, () => new TestChat(transport, provider));
  const answers = await Promise.all(chats.map(async (chat) => textOf(await chat.say('Hi'))));
  expect(answers).toEqual(Array.from({ length: 16 }, () => 'Hello'));
  expect(service.requests.every(({ transport: used }) => used === 'http')).toBe(true);
});

test('a request longer than 16 MiB goes over HTTP, one just below over a WebSocket', async () => {
  const { service, transport, provider } = await setUp({}, { spare: 2 });
  await transport.prepare(provider, credentialsWith('one'));
  const chat = new TestChat(transport, provider);
  const room = 16 * 1024 * 1024 - JSON.stringify(chat.request([]).body).length - 200;
  await chat.say('é'.repeat(room / 2));
  await new TestChat(transport, provider).say('é'.repeat(room / 2 + 200));
  await chat.say('é'.repeat(room / 2));
  expect(
    service.requests.map(({ transport: used, body }) => [used, body['previous_response_id']]),
  ).toEqual([
    ['websocket', undefined],
    ['http', undefined],
    ['websocket', expect.stringMatching(/^resp_/)],
  ]);
});
