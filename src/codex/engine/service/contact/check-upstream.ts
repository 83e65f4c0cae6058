import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { TomlTable } from 'smol-toml';
import type { ConnectionFault } from './connection-fault.ts';
import { faultOfError } from './fault-of-error.ts';
import { readProxies } from './proxies.ts';
import { readText } from '../../../../util/read-text.ts';

/** What a check of the connection found. */
export interface UpstreamFinding {
  readonly fault: ConnectionFault;
  /** For the log: `connect ECONNREFUSED 127.0.0.1:9`. */
  readonly detail: string;
}

/** How long a check may take, in milliseconds. */
const checkMs = 3000;

/** The URL of the provider that the configuration selects; null where Codex knows it by itself. */
export function upstreamUrl(upstream: TomlTable): URL | null {
  const { model_provider: name, model_providers: providers, openai_base_url: openai } = upstream;
  const provider = typeof name === 'string' ? memberOf(providers, name) : undefined;
  const url = provider === undefined ? openai : memberOf(provider, 'base_url');
  return typeof url === 'string' && URL.canParse(url) ? new URL(url) : null;
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}

/**
 * Connects to the service as Codex does and sends it nothing, since Codex does not say over HTTP why
 * it has no connection (measured on 0.171.0). Null where the connection stands, or cannot be checked
 * without speaking to a proxy.
 *
 * @param env Codex's, with its trust roots in `SSL_CERT_FILE`.
 */
export async function checkUpstream(
  url: URL,
  env: NodeJS.ProcessEnv,
): Promise<UpstreamFinding | null> {
  const proxy = readProxies(env)(url);
  const target = proxy ?? url;
  const host = target.hostname.replaceAll(/^\[|\]$/g, '');
  const isTls = target.protocol === 'https:' || target.protocol === 'wss:';
  const port = Number(target.port) || (isTls ? 443 : 80);
  const roots = isTls && env['SSL_CERT_FILE'] !== undefined ? await rootsIn(env) : undefined;
  const error = await errorOf(
    isTls
      ? connectTls({
          host,
          port,
          ...(isIP(host) === 0 && { servername: host }),
          ...(roots === undefined ? { rejectUnauthorized: false } : { ca: roots }),
        })
      : connect({ host, port }),
    isTls ? 'secureConnect' : 'connect',
  );
  if (error === null) return null;
  return { fault: proxy === null ? faultOf(error, isTls) : 'proxy', detail: error.message };
}

async function rootsIn(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  return await readText(env['SSL_CERT_FILE'] ?? '').catch(() => undefined);
}

async function errorOf(socket: Socket, event: string): Promise<Error | null> {
  return await new Promise((resolve) => {
    const end = (error: Error | null): void => {
      socket.destroy();
      resolve(error);
    };
    socket.setTimeout(checkMs, () =>
      end(Object.assign(new Error('timed out'), { code: 'ETIMEDOUT' })),
    );
    socket.once(event, () => end(null));
    // Also what comes after the end, which would go unheard otherwise.
    socket.on('error', (error) => end(firstOf(error)));
  });
}

/** Where a name has several addresses, Node puts the failures together. */
function firstOf(error: Error): Error {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error ? first : error;
}

function faultOf(error: Error, isTls: boolean): ConnectionFault {
  return faultOfError(error) ?? (isTls ? 'tls' : 'reset');
}
