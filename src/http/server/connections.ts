import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { onAbort } from '../../util/on-abort.ts';
import { delivered } from '../socket/delivered.ts';

/** The open connections of a server. */
export interface Connections {
  /** A connection became a WebSocket, which its surface closes. */
  upgraded(socket: Socket): void;
  /** From now on, each connection is closed after the last answer that is under way on it. */
  drain(): void;
  /**
   * Closes each connection once its client has what is answered on it. Cuts those that are left when
   * the signal aborts.
   */
  close(deadline: AbortSignal): void;
}

/** What is under way on a connection. */
interface Connection {
  /** Answers that have not ended, in the order of their requests: a client may send several at once. */
  readonly answers: Set<ServerResponse>;
  isUpgraded: boolean;
}

/**
 * Follows the connections of a server. Each gets a listener for errors, for its whole life: a reset
 * ends the process in any moment in which nobody listens, as between an upgrade and its handler.
 */
export function watchConnections(server: Server): Connections {
  const connections = new Map<Socket, Connection>();
  let isDraining = false;
  // Node does so in `close()`, and takes connections for idle whose answer is written but not sent.
  server.closeIdleConnections = () => {};

  server.on('connection', (socket) => {
    if (connections.has(socket)) return;
    connections.set(socket, { answers: new Set(), isUpgraded: false });
    socket.on('error', () => {});
    socket.once('close', () => connections.delete(socket));
  });
  server.on('request', ({ socket }, res) => {
    const connection = connections.get(socket);
    if (connection === undefined) return;
    const { answers } = connection;
    answers.add(res);
    if (isDraining) closeAfterLast(connection);
    res.once('close', () => {
      answers.delete(res);
      if (isDraining && answers.size === 0) socket.destroySoon();
    });
  });

  return {
    upgraded(socket) {
      const connection = connections.get(socket);
      if (connection !== undefined) connection.isUpgraded = true;
    },
    drain() {
      isDraining = true;
      for (const connection of connections.values()) closeAfterLast(connection);
    },
    close(deadline) {
      for (const [socket, { answers, isUpgraded }] of connections) {
        if (isUpgraded) continue;
        void closeDelivered(socket, answers, deadline);
      }
      const cut = (): void => {
        for (const socket of connections.keys()) socket.destroy();
      };
      onAbort(deadline, cut);
    },
  };
}

async function closeDelivered(
  socket: Socket,
  answers: ReadonlySet<ServerResponse>,
  deadline: AbortSignal,
): Promise<void> {
  if (await delivered(socket, () => answers.size > 0, deadline)) socket.destroySoon();
  else socket.destroy();
}

/** Says so in the last answer of a connection, and in no other: its client may drop those that follow. */
function closeAfterLast({ answers }: Connection): void {
  const open = [...answers].filter(({ headersSent }) => !headersSent);
  for (const res of open) res.shouldKeepAlive = res !== open.at(-1);
}
