import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { CancelledError } from '../../../../errors/errors.ts';
import { faultOfError } from '../../service/contact/fault-of-error.ts';
import { BrokenConnection } from './faults.ts';
import type { Network } from './network.ts';

/** How long a connection may take to open, in milliseconds. As in Codex. */
const connectMs = 15_000;

/** What a TLS handshake leaves to make the next one cheaper. */
export interface TlsSessions {
  readonly session: Buffer | undefined;
  keep(session: Buffer): void;
}

/**
 * Opens a connection to the host of a URL (`http:`, `https:`, `ws:` or `wss:`), with TLS where the
 * URL asks for it. Rejects with `BrokenConnection` (nothing was sent) or `CancelledError`.
 */
export async function openSocket(
  url: URL,
  network: Network,
  signal: AbortSignal,
  sessions?: TlsSessions,
): Promise<Socket> {
  if (signal.aborted) throw new CancelledError();
  return await opened(start(url, network, sessions), signal);
}

function start(url: URL, network: Network, sessions: TlsSessions | undefined): Socket {
  const host = url.hostname.replaceAll(/^\[|\]$/g, '');
  const isTls = url.protocol === 'https:' || url.protocol === 'wss:';
  const port = Number(url.port) || (isTls ? 443 : 80);
  if (!isTls) return connect({ host, port, noDelay: true, keepAlive: true });
  const socket = connectTls({
    host,
    port,
    ca: network.ca,
    session: sessions?.session,
    ALPNProtocols: ['http/1.1'],
    ...(isIP(host) === 0 && { servername: host }),
  });
  socket.setNoDelay(true).setKeepAlive(true);
  if (sessions !== undefined) socket.on('session', (session) => sessions.keep(session));
  return socket;
}

/** Resolves once a socket that is being opened is ready; destroys it where that fails. */
async function opened(socket: Socket | TLSSocket, signal: AbortSignal): Promise<Socket> {
  const event = 'encrypted' in socket ? 'secureConnect' : 'connect';
  return await new Promise((resolve, reject) => {
    const end = (error: Error | null): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      socket.off(event, ready).off('error', fail).off('close', close);
      if (error === null) return resolve(socket);
      // Node may report one more error while it closes the socket.
      socket.on('error', () => {}).destroy();
      return reject(error);
    };
    const ready = (): void => end(null);
    const fail = (error: Error): void =>
      end(new BrokenConnection(faultOfError(error), false, error));
    const close = (): void =>
      end(new BrokenConnection('reset', false, new Error('closed before it was open')));
    const abort = (): void => end(new CancelledError());
    const timer = setTimeout(() => {
      end(new BrokenConnection('timeout', false, new Error(`no connection in ${connectMs} ms`)));
    }, connectMs);
    signal.addEventListener('abort', abort, { once: true });
    socket.once(event, ready).once('error', fail).once('close', close);
  });
}
