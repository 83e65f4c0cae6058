import { once, on } from 'node:events';
import { WebSocket } from 'ws';
import { webSocketUrl } from './clients.ts';

/** A message of the graphql-ws protocol. */
export interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

/** A WebSocket without a client library on it, to see every message and to break rules. */
export interface RawSocket {
  readonly socket: WebSocket;
  /** Sends a message, or text as it is. */
  readonly send: (message: Message | string) => void;
  /** The next message that the server sends. Rejects where it closes the socket instead. */
  readonly next: () => Promise<Message>;
  /** How the server closed the socket. */
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
}

/** How a socket is opened. */
export interface RawSocketOptions {
  readonly protocol?: string;
  readonly headers?: Record<string, string>;
}

/** Opens a socket to a gateway, and does not send `connection_init`. */
export async function openRawSocket(
  url: string,
  { protocol = 'graphql-transport-ws', headers = {} }: RawSocketOptions = {},
): Promise<RawSocket> {
  const socket = new WebSocket(webSocketUrl(url), protocol, { headers });
  const messages = messagesOf(socket);
  const closed = once(socket, 'close').then(([code, reason]: unknown[]) => ({
    code: Number(code),
    reason: String(reason),
  }));
  await once(socket, 'open');
  return {
    socket,
    send: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    async next() {
      return JSON.parse((await messages.next()).value);
    },
    closed,
  };
}

/** Opens a socket that the server has acknowledged. */
export async function openSocket(url: string, options?: RawSocketOptions): Promise<RawSocket> {
  const raw = await openRawSocket(url, options);
  raw.send({ type: 'connection_init' });
  const { type } = await raw.next();
  if (type !== 'connection_ack') throw new Error(`Expected connection_ack, got ${type}.`);
  return raw;
}

/**
 * The messages that a socket receives from now on. Ends in an error when the socket is closed, where
 * a test would otherwise wait until it times out and not say why.
 */
export function messagesOf(socket: WebSocket): AsyncGenerator<string, never> {
  const messages = on(socket, 'message', { close: ['close'] });
  let end = '';
  socket.once('close', (code, reason) => (end = `${code} ${String(reason)}`));
  return (async function* read() {
    for await (const [data] of messages) yield String(data);
    throw new Error(`The socket was closed: ${end}`);
  })();
}
