import type { WebSocket } from 'ws';
import type { ServerFrame } from './server-frames.ts';

/** Sends messages to one client. */
export interface SocketChannel {
  /**
   * Sends a message. Resolves at once while the client keeps up, else once it has caught up or left.
   */
  send(frame: ServerFrame): Promise<void>;
}

/** Bytes that a client may have unread before its answers wait. */
const highWater = 256 * 1024;

/** A channel to the client of that socket. */
export function createSocketChannel(socket: WebSocket): SocketChannel {
  return {
    async send(frame) {
      if (socket.readyState !== socket.OPEN) return;
      const text = JSON.stringify(frame);
      if (socket.bufferedAmount < highWater) {
        // A socket that fails is closed, which ends what would send more.
        socket.send(text, () => {});
        return;
      }
      await new Promise<void>((resolve) => {
        socket.send(text, () => resolve());
      });
    },
  };
}
