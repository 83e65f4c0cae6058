import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { CancelledError } from '../../../../errors/errors.ts';
import { openAbortScope } from '../../../../util/abort-scope.ts';
import { faultOfError } from '../../service/contact/fault-of-error.ts';
import { BrokenConnection } from './faults.ts';
import type { Network } from './network.ts';
import { isHttpProxy, openTunnel, type Destination } from './tunnel.ts';

/** What a TLS handshake leaves to make the next one cheaper. */
export interface TlsSessions {
  readonly session: Buffer | undefined;
  keep(session: Buffer): void;
}

/**
 * Opens a connection to the host of a URL (`http:`, `https:`, `ws:` or `wss:`), through its proxy,
 * and with TLS where the URL asks for it. For an `http:` URL with an HTTP proxy, the connection ends
 * at the proxy, which forwards requests. Rejects with `BrokenConnection` (nothing was sent) or
 * `CancelledError`.
 */
export async function openSocket(
  url: URL,
  network: Network,
  signal: AbortSignal,
  sessions?: TlsSessions,
): Promise<Socket> {
  const scope = openAbortScope({ signals: [signal], timeoutMs: network.connectMs });
  try {
    scope.signal.throwIfAborted();
    return await open(url, network, scope.signal, sessions);
  } catch (error) {
    if (signal.aborted) throw new CancelledError();
    if (scope.signal.aborted) throw new BrokenConnection('timeout', false, scope.signal.reason);
    if (error instanceof BrokenConnection) throw error;
    throw new BrokenConnection(faultOfError(error), false, error);
  } finally {
    scope.release();
  }
}

async function open(
  url: URL,
  network: Network,
  signal: AbortSignal,
  sessions: TlsSessions | undefined,
): Promise<Socket> {
  // Before there is a socket that could break meanwhile.
  if (isSecure(url)) await network.secureContext();
  const to = destinationOf(url);
  const proxy = network.proxyFor(url);
  const isForwarded = proxy !== null && isForwarding(url, proxy);
  const socket =
    proxy === null
      ? await connectTo(to, signal)
      : await connectThrough(proxy, isForwarded ? null : to, network, signal);
  return isSecure(url) ? await startTls(socket, to, network, signal, sessions) : socket;
}

/** Whether a proxy takes the requests for a URL itself, instead of a tunnel to its host. */
export function isForwarding(url: URL, proxy: URL): boolean {
  return url.protocol === 'http:' && isHttpProxy(proxy);
}

/** @param to Where a tunnel must lead; null for none. */
async function connectThrough(
  proxy: URL,
  to: Destination | null,
  network: Network,
  signal: AbortSignal,
): Promise<Socket> {
  try {
    const address = destinationOf(proxy);
    const plain = await connectTo(address, signal);
    const socket = isSecure(proxy) ? await startTls(plain, address, network, signal) : plain;
    if (to !== null) await step(socket, openTunnel(socket, proxy, to), signal);
    return socket;
  } catch (error) {
    throw new BrokenConnection('proxy', false, error);
  }
}

async function connectTo(to: Destination, signal: AbortSignal): Promise<Socket> {
  const socket = connect({ ...to, noDelay: true, keepAlive: true });
  await step(socket, happens(socket, 'connect'), signal);
  return socket;
}

async function startTls(
  socket: Socket,
  { host }: Destination,
  network: Network,
  signal: AbortSignal,
  sessions?: TlsSessions,
): Promise<Socket> {
  // The secure one reports the errors.
  socket.on('error', () => {});
  const secureContext = await network.secureContext();
  const secure = connectTls({
    socket,
    secureContext,
    session: sessions?.session,
    ALPNProtocols: ['http/1.1'],
    ...(isIP(host) === 0 ? { servername: host } : { host }),
  });
  if (sessions !== undefined) secure.on('session', (session) => sessions.keep(session));
  await step(secure, happens(secure, 'secureConnect'), signal);
  return secure;
}

/** Waits for one step of the way. Destroys the socket if the step fails or the signal aborts. */
async function step(socket: Socket, task: Promise<void>, signal: AbortSignal): Promise<void> {
  const abort = (): void => void socket.destroy();
  signal.addEventListener('abort', abort, { once: true });
  try {
    if (signal.aborted) abort();
    await task;
    signal.throwIfAborted();
  } catch (error) {
    // Node may report one more error while it closes the socket.
    socket.on('error', () => {}).destroy();
    throw error;
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

async function happens(socket: Socket, event: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const close = (): void =>
      reject(Object.assign(new Error('closed before it was open'), { code: 'ECONNRESET' }));
    socket.once('error', reject).once('close', close);
    socket.once(event, () => {
      socket.off('error', reject).off('close', close);
      resolve();
    });
  });
}

function isSecure({ protocol }: URL): boolean {
  return protocol === 'https:' || protocol === 'wss:';
}

const ports: Readonly<Record<string, number>> = { 'https:': 443, 'wss:': 443 };

function destinationOf(url: URL): Destination {
  const usual = url.protocol.startsWith('socks') ? 1080 : (ports[url.protocol] ?? 80);
  return { host: url.hostname.replaceAll(/^\[|\]$/g, ''), port: Number(url.port) || usual };
}
