import { EventEmitter, once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** Stands between a client and a gateway, as a network does. */
export interface Proxy {
  /** `http://127.0.0.1:41231` */
  readonly url: string;
  /** Breaks every connection that goes through it. Others may be made at once. */
  cut(): void;
  /** Breaks every connection in place of passing the gateway's next piece with that text in it. */
  cutAt(text: string): void;
  /** In place of that piece, closes the WebSocket that it is for, with code 1000. */
  closeAt(text: string): void;
  /** Leads new connections to another gateway, or, with null, breaks all and refuses new ones. */
  leadTo(url: string | null): void;
  /** Resolves when the gateway next sends a piece with that text in it. */
  carried(text: string): Promise<void>;
  close(): Promise<void>;
}

/** The frame that closes a WebSocket with code 1000, "normal closure". */
const normalClosure = Buffer.from([0x88, 0x02, 0x03, 0xe8]);

/** Starts one on a free port of 127.0.0.1. */
export async function startProxy(url: string): Promise<Proxy> {
  let target: string | null = url;
  const sockets = new Set<Socket>();
  const pieces = new EventEmitter();
  let end: { readonly at: string; readonly by: 'breaking' | 'closing' } | null = null;
  const server = createServer((client) => {
    if (target === null) {
      client.destroy();
      return;
    }
    const { hostname, port } = new URL(target);
    const gateway = connect(Number(port), hostname);
    for (const socket of [client, gateway]) {
      sockets.add(socket);
      // The other side of one that is cut may still write.
      socket.on('error', () => {});
      socket.once('close', () => sockets.delete(socket));
    }
    // Before the pipe, which then finds its socket closed.
    gateway.on('data', (piece: Buffer) => {
      const text = piece.toString('latin1');
      if (end !== null && text.includes(end.at)) {
        if (end.by === 'breaking') cut();
        else {
          gateway.destroy();
          client.end(normalClosure);
        }
        end = null;
      }
      pieces.emit('piece', text);
    });
    client.pipe(gateway).pipe(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('There is no port.');
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${address.port}`,
    cut,
    cutAt(text) {
      end = { at: text, by: 'breaking' };
    },
    closeAt(text) {
      end = { at: text, by: 'closing' };
    },
    leadTo(next) {
      target = next;
      if (next === null) cut();
    },
    async carried(text) {
      for (;;) {
        const [piece]: string[] = await once(pieces, 'piece');
        if (piece?.includes(text)) return;
      }
    },
    async close() {
      server.close();
      cut();
      await once(server, 'close');
    },
  };
}
