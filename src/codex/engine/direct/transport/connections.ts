import type { Socket } from 'node:net';
import { Client } from 'undici';
import type { Network } from './network.ts';
import { openSocket, type TlsSessions } from './open-socket.ts';

/** How long an unused connection stays open, in milliseconds, unless the service says otherwise. */
const idleMs = 90_000;

/** The most unused connections to one origin. More than that close after their use. */
const mostUnused = 64;

/** Keeps connections to one origin, each for one request at a time. */
export interface Connections {
  /** The unused connection that was used last; null for none. It may have closed unnoticed. */
  unused(): Client | null;
  /** A new connection. Rejects as `openSocket` does. */
  open(signal: AbortSignal): Promise<Client>;
  /** Takes back a connection whose response has ended. */
  giveBack(client: Client): void;
  /** Opens connections until so many are unused. Rejects as `openSocket` does. */
  prepare(count: number, signal: AbortSignal): Promise<void>;
  /** Closes every connection at once, also those in use. */
  close(): Promise<void>;
}

/** @param origin The URL's scheme, host and port count. */
export function createConnections(origin: URL, network: Network): Connections {
  /** The one that was used last comes last. */
  const unused: Client[] = [];
  const open = new Set<Client>();
  const sessions = keepSession();

  const drop = (client: Client): void => {
    const index = unused.indexOf(client);
    if (index !== -1) unused.splice(index, 1);
    if (open.delete(client)) void client.destroy();
  };
  const connect = async (signal: AbortSignal): Promise<Client> => {
    const socket = await openSocket(origin, network, signal, sessions);
    const client = clientOn(socket, origin);
    open.add(client);
    const gone = (): void => drop(client);
    // A client opens a second connection for the next request; here it has one for its life.
    client.once('disconnect', gone).once('connectionError', gone);
    socket.once('close', gone);
    return client;
  };
  const giveBack = (client: Client): void => {
    if (!open.has(client)) return;
    if (unused.length < mostUnused) unused.push(client);
    else drop(client);
  };
  return {
    unused: () => unused.pop() ?? null,
    open: connect,
    giveBack,
    async prepare(count, signal) {
      const missing = Math.max(0, count - unused.length);
      const clients = await Promise.all(Array.from({ length: missing }, () => connect(signal)));
      clients.forEach(giveBack);
    },
    async close() {
      const clients = [...open];
      open.clear();
      unused.length = 0;
      await Promise.all(clients.map(async (client) => await client.destroy()));
    },
  };
}

function clientOn(socket: Socket, origin: URL): Client {
  return new Client(origin.origin, {
    // The client does not notice an answer that comes before it has asked.
    connect: (_, callback) =>
      queueMicrotask(() => {
        if (socket.destroyed) callback(new Error('the connection is closed'), null);
        else callback(null, socket);
      }),
    pipelining: 1,
    keepAliveTimeout: idleMs,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
}

function keepSession(): TlsSessions {
  let last: Buffer | undefined;
  return {
    get session() {
      return last;
    },
    keep(session) {
      last = session;
    },
  };
}
