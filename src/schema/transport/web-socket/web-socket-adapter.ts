import type { IncomingMessage } from 'node:http';
import type { Server } from 'graphql-ws';
import type { Extra } from 'graphql-ws/use/ws';
import type { Logger } from 'pino';
import type { WebSocket } from 'ws';
import type { GraphqlLimits } from '../../limits/limits.ts';
import { boundMessage, brokenBound } from '../../../http/body/json-scan.ts';
import { requestIdOf } from '../../../http/request-id.ts';
import { ping } from '../../../http/socket/ping.ts';
import { jsonBoundsOf } from '../../../http/socket/socket-bounds.ts';
import type { SocketLimits } from '../../../http/socket/socket-limits.ts';
import { refusalOf } from './malformed-operation.ts';

/** What serves the sockets. */
export interface AdapterDeps {
  /** The protocol, from graphql-ws' `makeServer`. */
  readonly protocol: Server<Extra>;
  readonly limits: GraphqlLimits;
  readonly logger: Logger;
  readonly socketLimits: SocketLimits;
}

const badRequest = 4400;
const internalError = 4500;
const messageTooBig = 1009;

/**
 * Puts graphql-ws on a socket. Its own adapter for ws writes failures to the console, among them
 * each answer to a client that has gone, and parses whatever it is sent.
 */
export function serveSocket(
  { protocol, limits, logger, socketLimits }: AdapterDeps,
  socket: WebSocket,
  request: IncomingMessage,
): void {
  const requestId = requestIdOf(request);
  const fail = (err: unknown): void => {
    // What graphql-ws throws for a message that only servers send.
    if (err instanceof Error && err.message.startsWith('Unexpected message of type')) {
      socket.close(badRequest, 'Invalid message received');
      return;
    }
    logger.error({ err, requestId }, 'graphql websocket');
    socket.close(internalError, 'Internal server error');
  };
  const stopPings = ping(socket, limits.keepAliveMs);
  const bounds = jsonBoundsOf(limits);
  let current = '';
  /** A nested operation is refused by itself. What holds too many values is not even parsed. */
  const refuseBeyondBounds = (bytes: Buffer): boolean => {
    const broken = brokenBound(bytes, bounds);
    if (broken === null) return false;
    const message = boundMessage(broken, bounds);
    const isParsable =
      broken === 'depth' &&
      socketLimits.isAdmitted(socket) &&
      brokenBound(bytes, { ...bounds, maxDepth: Infinity }) === null;
    const refusal = isParsable ? refusalOf(bytes.toString(), message) : undefined;
    if (refusal === undefined) socket.close(messageTooBig, message);
    else void send(socket, refusal);
    return true;
  };
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: async (text) => await send(socket, text),
      close(code, reason) {
        const isMalformed = code === badRequest && socketLimits.isAdmitted(socket);
        const refusal = isMalformed ? refusalOf(current) : undefined;
        if (refusal === undefined) socket.close(code, reason);
        else void send(socket, refusal);
      },
      onMessage(read) {
        socket.on('message', (data) => {
          // A Buffer, as long as `binaryType` is the default.
          const bytes = Buffer.isBuffer(data) ? data : Buffer.alloc(0);
          if (refuseBeyondBounds(bytes)) return;
          // graphql-ws checks the shape of a message before it waits for anything.
          current = bytes.toString();
          read(current).catch(fail);
          current = '';
        });
      },
    },
    { socket, request },
  );
  // ws itself has already closed the socket with the fitting code.
  socket.on('error', (err) => logger.warn({ err, requestId }, 'graphql websocket'));
  socket.once('close', (code, reason) => {
    stopPings();
    closed(code, String(reason)).catch(fail);
  });
}

/** Resolves once it is written. A socket that fails is closed, which ends what would send more. */
async function send(socket: WebSocket, text: string): Promise<void> {
  if (socket.readyState !== socket.OPEN) return;
  await new Promise<void>((resolve) => {
    socket.send(text, () => resolve());
  });
}
