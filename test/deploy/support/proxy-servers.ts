import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { vi } from 'vitest';
import { localhostCertificate, localhostKey } from '../../support/localhost-tls.ts';
import { createTempFolder } from '../../support/temp-folder.ts';
import { freePort } from '../../support/free-port.ts';

/** A proxy that runs with the configuration of `deploy/`. */
export interface ProxyServer {
  /** Of its TLS. */
  readonly port: number;
  close(): Promise<void>;
}

/** A file of `deploy/` with its own names replaced. Throws where one is not there. */
async function withNames(
  file: string,
  replacements: readonly (readonly [string, string])[],
): Promise<string> {
  let config = await readFile(file, 'utf8');
  for (const [from, to] of replacements) {
    if (!config.includes(from)) throw new Error(`${file} does not hold ${from}`);
    config = config.replaceAll(from, to);
  }
  return config;
}

/**
 * Starts nginx in front of a gateway. It waits 20 s instead of 4000 s for the gateway, so that a
 * stream without keepalives would end in a test.
 */
export async function startNginx(gatewayHost: string): Promise<ProxyServer> {
  const [folder, port] = await Promise.all([createTempFolder(), freePort()]);
  const { certificate, key } = await writeTls(folder.path);
  const site = await withNames('deploy/nginx/codex-serve.conf', [
    ['listen 443 ssl http2', `listen 127.0.0.1:${port} ssl http2`],
    ['listen [::]:443 ssl http2', `listen [::1]:${port} ssl http2`],
    ['/etc/ssl/ai.example/fullchain.pem', certificate],
    ['/etc/ssl/ai.example/privkey.pem', key],
    ['127.0.0.1:8000', gatewayHost],
    ['4000s', '20s'],
  ]);
  await writeFile(path.join(folder.path, 'site.conf'), site);
  const own = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder.path}/${name};`,
  );
  const config = `
    daemon off;
    user root;
    pid ${folder.path}/pid;
    error_log stderr;
    events {}
    http { access_log off; ${own.join(' ')} include ${folder.path}/site.conf; }`;
  const file = path.join(folder.path, 'nginx.conf');
  await writeFile(file, config);
  const child = spawn('nginx', ['-e', 'stderr', '-p', folder.path, '-c', file], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return await whenListening(child, port, async () => await folder.remove());
}

/** Starts Caddy in front of a gateway. */
export async function startCaddy(gatewayHost: string): Promise<ProxyServer> {
  const [folder, port] = await Promise.all([createTempFolder(), freePort()]);
  const { certificate, key } = await writeTls(folder.path);
  const site = await withNames('deploy/caddy/Caddyfile', [
    ['ai.example {', `ai.example:${port} {\n\tbind 127.0.0.1\n\ttls ${certificate} ${key}`],
    ['127.0.0.1:8000', gatewayHost],
  ]);
  const file = path.join(folder.path, 'Caddyfile');
  await writeFile(file, `{\n\tadmin off\n\tauto_https disable_redirects\n}\n${site}`);
  const child = spawn('caddy', ['run', '--config', file, '--adapter', 'caddyfile'], {
    env: {
      PATH: process.env['PATH'],
      HOME: folder.path,
      XDG_DATA_HOME: folder.path,
      XDG_CONFIG_HOME: folder.path,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return await whenListening(child, port, async () => await folder.remove());
}

async function writeTls(folder: string): Promise<{ certificate: string; key: string }> {
  const certificate = path.join(folder, 'certificate.pem');
  const key = path.join(folder, 'key.pem');
  await writeFile(certificate, localhostCertificate);
  await writeFile(key, localhostKey, { mode: 0o600 });
  return { certificate, key };
}

async function whenListening(
  child: ChildProcess,
  port: number,
  removeFolder: () => Promise<void>,
): Promise<ProxyServer> {
  let log = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (log += text));
  const ended = once(child, 'close');
  await vi.waitFor(
    async () => {
      if (!(await isListening(port))) throw new Error(`Nothing listens: ${log}`);
    },
    { timeout: 20_000 },
  );
  return {
    port,
    async close() {
      child.kill('SIGTERM');
      await ended;
      await removeFolder();
    },
  };
}

async function isListening(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  return await new Promise((resolve) => {
    socket
      .once('error', () => resolve(false))
      .once('connect', () => {
        socket.destroy();
        resolve(true);
      });
  });
}
