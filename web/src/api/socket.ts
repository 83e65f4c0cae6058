import { createClient, type Client } from 'graphql-ws';
import type { ConnectionStore } from './connection.ts';

/** A ping goes out this often, in milliseconds. */
const pingMs = 2000;

/** A connection without an answer to a ping for so long is closed, and opened anew. */
const silenceMs = 2500;

/** `seenAt` changes at most this often, in milliseconds. */
const seenEveryMs = 500;

/** The longest wait before the next attempt to connect, in milliseconds. */
const maxWaitMs = 8000;

/** The close code of a key that is missing or wrong; see docs/graphql.md. */
const unauthorizedCode = 4401;

/** What a socket is made for. */
export interface SocketOptions {
  readonly url: string;
  /** The API key; null for none. */
  readonly key: string | null;
  readonly connection: ConnectionStore;
  /** The gateway refuses the key. */
  readonly onUnauthorized: () => void;
}

/**
 * The WebSocket of the page, which all subscriptions share. It opens again by itself after every loss,
 * and notices a gateway that no longer answers within five seconds.
 */
export function openSocket({ url, key, connection, onUnauthorized }: SocketOptions): Client {
  let silence: ReturnType<typeof setTimeout> | undefined;
  const seen = (): void => {
    clearTimeout(silence);
    const { state, seenAt } = connection.get();
    const now = Date.now();
    if (state !== 'live' || now - (seenAt ?? 0) > seenEveryMs) {
      connection.set({ state: 'live', seenAt: now });
    }
  };
  const client = createClient({
    url,
    lazy: true,
    lazyCloseTimeout: 5000,
    keepAlive: pingMs,
    connectionAckWaitTimeout: 5000,
    retryAttempts: Infinity,
    shouldRetry: () => true,
    retryWait: (retries) => waited(retries),
    connectionParams: key === null ? {} : { authorization: `Bearer ${key}` },
    on: {
      connected: seen,
      message: seen,
      ping(received) {
        if (received) return;
        clearTimeout(silence);
        silence = setTimeout(() => client.terminate(), silenceMs);
      },
      closed(event) {
        clearTimeout(silence);
        connection.set({ ...connection.get(), state: 'lost' });
        if (event instanceof CloseEvent && event.code === unauthorizedCode) onUnauthorized();
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
