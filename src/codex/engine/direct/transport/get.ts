import type { IncomingHttpHeaders } from 'node:http';
import { createConnections } from './connections.ts';
import type { Network } from './network.ts';
import { isForwarding } from './open-socket.ts';
import { proxyAuthorization } from './tunnel.ts';

/** A whole answer. */
export interface WholeAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** How a request is bounded. */
export interface GetLimits {
  readonly signal: AbortSignal;
  /** The most of the body that is read. */
  readonly maxBytes: number;
}

/**
 * Asks for a document, over a connection of its own. Follows no redirect: the headers may hold
 * credentials. Rejects as the connection does, and with a `RangeError` for a larger body.
 */
export async function get(
  url: URL,
  headers: Readonly<Record<string, string>>,
  network: Network,
  limits: GetLimits,
): Promise<WholeAnswer> {
  return await exchange({ method: 'GET', url, headers }, network, limits);
}

/** Sends a JSON document, as `get` asks for one. */
export async function post(
  url: URL,
  headers: Readonly<Record<string, string>>,
  body: string,
  network: Network,
  limits: GetLimits,
): Promise<WholeAnswer> {
  const all = { ...headers, 'content-type': 'application/json' };
  return await exchange({ method: 'POST', url, headers: all, body }, network, limits);
}

interface WholeRequest {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

async function exchange(
  { method, url, headers: own, body: sent }: WholeRequest,
  network: Network,
  { signal, maxBytes }: GetLimits,
): Promise<WholeAnswer> {
  const proxy = network.proxyFor(url);
  const forwarder = proxy !== null && isForwarding(url, proxy) ? proxy : null;
  const authorization = forwarder === null ? null : proxyAuthorization(forwarder);
  const connections = createConnections(url, network);
  try {
    const client = await connections.open(signal);
    const { statusCode, headers, body } = await client.request({
      method,
      path: `${forwarder === null ? '' : url.origin}${url.pathname}${url.search}`,
      headers: {
        accept: 'application/json',
        ...own,
        ...(authorization !== null && { 'proxy-authorization': authorization }),
      },
      ...(sent !== undefined && { body: sent }),
      signal,
    });
    return { status: statusCode, headers, text: await textOf(body, maxBytes) };
  } finally {
    await connections.close();
  }
}

async function textOf(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new RangeError(`the answer is larger than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
