import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readNetwork } from '../../../src/codex/engine/direct/transport/network.ts';
import { startStandIn, type StandIn } from '../../../src/standin/index.ts';
import { tlsCertificate } from '../../images/tls-files.ts';
import { memoryLog } from '../../support/memory-log.ts';
import { createTempFolder, type TempFolder } from '../../support/temp-folder.ts';
import {
  startHttpProxy,
  startSocksProxy,
  startTlsFront,
  type TestServer,
} from '../transport/proxy-servers.ts';
import { credentialsWith, openTransport, providerAt, TestChat, textOf } from './conversation.ts';

let folder: TempFolder;
let service: StandIn;
let front: TestServer;
const opened: { close(): Promise<void> }[] = [];

beforeEach(async () => {
  folder = await createTempFolder();
  service = await startStandIn({ record: true });
  front = await startTlsFront(portOf(service.baseUrl));
});
afterEach(async () => {
  for (const each of opened.splice(0).toReversed()) await each.close();
  await front.close();
  await service.close();
  await folder.remove();
});

const keep = <T extends { close(): Promise<void> }>(each: T): T => {
  opened.push(each);
  return each;
};

function portOf(url: string): number {
  return Number(new URL(url).port);
}

/** Two turns of a chat over that network, and how each reached the service. */
async function chatOver(
  baseUrl: string,
  env: NodeJS.ProcessEnv,
): Promise<{ readonly texts: string[]; readonly log: readonly unknown[] }> {
  const roots = path.join(folder.path, 'roots.pem');
  await writeFile(roots, tlsCertificate);
  const network = readNetwork({ SSL_CERT_FILE: roots, ...env });
  const log = memoryLog();
  const transport = keep(
    openTransport({
      network,
      logger: log.logger,
      limits: { spare: 1, checkMs: 5, retryMs: { first: 1, longest: 5 } },
    }),
  );
  const provider = providerAt(baseUrl);
  const credentials = credentialsWith('secret');
  await transport.prepare(provider, credentials);
  const chat = new TestChat(transport, provider, { credentials });
  const texts = [textOf(await chat.say('Count to 3')), textOf(await chat.say('Count to 3'))];
  return { texts, log: log.lines };
}

const secure = 'https://self-signed.test/v1';
const plain = 'http://service.example/v1';

test.each([
  [secure, 'CONNECT self-signed.test:443 Basic bWU6cHc='],
  [plain, 'CONNECT service.example:80 Basic bWU6cHc='],
])('an HTTP proxy gives a tunnel to the WebSockets of %s', async (baseUrl, asked) => {
  const to = baseUrl === secure ? front.port : portOf(service.baseUrl);
  const proxy = keep(await startHttpProxy(to));
  const url = `http://me:pw@127.0.0.1:${proxy.port}`;
  const { texts } = await chatOver(baseUrl, { ALL_PROXY: url });
  expect(texts).toEqual(['1 2 3', '1 2 3']);
  expect(proxy.asked).toContain(asked);
  expect(service.requests.map(({ transport, body }) => [transport, body['input']])).toEqual([
    ['websocket', [expect.anything()]],
    ['websocket', [expect.anything()]],
  ]);
  const [first] = service.requests;
  expect(first?.headers).toMatchObject({
    host: new URL(baseUrl).host,
    authorization: 'Bearer secret',
    'openai-beta': 'responses_websockets=2026-02-06',
  });
  expect(first?.headers).not.toHaveProperty('proxy-authorization');
});

test('a SOCKS proxy leads WebSockets on', async () => {
  const proxy = keep(await startSocksProxy(front.port));
  const url = `socks5h://me:pw@127.0.0.1:${proxy.port}`;
  const { texts } = await chatOver(secure, { ALL_PROXY: url });
  expect(texts).toEqual(['1 2 3', '1 2 3']);
  expect(proxy.asked[0]).toBe('self-signed.test:443 me:pw');
  expect(service.requests.map(({ transport }) => transport)).toEqual(['websocket', 'websocket']);
});

test('a proxy that forwards requests, but gives no tunnel, does not show', async () => {
  const proxy = keep(await startHttpProxy(portOf(service.baseUrl), undefined, { tunnels: false }));
  const { texts, log } = await chatOver(plain, { HTTP_PROXY: `http://127.0.0.1:${proxy.port}` });
  expect(texts).toEqual(['1 2 3', '1 2 3']);
  expect(service.requests.map(({ transport }) => transport)).toEqual(['sse', 'sse']);
  await expect.poll(() => log).toHaveLength(1);
  expect(log).toEqual([
    expect.objectContaining({
      level: 40,
      host: 'service.example',
      msg: 'no WebSocket to the service can be opened; requests go over HTTP',
    }),
  ]);
});
