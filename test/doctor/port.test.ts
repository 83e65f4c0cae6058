import { once } from 'node:events';
import { createServer } from 'node:http';
import { createServer as createTcpServer, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/doctor/kit/finding.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { startTestUpstream, type TestUpstream } from '../support/stand-in-home.ts';
import { examine, findingOf } from './examine.ts';

let upstream: TestUpstream;
let server: Server | undefined;
let gateway: TestGateway | undefined;

beforeEach(async () => {
  upstream = await startTestUpstream();
});
afterEach(async () => {
  server?.close();
  await gateway?.close();
  server = undefined;
  gateway = undefined;
  await upstream.close();
});

async function portOf(listening: Server): Promise<number> {
  server = listening.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

/** Without a Codex, which has no part in it. */
async function look(...args: readonly string[]): Promise<Finding | undefined> {
  const diagnosis = await examine({ ...upstream, args: ['--codex-bin', '/dev/null', ...args] });
  return findingOf(diagnosis, 'port');
}

/** The address that a remedy advises. */
function adviceIn(finding: Finding | undefined): string {
  return /--addr (\S+?)\.$/.exec(finding?.remedy ?? '')?.[1] ?? '';
}

describe('a port that is taken', () => {
  it.each<[string, () => Server, string]>([
    [
      'by a web server that says who it is',
      () =>
        createServer((_, response) => {
          response.setHeader('server', 'nginx/1.22.1').end('hello');
        }),
      "It calls itself 'nginx/1.22.1'.",
    ],
    [
      'by a program that speaks another protocol',
      () =>
        createTcpServer((socket) => {
          socket.on('error', () => {}).end('220 mail.example ESMTP\r\n');
        }),
      'It is no codex-serve.',
    ],
    [
      'by a program that says nothing',
      () => createTcpServer((socket) => void socket.on('error', () => {})),
      'It is no codex-serve.',
    ],
  ])('%s, with an address that is free', async (_, listening, detail) => {
    const port = await portOf(listening());
    const finding = await look('--addr', `127.0.0.1:${port}`);
    expect(finding).toMatchObject({
      status: 'failed',
      title: `Another program listens at 127.0.0.1:${port}.`,
      detail,
      remedy: expect.stringMatching(
        /^Stop it, or listen elsewhere with --addr 127\.0\.0\.1:\d+\.$/,
      ),
    });
    expect(await look('--addr', adviceIn(finding))).toMatchObject({ status: 'ok', remedy: null });
  });

  it.each([
    ['without a key', [], 'It is version 0.0.0.'],
    ['with keys', ['--api-key', 'secret-key'], 'It wants an API key.'],
  ])('by another codex-serve %s', async (_, args, detail) => {
    gateway = await startTestGateway({ args });
    const { host } = new URL(gateway.url);
    const finding = await look('--addr', host);
    expect(finding).toMatchObject({
      status: 'failed',
      title: `Another codex-serve listens at ${host}.`,
      detail,
      remedy: expect.stringContaining(`Use it at ${gateway.url}, stop it, or listen elsewhere`),
    });
    expect(await look('--addr', adviceIn(finding))).toMatchObject({ status: 'ok' });
  });

  it('by the gateway of this home is no fault', async () => {
    gateway = await startTestGateway({ upstream });
    const { host, port } = new URL(gateway.url);
    for (const address of [host, `localhost:${port}`]) {
      expect(await look('--addr', address)).toEqual({
        id: 'port',
        status: 'ok',
        title: `The gateway of this home listens at http://${address}.`,
        detail: 'It is codex-serve 0.0.0.',
        remedy: null,
      });
    }
  });
});

describe('an address', () => {
  it('of IPv6 is named in brackets', async () => {
    server = createTcpServer().listen(0, '::1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const finding = await look('--addr', `[::1]:${port}`);
    expect(finding).toMatchObject({
      title: `Another program listens at [::1]:${port}.`,
      remedy: expect.stringMatching(/--addr \[::1\]:\d+\.$/),
    });
    expect(await look('--addr', adviceIn(finding))).toMatchObject({ status: 'ok' });
  });

  it('that no interface of this machine has is replaced by one that is there', async () => {
    const finding = await look(
      '--addr',
      '192.0.2.1:8077',
      '--api-key',
      'a-key-that-nobody-guesses',
    );
    expect(finding).toMatchObject({
      status: 'failed',
      title: 'The gateway cannot listen at 192.0.2.1:8077.',
      detail: 'No network interface of this machine has that address (EADDRNOTAVAIL).',
    });
    expect(await look('--addr', adviceIn(finding))).toMatchObject({ status: 'ok' });
  });
});
