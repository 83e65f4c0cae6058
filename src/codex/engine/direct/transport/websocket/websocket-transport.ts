import type { Logger } from 'pino';
import type { Credentials } from '../../login/credentials.ts';
import type { Provider } from '../../provider/provider.ts';
import { BrokenConnection } from '../faults.ts';
import type { Network } from '../network.ts';
import type { Transport } from '../transport.ts';
import { ConnectionPool } from './connection-pool.ts';
import { StaleConnection } from './exchange.ts';
import { defaultLimits, type ConnectionLimits } from './limits.ts';
import { Suspension } from './suspension.ts';

/** What a transport over WebSockets needs. */
export interface WebSocketTransportOptions {
  /** Sends what no WebSocket is ready for. */
  readonly http: Transport;
  readonly network: Network;
  readonly logger: Logger;
  readonly limits?: ConnectionLimits;
}

/**
 * Sends each request over a WebSocket that is ready for it, and over HTTP where there is none: a
 * request on an open connection is one round trip, and a new WebSocket is three. A follow-up on the
 * connection of its conversation says only what is new.
 */
export function createWebSocketTransport(options: WebSocketTransportOptions): Transport {
  const { http, network, logger, limits = defaultLimits } = options;
  const suspension = new Suspension(logger, limits);
  let isClosed = false;
  /** Pools of earlier logins, while answers run on them. */
  const retired = new Set<ConnectionPool>();
  let current: { readonly key: string; readonly pool: ConnectionPool } | null = null;

  const retire = (): void => {
    for (const pool of retired) if (pool.isEmpty) retired.delete(pool);
    if (current === null) return;
    current.pool.retire();
    retired.add(current.pool);
    current = null;
  };
  /** A connection that was opened with other credentials is never used. */
  const poolFor = (provider: Provider, credentials: Credentials): ConnectionPool | null => {
    if (isClosed || !provider.hasWebSockets) return null;
    const key = JSON.stringify([
      provider.kind,
      provider.responsesUrl,
      provider.headers,
      credentials.headers,
    ]);
    if (current?.key === key) return current.pool;
    retire();
    const pool = new ConnectionPool({ provider, credentials, network, limits, suspension });
    current = { key, pool };
    return pool;
  };

  return {
    async send(request, listener, signal) {
      if (isClosed) throw new BrokenConnection('reset', false, new Error('closed'));
      const pool = signal.aborted ? null : poolFor(request.provider, request.credentials);
      const taken = pool?.take(request) ?? null;
      try {
        if (taken === null) return await http.send(request, listener, signal);
        const { idleMs } = request.provider;
        await taken.connection.answer(taken.frame, listener, { signal, idleMs });
        return taken.connection.latest === null ? null : taken.connection;
      } catch (error) {
        if (!(error instanceof StaleConnection)) throw error;
        if (isClosed) throw new BrokenConnection('reset', true, error);
        return await http.send({ ...request, continued: null }, listener, signal);
      } finally {
        if (taken !== null) pool?.released(taken.connection);
        // Not before: a handshake would take time from the answer.
        pool?.replenish(request);
      }
    },
    async prepare(provider, credentials) {
      await Promise.all([
        http.prepare(provider, credentials),
        poolFor(provider, credentials)?.prepare(),
      ]);
    },
    loginChanged() {
      retire();
      http.loginChanged();
    },
    async close() {
      isClosed = true;
      retire();
      for (const pool of retired) pool.close();
      await http.close();
    },
  };
}
