import type { Socket } from 'node:net';
import { Client } from 'undici';
import { CancelledError } from '../../../../errors/errors.ts';
import { letOthersRun } from '../../../../util/event-loop.ts';
import type { Network } from './network.ts';
import { openSocket, type TlsSessions } from './open-socket.ts';

/** How long an unused connection stays open, in milliseconds, unless the service says otherwise. */
const idleMs = 90_000;

/** The most unused connections to one origin. More than that close after their use. */
const mostUnused = 64;

/** The most bytes of a response's headers. Those of the service have some 6 kB of policies. */
const headerBytes = 64 * 1024;

/** Keeps connections to one origin, each for one request at a time. */
export interface Connections {
  /** Whether none is open or being opened. */
  readonly isEmpty: boolean;
  /** The unused connection that was used last; null for none. It may have closed unnoticed. */
  unused(): Promise<Client | null>;
  /** A new connection. Rejects as `openSocket` does. */
  open(signal: AbortSignal): Promise<Client>;
  /** Takes back a connection, to use it again or to close it. */
  giveBack(client: Client, isFree: boolean): void;
  /** Opens connections until so many are unused. Rejects as `openSocket` does. */
  prepare(count: number, signal: AbortSignal): Promise<void>;
  /** Closes every connection at once, also those in use. */
  close(): Promise<void>;
}

/** @param origin The URL's scheme, host and port count. */
export function createConnections(origin: URL, network: Network): Connections {
  /** The one that was used last comes last. */
  const unused: Client[] = [];
  /** Each with its socket, which a client that has not sent a request yet would leave open. */
  const open = new Map<Client, Socket>();
  /** How long a connection must wait for what the service sent after its last response. */
  const rests = new WeakMap<Client, Promise<void>>();
  const sessions = keepSession();
  let opening = 0;
  let isClosed = false;

  const drop = (client: Client): void => {
    const index = unused.indexOf(client);
    if (index !== -1) unused.splice(index, 1);
    const socket = open.get(client);
    if (!open.delete(client)) return;
    void client.destroy();
    socket?.destroy();
  };
  const connect = async (signal: AbortSignal): Promise<Client> => {
    opening += 1;
    const socket = await openSocket(origin, network, signal, sessions).finally(() => {
      opening -= 1;
    });
    if (isClosed) {
      socket.destroy();
      throw new CancelledError();
    }
    const client = clientOn(socket, origin);
    open.set(client, socket);
    const gone = (): void => drop(client);
    // A client opens a second connection for the next request; here it has one for its life.
    client.once('disconnect', gone).once('connectionError', gone);
    // undici listens once the first request is sent.
    socket.once('close', gone).on('error', () => {});
    return client;
  };
  const giveBack = (client: Client, isFree: boolean): void => {
    if (!open.has(client)) return;
    if (!isFree || unused.length >= mostUnused) return drop(client);
    unused.push(client);
    rests.set(client, untilPolled());
    return undefined;
  };
  return {
    get isEmpty() {
      return open.size + opening === 0;
    },
    async unused() {
      for (;;) {
        const client = unused.pop();
        if (client === undefined) return null;
        await rests.get(client);
        if (open.has(client)) return client;
      }
    },
    open: connect,
    giveBack,
    async prepare(count, signal) {
      const missing = Math.max(0, count - unused.length);
      const clients = await Promise.all(Array.from({ length: missing }, () => connect(signal)));
      for (const client of clients) giveBack(client, true);
    },
    async close() {
      isClosed = true;
      const ended = [...open.keys()].map(async (client) => await client.destroy());
      for (const socket of open.values()) socket.destroy();
      open.clear();
      unused.length = 0;
      await Promise.all(ended);
    },
  };
}

/**
 * Resolves once the event loop has read from every socket again. A service that closes its
 * connection after a response is noticed by then, and not by a request that breaks.
 */
async function untilPolled(): Promise<void> {
  await letOthersRun();
  await letOthersRun();
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
    maxHeaderSize: headerBytes,
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
