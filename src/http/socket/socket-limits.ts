import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { WebSocket, WebSocketServer } from 'ws';
import type { SocketBounds } from './socket-bounds.ts';

/** Bounds what all WebSockets together may cost, no matter who opens them. */
export interface SocketLimits {
  /** Whether one more may be opened on that server. */
  hasRoom(server: WebSocketServer): boolean;
  /** Watches one that was opened. */
  watch(socket: WebSocket, request: IncomingMessage): void;
  /** Takes note that its client is known and let in. */
  admit(socket: WebSocket): void;
  /** Whether that has happened. */
  isAdmitted(socket: WebSocket): boolean;
}

/** ws closes a socket with this code for a message over `maxPayload`, too. */
const messageTooBig = 1009;

/**
 * A socket counts as pending until `admit`: where credentials come in the first message, anybody may
 * open one. So there are fewer of these, and they may not send a large message either.
 */
export function createSocketLimits(limits: SocketBounds): SocketLimits {
  const pending = new Set<WebSocket>();
  const unfinished = createUnfinishedBytes();
  return {
    hasRoom: ({ clients }) =>
      clients.size < limits.maxSockets && pending.size < limits.maxPendingSockets,
    watch(socket, { socket: connection }) {
      pending.add(socket);
      unfinished.watch(socket, connection);
      socket.once('close', () => pending.delete(socket));
      connection.on('data', () => {
        const isTooMuch =
          unfinished.total() > limits.maxUnfinishedBytes ||
          (pending.has(socket) && unfinished.of(socket) > limits.maxPendingBytes);
        if (isTooMuch) {
          socket.close(messageTooBig);
          socket.pause();
        } else if (socket.bufferedAmount > limits.maxUnreadBytes) {
          holdUntilRead(socket, connection);
        }
      });
    },
    admit: (socket) => void pending.delete(socket),
    isAdmitted: (socket) => !pending.has(socket),
  };
}

/**
 * Stops reading from a client that does not read the answers: pongs, refusals and results would
 * pile up here as fast as it sends.
 */
function holdUntilRead(socket: WebSocket, connection: Socket): void {
  if (socket.isPaused) return;
  socket.pause();
  connection.once('drain', () => socket.resume());
}

/** Counts the bytes of messages that have begun and not ended. */
interface UnfinishedBytes {
  watch(socket: WebSocket, connection: Socket): void;
  of(socket: WebSocket): number;
  total(): number;
}

function createUnfinishedBytes(): UnfinishedBytes {
  const bytes = new Map<WebSocket, number>();
  let total = 0;
  const set = (socket: WebSocket, count: number): void => {
    total += count - (bytes.get(socket) ?? 0);
    bytes.set(socket, count);
  };
  return {
    watch(socket, connection) {
      connection.on('data', ({ length }: Buffer) => set(socket, (bytes.get(socket) ?? 0) + length));
      for (const event of ['message', 'ping', 'pong']) socket.on(event, () => set(socket, 0));
      socket.once('close', () => {
        set(socket, 0);
        bytes.delete(socket);
      });
    },
    of: (socket) => bytes.get(socket) ?? 0,
    total: () => total,
  };
}
