import { createServer, STATUS_CODES, type RequestListener } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Address } from '../../config/values/values.ts';
import { watchConnections } from './connections.ts';
import { isWebSocketUpgrade, withoutUpgrade } from './ignored-upgrade.ts';
import { createMessageClasses, type MessageClasses } from './messages.ts';
import { answerProbe } from './probes.ts';
import { answerStarting } from './starting.ts';
import type { OwnerOf } from '../surface-list.ts';
import type { SurfaceDoor, UpgradeHandler } from '../surface.ts';
import { createStartGate } from './start-gate.ts';

/** What answers on an address. */
export interface Handlers {
  readonly request: RequestListener;
  readonly upgrade: UpgradeHandler;
}

/** A bound address. */
export interface HttpServer {
  /** With the port that was taken where 0 was asked for. */
  readonly address: Address;
  /** Of its requests and responses. */
  readonly messageClasses: MessageClasses;
  /** Sets the handlers. Requests that arrived earlier have waited for them. */
  serve(handlers: Handlers): void;
  /** From now on, each connection is closed after the last answer that is under way on it. */
  drain(): void;
  /**
   * Listens no more, and closes each connection once its client has what is answered on it. Cuts those
   * that are left when the signal aborts.
   */
  close(deadline: AbortSignal): Promise<void>;
}

/**
 * How long an idle connection stays open, in milliseconds. Longer than the clients and proxies in
 * use keep theirs (60 to 75 s): one that closes first makes their next request fail.
 */
const keepAliveMs = 90_000;

/** How long a client may take to send a request's headers, in milliseconds. */
const headersMs = 95_000;

/** How long a request waits for the gateway to start, in milliseconds. */
const defaultStartMs = 30_000;

/**
 * Binds an address before anything is there to answer: the port is this gateway's own by the time
 * that something is started under its name. Rejects where the address cannot be bound.
 *
 * @param ownerOf Finds the surface in whose format a request is refused that waits too long.
 * @param startMs How long requests wait for `serve`, in milliseconds; they get a 503 then.
 */
export async function listen(
  address: Address,
  ownerOf: OwnerOf<SurfaceDoor>,
  startMs = defaultStartMs,
): Promise<HttpServer> {
  const messageClasses = createMessageClasses();
  const server = createServer({
    ...messageClasses,
    keepAliveTimeout: keepAliveMs,
    headersTimeout: headersMs,
  });
  const connections = watchConnections(server);
  const gate = createStartGate<Handlers>(startMs);
  let served: Handlers | undefined;
  server.on('request', (req, res) => {
    if (served !== undefined) return served.request(req, res);
    if (answerProbe(req, res, ownerOf)) return;
    gate.arrive({
      // The client may have left meanwhile, which no listener reports any more.
      enter: ({ request }) => void (res.destroyed || request(req, res)),
      refuse: () => answerStarting(req, res, ownerOf),
    });
  });
  server.on('upgrade', (req, socket: Socket, head) => {
    if (!isWebSocketUpgrade(req)) {
      socket.unshift(Buffer.concat([withoutUpgrade(req), head]));
      server.emit('connection', socket);
      return;
    }
    connections.upgraded(socket);
    gate.arrive({
      enter: ({ upgrade }) => void (socket.destroyed || upgrade(req, socket, head)),
      refuse: () => refuseUpgrade(socket, 503),
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(address.port, address.host, resolve);
  });
  return {
    address: { host: address.host, port: boundPort(server.address(), address.port) },
    messageClasses,
    serve(handlers) {
      gate.open(handlers);
      served = handlers;
    },
    drain: () => connections.drain(),
    async close(deadline) {
      gate.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        // The server itself counts no socket that was upgraded, and yet waits for it to close.
        connections.close(deadline);
      });
    },
  };
}

function boundPort(bound: AddressInfo | string | null, wanted: number): number {
  return typeof bound === 'object' && bound !== null ? bound.port : wanted;
}

/**
 * Refuses a WebSocket with an HTTP answer, and closes the connection.
 *
 * @param reason A line for people, the answer's body. Default: none.
 * @param retryMs When a client that gets a 503 may try again, in milliseconds. Default: a second.
 */
export function refuseUpgrade(socket: Duplex, status: number, reason = '', retryMs = 1000): void {
  const retry = status === 503 ? `Retry-After: ${Math.ceil(retryMs / 1000)}\r\n` : '';
  // RFC 9110, 15.5.22: a 426 must name the protocol to use.
  const protocol = status === 426 ? 'Upgrade: HTTP/1.1\r\n' : '';
  const length = Buffer.byteLength(reason);
  const type = `Content-Type: text/plain; charset=utf-8\r\nContent-Length: ${length}\r\n`;
  const headers = `${retry}${protocol}${reason === '' ? '' : type}Connection: close\r\n`;
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${headers}\r\n${reason}`);
}
