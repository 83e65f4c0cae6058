import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { connect, createServer as createTcpServer, type Server as TcpServer } from 'node:net';
import path from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Diagnosis } from '../../src/doctor/diagnose.ts';
import { noRootsFault } from '../../src/doctor/kit/root-files.ts';
import { localhostCertificate, localhostKey, localhostRoot } from '../support/localhost-tls.ts';
import { startTestUpstream, type TestUpstream } from '../support/stand-in-home.ts';
import { createTempFolder, type TempFolder } from '../support/temp-folder.ts';
import { examine, faultsOf, findingOf } from './examine.ts';

let folder: TempFolder;
let upstream: TestUpstream;
let servers: (Server | TcpServer)[] = [];

beforeEach(async () => {
  folder = await createTempFolder();
  upstream = await startTestUpstream();
});
afterEach(async () => {
  for (const server of servers) server.close();
  servers = [];
  await upstream.close();
  await folder.remove();
});

async function portOf(server: Server | TcpServer): Promise<number> {
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

/** Points Codex's configuration at a URL. */
async function leadTo(baseUrl: string): Promise<void> {
  await writeFile(
    path.join(upstream.codexHome, 'config.toml'),
    `model_provider = "x"\n[model_providers.x]\nname = "x"\nbase_url = "${baseUrl}"\nwire_api = "responses"\n`,
  );
}

async function look(env: NodeJS.ProcessEnv = {}, engine = 'auto'): Promise<Diagnosis> {
  const all = { ...upstream.env, SSL_CERT_FILE: undefined, SSL_CERT_DIR: undefined, ...env };
  return await examine({ ...upstream, env: all, args: ['--engine', engine] });
}

/** A service that answers everything alike. */
async function answering(
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<string> {
  const server = createServer((_, response) => response.writeHead(status, headers).end(body));
  return `http://127.0.0.1:${await portOf(server)}/v1`;
}

/** The stand-in over TLS, with a certificate of an authority that nobody knows. */
async function overTls(): Promise<string> {
  const port = Number(new URL(upstream.standIn.baseUrl).port);
  const server = createTlsServer({ key: localhostKey, cert: localhostCertificate }, (socket) => {
    const service = connect(port, '127.0.0.1');
    for (const each of [socket, service]) each.on('error', () => {});
    socket.pipe(service).pipe(socket);
  });
  server.on('tlsClientError', () => {});
  return `https://localhost:${await portOf(server)}/v1`;
}

describe.each(['app-server', 'direct'])('a service that cannot be reached, for %s', (engine) => {
  it('because nothing listens, until something does', async () => {
    const { baseUrl } = upstream.standIn;
    await leadTo('http://127.0.0.1:1/v1');
    const before = await look({}, engine);
    expect(faultsOf(before)).toEqual(['service failed']);
    expect(findingOf(before, 'service')).toMatchObject({
      title: '127.0.0.1:1 cannot be reached.',
      detail: 'Nothing listens there: connect ECONNREFUSED 127.0.0.1:1.',
      remedy: "Start the service, or correct its address: `base_url` in Codex's config.toml.",
    });
    await leadTo(baseUrl);
    expect(faultsOf(await look({}, engine))).toEqual([]);
  });

  it('because it never answers', { timeout: 30_000 }, async () => {
    const port = await portOf(createTcpServer((socket) => socket.on('error', () => {})));
    await leadTo(`http://127.0.0.1:${port}/v1`);
    const diagnosis = await look({}, engine);
    expect(faultsOf(diagnosis)).toEqual(['service failed']);
    expect(findingOf(diagnosis, 'service')).toMatchObject({
      title: `127.0.0.1:${port} cannot be reached.`,
      detail: 'Nothing comes back: no answer within 4 s.',
      remedy: expect.stringMatching(/^Check the network and the firewall, or set HTTPS_PROXY/),
    });
  });

  it.each([
    ['its authority is added', 'CODEX_CA_CERTIFICATE'],
    ['its authority replaces the others', 'SSL_CERT_FILE'],
  ])('because its authority is unknown, until %s', async (_, variable) => {
    const root = path.join(folder.path, 'root.pem');
    await writeFile(root, localhostRoot);
    await leadTo(await overTls());
    const before = await look({ NODE_EXTRA_CA_CERTS: root }, engine);
    expect(faultsOf(before)).toEqual(['service failed']);
    expect(findingOf(before, 'service')).toMatchObject({
      title: expect.stringMatching(/^The certificate of localhost:\d+ comes from an unknown autho/),
      detail: expect.stringMatching(
        /^(?!.*use-system-ca).* \(\w+\)\. NODE_EXTRA_CA_CERTS is set, and does not count here\./,
      ),
      remedy: expect.stringContaining(`start the gateway with CODEX_CA_CERTIFICATE=${root};`),
    });
    expect(faultsOf(await look({ [variable]: root }, engine))).toEqual([]);
  });
});

describe('a service that cannot be reached', () => {
  it('because its name is unknown', async () => {
    await leadTo('http://no-such-host.invalid/v1');
    expect(findingOf(await look(), 'service')).toMatchObject({
      status: 'failed',
      title: 'no-such-host.invalid cannot be reached.',
      detail: expect.stringMatching(/^Its name cannot be resolved: getaddrinfo E/),
      remedy: expect.stringContaining('`getent hosts no-such-host.invalid`'),
    });
  });

  it('because the proxy leads nowhere, until it is left out', async () => {
    await leadTo('http://service.invalid/v1');
    const password = 'secret-of-the-proxy';
    const proxy = { HTTP_PROXY: `http://me:${password}@127.0.0.1:1` };
    const diagnosis = await look(proxy);
    expect(findingOf(diagnosis, 'service')).toMatchObject({
      status: 'failed',
      title: 'The proxy http://127.0.0.1:1 lets nothing through.',
      remedy: expect.stringMatching(/^Correct HTTPS_PROXY, HTTP_PROXY or ALL_PROXY/),
    });
    expect(JSON.stringify(diagnosis)).not.toContain(password);
    const without = await look({ ...proxy, NO_PROXY: 'service.invalid' });
    expect(findingOf(without, 'service')?.title).toBe('service.invalid cannot be reached.');
  });

  it('because a variable names a file without roots', async () => {
    await leadTo(await overTls());
    const none = path.join(folder.path, 'none.pem');
    expect(findingOf(await look({ CODEX_CA_CERTIFICATE: none }), 'service')).toMatchObject({
      status: 'failed',
      title: 'The file of CODEX_CA_CERTIFICATE holds no root certificates.',
      detail: `${none} cannot be read.`,
    });
  });

  it('because what answers does not speak TLS', async () => {
    const garbage = createTcpServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => socket.end('SSH-2.0-OpenSSH\r\n'));
    });
    await leadTo(`https://localhost:${await portOf(garbage)}/v1`);
    expect(findingOf(await look(), 'service')).toMatchObject({
      status: 'failed',
      detail: expect.stringMatching(/^What answers there speaks another protocol: /),
    });
  });
});

