import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import path from 'node:path';
import { createServer } from 'node:tls';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gatherTrustRoots } from '../../src/codex/engine/app-server/home/trust-roots.ts';
import { AttemptBudget } from '../../src/codex/completion/attempt-budget.ts';
import { startEngine } from '../../src/codex/engine/choice/start-engine.ts';
import type { Engine } from '../../src/codex/engine/engine.ts';
import { createStandInHome } from '../../src/demo.ts';
import { startStandIn } from '../../src/standin/index.ts';
import { tlsCertificate } from '../images/tls-files.ts';
import { ask, never } from '../support/core.ts';
import { localhostCertificate, localhostKey, localhostRoot } from '../support/localhost-tls.ts';
import { silentListener } from '../support/silent-listener.ts';
import { createTempFolder, type TempFolder } from '../support/temp-folder.ts';
import { namedCodex } from '../support/tested-codex.ts';
import { testedEngine } from '../support/tested-engine.ts';

/** The digests of the certificates in files, one or more in each. */
async function rootsIn(...files: readonly string[]): Promise<string[]> {
  const texts = await Promise.all(files.map(async (file) => await readFile(file, 'latin1')));
  const blocks = texts.join('\n').match(/-----BEGIN C[^]+?-----END CERTIFICATE-----/g) ?? [];
  const digests = blocks.map((block) => new X509Certificate(block).fingerprint256);
  return [...new Set(digests)].toSorted();
}

/** What a directory may hold, and Codex passes over there. */
const brokenRoot = '-----BEGIN CERTIFICATE-----\nTm90IGEgcm9vdA==\n-----END CERTIFICATE-----\n';

const noThreads = { count: 0, ms: 1 };

async function startTestEngine(
  folder: string,
  codexHome: string,
  env: NodeJS.ProcessEnv,
): Promise<Engine> {
  return await startEngine({
    home: path.join(folder, 'engine'),
    codexHome,
    engine: testedEngine(),
    codexBin: namedCodex(),
    keptModelFields: [],
    retryMs: 0,
    threads: { warm: noThreads, kept: noThreads, parked: noThreads, bytes: 0 },
    env,
    version: '0.0.0',
    logger: pino({ level: 'silent' }),
  });
}

