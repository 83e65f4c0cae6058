import { createServer } from 'node:net';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHttpTransport } from '../../../src/codex/engine/direct/transport/http-transport.ts';
import { readNetwork } from '../../../src/codex/engine/direct/transport/network.ts';
import { startStandIn, type StandIn } from '../../../src/standin/index.ts';
import { tlsCertificate } from '../../images/tls-files.ts';
import { createTempFolder, type TempFolder } from '../../support/temp-folder.ts';
import {
  listenOn,
  startHttpProxy,
  startSocksProxy,
  startTlsFront,
  type TestServer,
} from './proxy-servers.ts';
import { receive, requestTo } from './requests.ts';

let folder: TempFolder;
let service: StandIn;
let front: TestServer;
const opened: { close(): Promise<void> }[] = [];

beforeEach(async () => {
  folder = await createTempFolder();
  service = await startStandIn({ record: true });
  front = await startTlsFront(Number(new URL(service.baseUrl).port));
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map(async (each) => await each.close()));
  await front.close();
  await service.close();
  await folder.remove();
});

const keep = <T extends { close(): Promise<void> }>(each: T): T => {
  opened.push(each);
  return each;
};

/** The answer of a service at that base URL. */
async function answerFrom(
  baseUrl: string,
  env: NodeJS.ProcessEnv,
  connectMs = 15_000,
): Promise<string> {
  const roots = path.join(folder.path, 'roots.pem');
  await writeFile(roots, tlsCertificate);
  const network = readNetwork({ SSL_CERT_FILE: roots, ...env });
  const transport = keep(createHttpTransport({ network: { ...network, connectMs } }));
  return (await receive(transport, requestTo(baseUrl))).text();
}

const secure = 'https://self-signed.test/v1';
const plain = 'http://service.example/v1';

describe('a proxy', () => {
  it('gives a tunnel to a service over TLS, with the credentials of its URL', async () => {
    const proxy = keep(await startHttpProxy(front.port));
    const url = `http://me%40home:p%3Aw@127.0.0.1:${proxy.port}`;

    expect(await answerFrom(secure, { https_proxy: url })).toBe('1 2 3');
    expect(proxy.asked).toEqual(['CONNECT self-signed.test:443 Basic bWVAaG9tZTpwOnc=']);
    expect(service.requests[0]?.headers).not.toHaveProperty('proxy-authorization');
  });

  it('forwards requests to a service without TLS', async () => {
    const proxy = keep(await startHttpProxy(Number(new URL(service.baseUrl).port)));
    const url = `http://me:pw@127.0.0.1:${proxy.port}`;

    expect(await answerFrom(plain, { HTTP_PROXY: url })).toBe('1 2 3');
    expect(proxy.asked).toEqual(['POST http://service.example/v1/responses Basic bWU6cHc=']);
    expect(service.requests[0]?.headers).toMatchObject({ host: 'service.example' });
  });

  it.each([
    [secure, 'self-signed.test:443'],
    [plain, 'service.example:80'],
  ])('of SOCKS leads to %s', async (baseUrl, target) => {
    const to = baseUrl === secure ? front.port : Number(new URL(service.baseUrl).port);
    const proxy = keep(await startSocksProxy(to));

    expect(
      await answerFrom(baseUrl, { ALL_PROXY: `socks5h://me:pw@127.0.0.1:${proxy.port}` }),
    ).toBe('1 2 3');
    expect(proxy.asked).toEqual([`${target} me:pw`]);
  });

  it('over TLS itself is trusted by the same roots', async () => {
    const proxy = keep(await startHttpProxy(front.port));
    const secureProxy = keep(await startTlsFront(proxy.port));

    // The certificate is for another host than 127.0.0.1.
    await expect(
      answerFrom(secure, { HTTPS_PROXY: `https://127.0.0.1:${secureProxy.port}` }),
    ).rejects.toMatchObject({ fault: 'proxy', isSent: false });
    expect(proxy.asked).toEqual([]);
  });

  it.each([
    [secure, 403],
    [secure, 407],
    [secure, 502],
    [plain, 407],
  ])('that refuses a way to %s with %i is named', async (baseUrl, status) => {
    const proxy = keep(await startHttpProxy(front.port, status));

    await expect(
      answerFrom(baseUrl, { ALL_PROXY: `127.0.0.1:${proxy.port}` }),
    ).rejects.toMatchObject({ name: 'BrokenConnection', fault: 'proxy' });
    expect(proxy.asked).toHaveLength(1);
  });

  it('that is not there is named', async () => {
    const gone = await listenOn(createServer());
    await gone.close();

    await expect(
      answerFrom(secure, { ALL_PROXY: `http://127.0.0.1:${gone.port}` }),
    ).rejects.toMatchObject({ name: 'BrokenConnection', fault: 'proxy', isSent: false });
  });

  it('that closes the connection is named', async () => {
    const closing = keep(await listenOn(createServer((socket) => socket.end())));

    for (const scheme of ['http', 'socks5h'])
      await expect(
        answerFrom(secure, { ALL_PROXY: `${scheme}://127.0.0.1:${closing.port}` }),
      ).rejects.toMatchObject({ name: 'BrokenConnection', fault: 'proxy', isSent: false });
  });

  it('that says nothing is left after a time', async () => {
    const silent = keep(await listenOn(createServer()));

    for (const scheme of ['http', 'https', 'socks5h'])
      await expect(
        answerFrom(secure, { ALL_PROXY: `${scheme}://127.0.0.1:${silent.port}` }, 50),
      ).rejects.toMatchObject({ name: 'BrokenConnection', fault: 'timeout', isSent: false });
  });

  it('is not asked for this machine', async () => {
    const proxy = keep(await startHttpProxy(1));

    expect(await answerFrom(service.baseUrl, { ALL_PROXY: `127.0.0.1:${proxy.port}` })).toBe(
      '1 2 3',
    );
    expect(proxy.asked).toEqual([]);
  });
});

describe('the certificate of a service behind a proxy', () => {
  it('is checked', async () => {
    const proxy = keep(await startHttpProxy(front.port));
    const env = { HTTPS_PROXY: `127.0.0.1:${proxy.port}` };

    await expect(answerFrom(secure, { ...env, SSL_CERT_FILE: undefined })).rejects.toMatchObject({
      fault: 'certificate',
      isSent: false,
    });
    await expect(answerFrom('https://other.example/v1', env)).rejects.toMatchObject({
      fault: 'certificate',
      isSent: false,
    });
  });

  it('is trusted by the root in CODEX_CA_CERTIFICATE', async () => {
    const proxy = keep(await startHttpProxy(front.port));
    const own = path.join(folder.path, 'own.pem');
    await writeFile(own, tlsCertificate);

    expect(
      await answerFrom(secure, {
        HTTPS_PROXY: `127.0.0.1:${proxy.port}`,
        SSL_CERT_FILE: undefined,
        CODEX_CA_CERTIFICATE: own,
      }),
    ).toBe('1 2 3');
  });
});