describe('a machine without root certificates', () => {
  it('is told from one that has them in files or by a variable, where the system keeps files', async () => {
    const root = path.join(folder.path, 'etc', 'ssl');
    await mkdir(path.join(root, 'certs'), { recursive: true });
    const bare = { platform: 'linux', root: folder.path } as const;
    expect(await noRootsFault({}, bare)).toMatchObject({
      status: 'failed',
      title: 'This machine has no root certificates.',
      remedy: expect.stringContaining('`sudo apt-get install ca-certificates`'),
    });
    expect(await noRootsFault({}, { ...bare, platform: 'darwin' })).toBeNull();
    const file = path.join(root, 'certs', 'ca-certificates.crt');
    await writeFile(file, localhostRoot);
    expect(await noRootsFault({}, bare)).toBeNull();
    const none = { ...bare, root: path.join(folder.path, 'none') };
    expect(await noRootsFault({ SSL_CERT_FILE: file }, none)).toBeNull();
    expect(await noRootsFault({ CODEX_CA_CERTIFICATE: file }, none)).toBeNull();
  });

  it('is what fails where Codex has to open the connection', async () => {
    await leadTo(await overTls());
    const nothing = { SSL_CERT_DIR: folder.path };
    expect(findingOf(await look(nothing, 'app-server'), 'service')?.title).toBe(
      'This machine has no root certificates.',
    );
  });
});

describe('a service that answers', () => {
  const page = '<!DOCTYPE html><title>Just a moment...</title>';

  it.each<[string, number, string, string, string]>([
    ['a 403 with a page', 403, page, 'failed', 'blocks requests from this machine.'],
    ['a login page', 200, page, 'failed', 'Something else answers in place of'],
    ['a 404 with a page', 404, page, 'failed', 'Something else answers in place of'],
    ['a 503', 503, '{}', 'warning', 'answers, and is out of order.'],
    ['a 502 with a page', 502, page, 'warning', 'answers, and is out of order.'],
    ['a 400', 400, '{"error":{"message":"no model"}}', 'ok', 'answers.'],
    ['a 404', 404, '{"detail":"Not Found"}', 'warning', 'may not have the Responses API.'],
    ['a 429', 429, '{"error":{"message":"slow down"}}', 'ok', 'answers.'],
  ])('%s', async (_, status, body, outcome, title) => {
    await leadTo(await answering(status, body));
    expect(findingOf(await look(), 'service')).toMatchObject({
      status: outcome,
      title: expect.stringContaining(title),
    });
  });

  it('with a page blocks a ChatGPT login too, although the quota can be read', async () => {
    await upstream.writeLogin();
    const baseUrl = await answering(403, page);
    await writeFile(
      path.join(upstream.codexHome, 'config.toml'),
      `chatgpt_base_url = "${upstream.standIn.account.backendUrl}"\nmodel_provider = "x"\n[model_providers.x]\nname = "x"\nbase_url = "${baseUrl}"\nwire_api = "responses"\nrequires_openai_auth = true\n`,
    );
    expect(faultsOf(await look({}, 'app-server'))).toEqual(['service failed', 'login warning']);
  });

  it('shows that the clock of this machine is wrong', async () => {
    const date = new Date(Date.now() - 10 * 60_000).toUTCString();
    await leadTo(await answering(400, '{}', { date }));
    expect(findingOf(await look(), 'clock')).toMatchObject({
      status: 'warning',
      title: expect.stringMatching(/^The clock is 10 minutes ahead of that of 127\.0\.0\.1:\d+\.$/),
      remedy: 'Set the clock: `sudo timedatectl set-ntp true`.',
    });
  });
});
