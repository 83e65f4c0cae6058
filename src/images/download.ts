import { Buffer } from 'node:buffer';
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';

/** What a download may do. */
export interface DownloadLimits {
  /** Largest body, in bytes. */
  readonly maxBytes: number;
  readonly maxRedirects: number;
  /** Of every address that is connected to, whether written in a URL or found by name. */
  readonly isAllowed: (address: string) => boolean;
  /** Gives out allowed addresses only. */
  readonly lookup: LookupFunction;
}

const redirects = new Set([301, 302, 303, 307, 308]);

const headers = {
  accept: 'image/png, image/jpeg, image/gif, image/webp',
  // No compressed bodies: one could unpack to more bytes than were counted.
  'accept-encoding': 'identity',
  'user-agent': 'codex-serve',
};

/**
 * The body at an http(s) URL. Every hop is checked; none gets cookies, credentials (not
 * those in the URL either) or a referrer. Rejects for anything but a 200 within the limits, and when
 * the signal aborts; the messages are for the log, not for a client.
 */
export async function download(
  start: URL,
  limits: DownloadLimits,
  signal: AbortSignal,
): Promise<Buffer> {
  let url = start;
  for (let hops = 0; hops <= limits.maxRedirects; hops += 1) {
    const response = await get(url, limits, signal);
    const { statusCode = 0 } = response;
    if (statusCode === 200) return await bodyOf(response, limits.maxBytes);
    response.destroy();
    const { location } = response.headers;
    if (!redirects.has(statusCode) || location === undefined) {
      throw new Error(`The image's address answered with ${statusCode}.`);
    }
    url = new URL(location, url);
  }
  throw new Error('Too many redirects.');
}

async function get(
  url: URL,
  { isAllowed, lookup }: DownloadLimits,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const { protocol, port, pathname, search } = url;
  if (protocol !== 'http:' && protocol !== 'https:') throw new Error('Not an http(s) URL.');
  const hostname = url.hostname.replaceAll(/^\[|\]$/g, '');
  if (isIP(hostname) !== 0 && !isAllowed(hostname)) throw new Error('Not an allowed address.');
  const send = protocol === 'https:' ? requestHttps : requestHttp;
  // A connection of its own: one from a pool was not checked for this request.
  const options = {
    hostname,
    port,
    path: pathname + search,
    headers,
    lookup,
    agent: false,
    signal,
  };
  return await new Promise((resolve, reject) => {
    // Once there is a response, what goes wrong shows in its body as well.
    const request = send(options).on('response', resolve).on('error', reject);
    // A host that changes the protocol (101) ends the request without an error.
    request.on('close', () => reject(new Error('The connection was closed.'))).end();
  });
}

async function bodyOf(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    // Leaving the loop closes the connection.
    if (length > maxBytes) throw new Error(`More than ${maxBytes} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}
