import type { WebSocket } from 'ws';

/**
 * Drops a peer that has not answered one ping by the next. Returns what ends it.
 *
 * @param everyMs Time between two pings, in milliseconds.
 */
export function ping(socket: WebSocket, everyMs: number): () => void {
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