/** Leads TLS connections on to a port, as the service's own front does. */
async function startTlsFront(to: number): Promise<{ port: number; close(): void }> {
  const sockets = new Set<Socket>();
  const server = createServer({ key: localhostKey, cert: localhostCertificate }, (socket) => {
    const onward = connect(to, '127.0.0.1');
    socket.pipe(onward).pipe(socket);
    for (const each of [socket, onward]) {
      sockets.add(each);
      each.on('error', () => each.destroy());
      each.on('close', () => sockets.delete(each));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

describe('the trust roots in one file', () => {
  let folder: TempFolder;
  let gathered: string;

  beforeEach(async () => {
    folder = await createTempFolder();
    gathered = path.join(folder.path, 'roots');
  });
  afterEach(async () => {
    await folder.remove();
  });

  function changed(): NodeJS.ProcessEnv {
    const [file, none] = ['roots.pem', 'none'].map((name) => path.join(gathered, name));
    return { SSL_CERT_FILE: file, SSL_CERT_DIR: none };
  }

  async function filesIn(place: string): Promise<string[]> {
    const entries = await readdir(place, { withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory())
      .map(({ name }) => path.join(place, name));
  }

  /** A system as Debian has it: each root in a file of its own, and all in one. */
  async function writeSystem(...roots: readonly string[]): Promise<{
    readonly root: string;
    readonly directory: string;
    readonly bundle: string;
  }> {
    const root = path.join(folder.path, 'system');
    const directory = path.join(root, 'etc/ssl/certs');
    const bundle = path.join(directory, 'ca-certificates.crt');
    await mkdir(directory, { recursive: true });
    await writeFile(bundle, roots.join(''));
    for (const [index, text] of roots.entries()) {
      await writeFile(path.join(directory, `${index}.pem`), text);
    }
    return { root, directory, bundle };
  }

  it("are the system's, each of them once", async () => {
    const { root } = await writeSystem(localhostRoot, tlsCertificate, brokenRoot);
    const env = await gatherTrustRoots(gathered, {}, 'linux', root);

    expect(env).toEqual(changed());
    expect(await readdir(path.join(gathered, 'none'))).toEqual([]);
    const text = await readFile(path.join(gathered, 'roots.pem'), 'utf8');
    expect(text.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
    const roots = [localhostRoot, tlsCertificate].map((each) => new X509Certificate(each));
    expect(await rootsIn(...(await filesIn(gathered)))).toEqual(
      roots.map(({ fingerprint256 }) => fingerprint256).toSorted(),
    );
  });

  it('are none where the system has none', async () => {
    expect(await gatherTrustRoots(gathered, {}, 'linux', folder.path)).toEqual({});
  });

  it('are asked of the system where it keeps them in no file', async () => {
    const { root, directory } = await writeSystem(localhostRoot);
    for (const platform of ['darwin', 'win32'] as const) {
      const env = { SSL_CERT_DIR: directory };
      expect(await gatherTrustRoots(gathered, env, platform, root)).toEqual({});
    }
  });

  it("are the user's where a directory was set, and with a file that was set, they are the same", async () => {
    const own = path.join(folder.path, 'own');
    const { directory, bundle } = await writeSystem(localhostRoot);
    await mkdir(own);
    await writeFile(path.join(own, 'root.pem'), `A root\n${tlsCertificate}`);
    await writeFile(path.join(own, 'broken.pem'), brokenRoot);
    await gatherTrustRoots(gathered, { SSL_CERT_DIR: own }, 'linux');
    expect(await rootsIn(...(await filesIn(gathered)))).toEqual(
      await rootsIn(path.join(own, 'root.pem')),
    );

    const both = { SSL_CERT_DIR: `${own}:${directory}`, SSL_CERT_FILE: bundle };
    const env = await gatherTrustRoots(gathered, both, 'linux');
    expect(env).toEqual(changed());
    expect(await rootsIn(...(await filesIn(gathered)))).toEqual(
      await rootsIn(bundle, path.join(own, 'root.pem'), ...(await filesIn(directory))),
    );
  });

  it.each([true, false])('are what Codex trusts, over WebSocket: %s', async (hasWebSockets) => {
    const own = path.join(folder.path, 'own');
    await mkdir(own);
    await writeFile(path.join(own, 'root.pem'), localhostRoot);
    await writeFile(path.join(own, 'broken.pem'), brokenRoot);
    const standIn = await startStandIn();
    const front = await startTlsFront(Number(new URL(standIn.baseUrl).port));
    const baseUrl = `https://localhost:${front.port}/v1`;
    const codexHome = path.join(folder.path, 'user');
    await createStandInHome(codexHome, { baseUrl, hasWebSockets });
    const { SSL_CERT_FILE: _, ...env } = process.env;
    const answerWith = async (roots: string): Promise<string> => {
      const engine = await startTestEngine(folder.path, codexHome, {
        ...env,
        SSL_CERT_DIR: roots,
      });
      const text: string[] = [];
      const listener = {
        ...silentListener,
        delta: (more: string) => void text.push(more),
      };
      const request = {
        completionId: 'chatcmpl-1',
        model: 'gpt-5.5',
        effort: 'low',
        asked: ask('Count to 2'),
        attempts: new AttemptBudget(),
      };
      const outcome = engine.run(request, listener, never());
      await outcome.catch((error: Error) => text.push(error.message));
      await engine.close();
      return text.join('');
    };

    const { directory } = await writeSystem(tlsCertificate);
    expect(await answerWith(own)).toBe('1 2');
    expect(await answerWith(directory)).not.toBe('1 2');
    front.close();
    await standIn.close();
  });

  it('are left alone where a file was set and no directory', async () => {
    const { bundle } = await writeSystem(localhostRoot);
    expect(await gatherTrustRoots(gathered, { SSL_CERT_FILE: bundle }, 'linux')).toEqual({});
  });
});
