import { createClient, type Client, type ClientOptions } from 'graphql-ws';
import type { ConnectionStore } from './connection.ts';
import { isUnauthorized } from './refused-socket.ts';

/** A ping goes out this often, in milliseconds. */
const pingMs = 2000;

/** A connection without an answer to a ping for so long is closed, and opened anew. */
const silenceMs = 2500;

/** `seenAt` changes at most this often, in milliseconds. */
const seenEveryMs = 500;

/** The longest wait before the next attempt to connect, in milliseconds. */
const maxWaitMs = 8000;

/** Where a socket leads, and who it is for. */
export interface SocketOptions {
  readonly url: string;
  /** The API key; null for none. */
  readonly key: string | null;
}

/** What the page wants to know of the socket of its subscriptions. */
export interface WatchOptions extends SocketOptions {
  readonly connection: ConnectionStore;
  /** The gateway refuses the key. */
  readonly onUnauthorized: () => void;
}

/**
 * The WebSocket of the page, which all subscriptions share. It opens again by itself after every loss,
 * sends them again, and notices a gateway that no longer answers within five seconds. What starts
 * something belongs on a `oneTimeSocket`.
 */
export function openSocket({ connection, onUnauthorized, ...options }: WatchOptions): Client {
  const seen = (): void => {
    const { state, seenAt } = connection.get();
    const now = Date.now();
    if (state !== 'live' || now - (seenAt ?? 0) > seenEveryMs) {
      connection.set({ state: 'live', seenAt: now });
    }
  };
  const client = createSocket(options, {
    lazyCloseTimeout: 5000,
    retryAttempts: Infinity,
    shouldRetry: () => true,
    retryWait: (retries) => waited(retries),
  });
  client.on('connected', seen);
  client.on('message', seen);
  client.on('closed', (event) => {
    connection.set({ ...connection.get(), state: 'lost' });
    if (isUnauthorized(event)) onUnauthorized();
  });
  return client;
}

/**
 * A WebSocket for one operation, which is sent once: it fails where the connection breaks. Over HTTP
 * a browser sends a POST again when a connection that it has used before breaks.
 */
export function oneTimeSocket(options: SocketOptions): Client {
  let isClosed = false;
  const client = createSocket(options, {
    retryAttempts: 0,
    // After a close with code 1000 graphql-ws connects again whatever `retryAttempts` says.
    connectionParams() {
      if (isClosed) throw new Error('The WebSocket was closed.');
      return paramsOf(options);
    },
  });
  client.on('closed', () => {
    isClosed = true;
  });
  return client;
}

function paramsOf({ key }: SocketOptions): Record<string, string> {
  return key === null ? {} : { authorization: `Bearer ${key}` };
}

/** A socket that is closed when the gateway no longer answers its pings. */
function createSocket(options: SocketOptions, behavior: Partial<ClientOptions>): Client {
  let silence: ReturnType<typeof setTimeout> | undefined;
  const heard = (): void => clearTimeout(silence);
  const client = createClient({
    url: options.url,
    lazy: true,
    keepAlive: pingMs,
    connectionAckWaitTimeout: 5000,
    connectionParams: paramsOf(options),
    ...behavior,
    on: {
      connected: heard,
      message: heard,
      closed: heard,
      ping(received) {
        if (received) return;
        heard();
        silence = setTimeout(() => client.terminate(), silenceMs);
      },
    },
  });
  return client;
}

/** Waits longer from attempt to attempt, with a jitter, so that many pages do not return at once. */
async function waited(retries: number): Promise<void> {
  const wait = Math.min(maxWaitMs, 250 * 2 ** retries) * (0.5 + Math.random());
  await new Promise((resolve) => setTimeout(resolve, wait));
}
