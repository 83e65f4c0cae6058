import { lookup } from 'node:dns/promises';
import { request } from 'node:http';
import { isIP, type Socket } from 'node:net';
import { SocksClient } from 'socks';

/** Where a tunnel leads to. */
export interface Destination {
  /** A name, or an address without brackets. */
  readonly host: string;
  readonly port: number;
}

/** The value of `proxy-authorization` for a proxy's URL; null where the URL has no credentials. */
export function proxyAuthorization({ username, password }: URL): string | null {
  if (username === '' && password === '') return null;
  const pair = `${decoded(username)}:${decoded(password)}`;
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}

/** Whether a proxy forwards plain HTTP requests by itself, without a tunnel. */
export function isHttpProxy({ protocol }: URL): boolean {
  return protocol === 'http:' || protocol === 'https:';
}

/**
 * Asks the proxy at the other end of a socket for a tunnel. The socket then leads to the
 * destination. Rejects if the proxy refuses, or closes the socket.
 */
export async function openTunnel(socket: Socket, proxy: URL, to: Destination): Promise<void> {
  await (isHttpProxy(proxy) ? askHttpProxy(socket, proxy, to) : askSocksProxy(socket, proxy, to));
}

async function askHttpProxy(
  socket: Socket,
  proxy: URL,
  { host, port }: Destination,
): Promise<void> {
  const authority = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const authorization = proxyAuthorization(proxy);
  const asked = request({
    method: 'CONNECT',
    path: authority,
    headers: {
      host: authority,
      ...(authorization !== null && { 'proxy-authorization': authorization }),
    },
    createConnection: () => socket,
  });
  const { statusCode = 0, head } = await new Promise<ProxyAnswer>((resolve, reject) => {
    asked.once('error', reject).once('connect', (response, _, rest) => {
      resolve({ statusCode: response.statusCode, head: rest });
    });
    asked.end();
  });
  if (statusCode < 200 || statusCode > 299) {
    throw new Error(`the proxy answered CONNECT with ${statusCode}`);
  }
  if (head.length > 0) socket.unshift(head);
}

interface ProxyAnswer {
  readonly statusCode: number | undefined;
  /** What came after it: already the destination's. */
  readonly head: Buffer;
}

async function askSocksProxy(socket: Socket, proxy: URL, to: Destination): Promise<void> {
  const { protocol, username, password } = proxy;
  // `socks5h` and `socks4a` leave the name to the proxy.
  const isResolvedHere = /^socks[45]:$/.test(protocol) && isIP(to.host) === 0;
  const host = isResolvedHere ? (await lookup(to.host)).address : to.host;
  await SocksClient.createConnection({
    existing_socket: socket,
    command: 'connect',
    destination: { host, port: to.port },
    proxy: {
      host: proxy.hostname,
      port: Number(proxy.port) || 1080,
      type: protocol.startsWith('socks4') ? 4 : 5,
      ...(username !== '' && { userId: decoded(username) }),
      ...(password !== '' && { password: decoded(password) }),
    },
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
