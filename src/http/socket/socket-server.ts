import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { promisify } from 'node:util';
import { WebSocketServer, type ServerOptions, type WebSocket } from 'ws';
import { delivered } from './delivered.ts';
import type { SocketBounds } from './socket-bounds.ts';
import type { SocketLimits } from './socket-limits.ts';

/** What the WebSockets of one API are made of. */
export interface SocketServerDeps {
  readonly bounds: SocketBounds;
  readonly limits: SocketLimits;
  /** Chooses the subprotocol. Default: the first one that the client names. */
  readonly handleProtocols?: ServerOptions['handleProtocols'];
  /** Takes over an open socket. Its limits watch it already. */
  readonly serve: (socket: WebSocket, request: IncomingMessage) => void;
  /** Whether more will follow for its client. */
  readonly isBusy: (socket: WebSocket) => boolean;
}

/** The WebSockets of one API. */
export interface SocketServer {
  /** Takes over a socket whose path and whose caller, as far as they must be known, have been checked. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /**
   * Closes every socket with 1001 once its client has what is on its way, at the latest when the signal
   * aborts. Cuts those that do not answer in time. Once for all.
   */
  close(deadline: AbortSignal): Promise<void>;
}

const goingAway = 1001;

/** Opens WebSockets within the limits. One over them gets a 503 with a time to retry. */
export function createSocketServer({
  bounds,
  limits,
  handleProtocols,
  serve,
  isBusy,
}: SocketServerDeps): SocketServer {
  // Not among the options that its types know.
  const closing = { closeTimeout: bounds.closeTimeoutMs };
  const server: WebSocketServer = new WebSocketServer({
    ...closing,
    ...(handleProtocols && { handleProtocols }),
    noServer: true,
    // One message per turn of the event loop: a flood of small ones comes in one piece.
    allowSynchronousEvents: false,
    maxPayload: bounds.maxMessageBytes,
    perMessageDeflate: false,
    verifyClient(_info, done) {
      done(limits.hasRoom(server), 503, undefined, { 'Retry-After': '1' });
    },
  });
  server.on('headers', (headers, { id }) => {
    if (typeof id === 'string') headers.push(`x-request-id: ${id}`);
  });
  const connections = new WeakMap<WebSocket, Socket>();
  const closeOne = async (client: WebSocket, deadline: AbortSignal): Promise<void> => {
    const connection = connections.get(client);
    if (connection) await delivered(connection, () => isBusy(client), deadline);
    client.close(goingAway, 'Going away');
  };
  const closeAll = async (deadline: AbortSignal): Promise<void> => {
    await Promise.all([...server.clients].map(async (client) => await closeOne(client, deadline)));
    await promisify(server.close.bind(server))();
  };
  let closed: Promise<void> | undefined;
  return {
    handleUpgrade(request, socket, head) {
      server.handleUpgrade(request, socket, head, (client) => {
        connections.set(client, request.socket);
        limits.watch(client, request);
        serve(client, request);
      });
    },
    close: (deadline) => (closed ??= closeAll(deadline)),
  };
}
