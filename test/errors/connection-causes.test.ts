import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createServer as createTlsServer, rootCertificates } from 'node:tls';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { localhostCertificate, localhostKey } from '../support/localhost-tls.ts';
import { createTempFolder, type TempFolder } from '../support/temp-folder.ts';

let gateway: TestGateway | undefined;
let server: Server | undefined;
let folder: TempFolder;

// A machine without any trust root has another cause to tell.
beforeAll(async () => {
  folder = await createTempFolder();
  const file = path.join(folder.path, 'roots.pem');
  await writeFile(file, rootCertificates[0] ?? '');
  vi.stubEnv('SSL_CERT_FILE', file);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await folder.remove();
});

afterEach(async () => {
  await gateway?.close();
  server?.close();
  gateway = undefined;
  server = undefined;
});

async function portOf(listening: Server): Promise<number> {
  server = listening;
  listening.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const address = listening.address();
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

/** A port that nothing else gets while the test lasts: one below those that systems give out. */
async function nobody(): Promise<string> {
  return await Promise.resolve('http://127.0.0.1:1/v1');
}

async function unknownHost(): Promise<string> {
  return await Promise.resolve('http://no-such-host.invalid/v1');
}

async function untrusted(): Promise<string> {
  const tls = createTlsServer({ key: localhostKey, cert: localhostCertificate });
  tls.on('tlsClientError', () => {});
  return `https://localhost:${await portOf(tls)}/v1`;
}

async function plain(): Promise<string> {
  const garbage = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.end('SSH-2.0-OpenSSH\r\n'));
  });
  return `https://localhost:${await portOf(garbage)}/v1`;
}

const unreachable = 'upstream_unreachable';

describe.each(['websocket', 'sse'])('without a connection to the service, over %s', (transport) => {
  it.each([
    [
      'refused',
      nobody,
      502,
      unreachable,
      'The service refused the connection: nothing listens at its address.',
    ],
    [
      'an unknown host',
      unknownHost,
      502,
      unreachable,
      "The service's host name could not be resolved.",
    ],
    [
      'a certificate',
      untrusted,
      502,
      unreachable,
      "The service's TLS certificate is not trusted, has expired or is for another host.",
    ],
    ['TLS', plain, 502, unreachable, 'The TLS handshake with the service failed.'],
  ])('%s is told to the client and the log', async (_, url, status, code, message) => {
    const baseUrl: string = await url();
    let log = '';
    const stream = new Writable({
      write(chunk: Buffer, _encoding, done) {
        log += chunk.toString();
        done();
      },
    });
    gateway = await startTestGateway({
      logger: pino({ level: 'error' }, stream),
      args: ['--retry-seconds', '0'],
      userConfig: () => `model_provider = "x"
[model_providers.x]
name = "x"
base_url = "${baseUrl}"
wire_api = "responses"
requires_openai_auth = false
supports_websockets = ${transport === 'websocket'}
request_max_retries = 0
stream_max_retries = 0
`,
    });
    const answer = await fetch(`${gateway.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'gpt-5.5', messages: [{ role: 'user', content: 'hi' }] }),
    });

    expect(await answer.json()).toEqual({
      error: { message, type: 'server_error', param: null, code },
    });
    expect(answer.status).toBe(status);
    const line = log.split('\n').find((each) => each.includes('"msg":"completion"')) ?? '{}';
    expect(JSON.parse(line)).toMatchObject({
      level: 50,
      code,
      requestId: answer.headers.get('x-request-id'),
      completionId: expect.stringMatching(/^chatcmpl-/),
      cause: expect.stringMatching(/./),
    });
  });
});
