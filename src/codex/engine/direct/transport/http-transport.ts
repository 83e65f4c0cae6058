import type { JsonObject } from '../../../completion/tools.ts';
import { createConnections, type Connections } from './connections.ts';
import { exchange, type Post } from './exchange.ts';
import { BrokenConnection, ServiceRefusal } from './faults.ts';
import type { Network } from './network.ts';
import { isForwarding } from './open-socket.ts';
import type { ResponseListener, Transport, UpstreamRequest } from './transport.ts';
import { proxyAuthorization } from './tunnel.ts';

/** What an HTTP transport needs to know. */
export interface HttpTransportOptions {
  readonly network: Network;
}

/** Connections that `prepare` opens. */
const prepared = 2;

/**
 * Sends each request as a POST whose response is a stream of events, over connections that stay
 * open. It does not follow redirects: the credentials are for the configured host alone.
 */
export function createHttpTransport({ network }: HttpTransportOptions): Transport {
  const origins = new Map<string, Connections>();
  const closed = new AbortController();
  const connectionsTo = (url: URL): Connections => {
    if (url.protocol !== 'https:' && url.protocol !== 'http:') {
      throw new BrokenConnection('badUrl', false, new Error(`no HTTP URL: ${url.protocol}`));
    }
    const known = origins.get(url.origin);
    if (known !== undefined) return known;
    // The service moves with the login. A place that nothing is connected to is not kept.
    for (const [origin, { isEmpty }] of origins) if (isEmpty) origins.delete(origin);
    const connections = createConnections(url, network);
    origins.set(url.origin, connections);
    return connections;
  };
  const forwarderFor = (url: URL): URL | null => {
    const proxy = network.proxyFor(url);
    return proxy !== null && isForwarding(url, proxy) ? proxy : null;
  };
  return {
    async send(request, listener, signal) {
      const { responsesUrl: url } = request.provider;
      const { cookies } = network;
      const connections = connectionsTo(url);
      const post = postOf(request, forwarderFor(url), cookies.headerFor(url));
      const keepCookies: ResponseListener = {
        headers(headers) {
          cookies.keep(url, headers);
          listener.headers(headers);
        },
        event: (event) => listener.event(event),
      };
      try {
        await sendOver(connections, post, keepCookies, signal);
        return null;
      } catch (error) {
        if (error instanceof ServiceRefusal) cookies.keep(url, error.headers);
        throw error;
      }
    },
    async prepare({ responsesUrl }) {
      try {
        await connectionsTo(responsesUrl).prepare(prepared, closed.signal);
      } catch {
        // The first request says what is wrong.
      }
    },
    // Each request has its own credentials.
    loginChanged: () => {},
    async close() {
      closed.abort();
      await Promise.all([...origins.values()].map(async (each) => await each.close()));
    },
  };
}

/** Takes an unused connection, and the next one where that had closed and nothing was sent. */
async function sendOver(
  connections: Connections,
  post: Post,
  listener: ResponseListener,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    const unused = await connections.unused();
    const client = unused ?? (await connections.open(signal));
    try {
      return await exchange(client, post, listener, signal, (isFree) => {
        connections.giveBack(client, isFree);
      });
    } catch (error) {
      const isUnsent = error instanceof BrokenConnection && !error.isSent;
      if (unused === null || !isUnsent) throw error;
    }
  }
}

/** @param proxy A proxy that forwards the request; null for none. */
function postOf(request: UpstreamRequest, proxy: URL | null, cookie: string | null): Post {
  const { provider, credentials, sessionId, turnState } = request;
  const { origin, pathname, search } = provider.responsesUrl;
  const body: JsonObject = { ...request.body, stream: true };
  const authorization = proxy === null ? null : proxyAuthorization(proxy);
  return {
    path: `${proxy === null ? '' : origin}${pathname}${search}`,
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      'session-id': sessionId,
      ...(cookie !== null && { cookie }),
      ...provider.headers,
      ...credentials.headers,
      ...(turnState !== null && { 'x-codex-turn-state': turnState }),
      ...(authorization !== null && { 'proxy-authorization': authorization }),
    },
    body: Buffer.from(JSON.stringify(body)),
    idleMs: provider.idleMs,
  };
}
