import {
  createServer,
  STATUS_CODES,
  type IncomingMessage,
  type RequestListener,
  type Server,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Address } from '../config/values.ts';
import { createMessageClasses, type MessageClasses } from './messages.ts';

/** What answers on an address. */
export interface Handlers {
  readonly request: RequestListener;
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

/** A bound address. */
export interface HttpServer {
  /** With the port that was taken where 0 was asked for. */
  readonly address: Address;
  /** Of its requests and responses. */
  readonly messageClasses: MessageClasses;
  /** Says what answers from now on. Requests that came before have waited for it. */
  serve(handlers: Handlers): void;
  /** Ends open connections: idle ones at once, the others after `graceMs` at most. */
  close(graceMs: number): Promise<void>;
}

/**
 * Binds an address before anything is there to answer: the port is this gateway's own by the time
 * that something is started under its name. Rejects where the address cannot be bound.
 */
export async function listen(address: Address): Promise<HttpServer> {
  const messageClasses = createMessageClasses();
  const server = createServer(messageClasses);
  let serve: (handlers: Handlers) => void = () => {};
  const handlers = new Promise<Handlers>((resolve) => {
    serve = resolve;
  });
  server.on('request', (req, res) => void handlers.then(({ request }) => request(req, res)));
  server.on('upgrade', (...args) => void handlers.then(({ upgrade }) => upgrade(...args)));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(address.port, address.host, resolve);
  });
  return {
    address: { host: address.host, port: boundPort(server.address(), address.port) },
    messageClasses,
    serve,
    close: async (graceMs) => await close(server, graceMs),
  };
}

function boundPort(bound: AddressInfo | string | null, wanted: number): number {
  return typeof bound === 'object' && bound !== null ? bound.port : wanted;
}

async function close(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  const timer = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(timer);
}

/** Refuses a WebSocket with an HTTP answer and no body. */
export function refuseUpgrade(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\n\r\n`);
}
