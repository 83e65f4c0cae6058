import { createServer as createHttpsServer } from 'node:https';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { TLSSocket } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHttpTransport } from '../../../src/codex/engine/direct/transport/http-transport.ts';
import { readNetwork } from '../../../src/codex/engine/direct/transport/network.ts';
import type { Transport } from '../../../src/codex/engine/direct/transport/transport.ts';
import { tlsCertificate, tlsKey } from '../../images/tls-files.ts';
import { localhostCertificate, localhostKey, localhostRoot } from '../../support/localhost-tls.ts';
import { createTempFolder, type TempFolder } from '../../support/temp-folder.ts';
import { listenOn, type TestServer } from './proxy-servers.ts';
import { receive, requestTo } from './requests.ts';

let folder: TempFolder;
let service: TestServer;
let transport: Transport;
const resumed: boolean[] = [];

async function start(tls = { key: localhostKey, cert: localhostCertificate }): Promise<void> {
  const server = createHttpsServer(tls, (_, response) => {
    response.setHeader('connection', 'close').end('data: {"type":"error"}\n\n');
  });
  server.on('secureConnection', (socket: TLSSocket) => resumed.push(socket.isSessionReused()));
  service = await listenOn(server);
}

async function trust(
  env: (roots: string) => NodeJS.ProcessEnv,
  pem = localhostRoot,
): Promise<void> {
  const roots = path.join(folder.path, 'roots.pem');
  await writeFile(roots, pem);
  transport = createHttpTransport({ network: readNetwork(env(roots)) });
}

beforeEach(async () => {
  folder = await createTempFolder();
  resumed.length = 0;
});
afterEach(async () => {
  await transport.close();
  await service.close();
  await folder.remove();
});

describe('a service over TLS', () => {
  it.each([
    ['SSL_CERT_FILE', (roots: string) => ({ SSL_CERT_FILE: roots })],
    ['SSL_CERT_DIR', (roots: string) => ({ SSL_CERT_DIR: path.dirname(roots) })],
    ['CODEX_CA_CERTIFICATE', (roots: string) => ({ CODEX_CA_CERTIFICATE: roots })],
    [
      'CODEX_CA_CERTIFICATE beside another root',
      (roots: string) => ({ CODEX_CA_CERTIFICATE: roots, SSL_CERT_FILE: '/dev/null' }),
    ],
  ])('is trusted by the root in %s', async (_, env) => {
    await start();
    await trust(env);

    for (const host of ['localhost', '127.0.0.1'])
      expect(
        (await receive(transport, requestTo(`https://${host}:${service.port}`))).events,
      ).toEqual([{ type: 'error' }]);
  });

  it.each([
    ['of an unknown root', { key: localhostKey, cert: localhostCertificate }, tlsCertificate],
    ['of another host', { key: tlsKey, cert: tlsCertificate }, tlsCertificate],
    ['that signs itself', { key: tlsKey, cert: tlsCertificate }, localhostRoot],
  ])('with a certificate %s is not trusted', async (_, tls, pem) => {
    await start(tls);
    await trust((roots) => ({ SSL_CERT_FILE: roots }), pem);

    await expect(
      receive(transport, requestTo(`https://localhost:${service.port}`)),
    ).rejects.toMatchObject({ name: 'BrokenConnection', fault: 'certificate', isSent: false });
  });

  it('that is asked without TLS does not speak HTTP', async () => {
    await start();
    await trust((roots) => ({ SSL_CERT_FILE: roots }));

    await expect(
      receive(transport, requestTo(`http://localhost:${service.port}`)),
    ).rejects.toMatchObject({ name: 'BrokenConnection', isSent: true });
  });

  it('resumes its session on the next connection', async () => {
    await start();
    await trust((roots) => ({ SSL_CERT_FILE: roots }));
    const request = requestTo(`https://localhost:${service.port}`);
    for (let i = 0; i < 3; i += 1) {
      await receive(transport, request);
      await service.isEmpty();
    }

    expect(resumed).toEqual([false, true, true]);
  });
});
