import { createConnections } from './connections.ts';
import type { Network } from './network.ts';
import { isForwarding } from './open-socket.ts';
import { proxyAuthorization } from './tunnel.ts';

/** A whole answer to a GET. */
export interface WholeAnswer {
  readonly status: number;
  readonly text: string;
}

/** How a GET is bounded. */
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
  { signal, maxBytes }: GetLimits,
): Promise<WholeAnswer> {
  const proxy = network.proxyFor(url);
  const forwarder = proxy !== null && isForwarding(url, proxy) ? proxy : null;
  const authorization = forwarder === null ? null : proxyAuthorization(forwarder);
  const connections = createConnections(url, network);
  try {
    const client = await connections.open(signal);
    const { statusCode, body } = await client.request({
      method: 'GET',
      path: `${forwarder === null ? '' : url.origin}${url.pathname}${url.search}`,
      headers: {
        accept: 'application/json',
        ...headers,
        ...(authorization !== null && { 'proxy-authorization': authorization }),
      },
      signal,
    });
    return { status: statusCode, text: await textOf(body, maxBytes) };
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
