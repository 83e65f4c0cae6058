import type { IncomingMessage } from 'node:http';
import type { Server } from 'graphql-ws';
import type { Extra } from 'graphql-ws/use/ws';
import type { Logger } from 'pino';
import type { WebSocket } from 'ws';
import type { GraphqlLimits } from '../../limits.ts';
import { hasMoreValues } from '../limits/json-size.ts';

/** What serves the sockets. */
export interface AdapterDeps {
  /** The protocol, from graphql-ws' `makeServer`. */
  readonly protocol: Server<Extra>;
  readonly limits: GraphqlLimits;
  readonly logger: Logger;
}

const internalError = 4500;
const messageTooBig = 1009;

/**
 * Puts graphql-ws on a socket. Its own adapter for ws writes failures to the console, among them
 * each answer to a client that has gone, and parses whatever it is sent.
 */
export function serveSocket(
  { protocol, limits, logger }: AdapterDeps,
  socket: WebSocket,
  request: IncomingMessage,
): void {
  const fail = (err: unknown): void => {
    logger.error({ err }, 'graphql websocket');
    socket.close(internalError, 'Internal server error');
  };
  const stopPings = ping(socket, limits.keepAliveMs);
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: async (text) => await send(socket, text),
      close: (code, reason) => socket.close(code, reason),
      onMessage(read) {
        socket.on('message', (data) => {
          // A Buffer, as long as `binaryType` is the default.
          const text = Buffer.isBuffer(data) ? data.toString() : '';
          if (hasMoreValues(text, limits.maxJsonValues)) socket.close(messageTooBig);
          else read(text).catch(fail);
        });
      },
    },
    { socket, request },
  );
  // ws itself has already closed the socket with the fitting code.
  socket.on('error', (err) => logger.warn({ err }, 'graphql websocket'));
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

/** Drops a peer that has not answered one ping by the next. Returns what ends it. */
function ping(socket: WebSocket, everyMs: number): () => void {
  let isAlive = true;
  socket.on('pong', () => (isAlive = true));
  const timer = setInterval(() => {
    if (!isAlive) socket.terminate();
    else if (socket.readyState === socket.OPEN) {
      isAlive = false;
      socket.ping();
    }
  }, everyMs);
  return () => clearInterval(timer);
}
