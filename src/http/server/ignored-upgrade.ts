import type { IncomingMessage } from 'node:http';

/** Whether a request asks for the one protocol that this server can change to. */
export function isWebSocketUpgrade({ headers }: IncomingMessage): boolean {
  return headers.upgrade?.toLowerCase() === 'websocket';
}

/**
 * The head of a request without its request for another protocol, which a server may
 * ignore (RFC 9110, 7.8). Java's HttpClient asks for HTTP/2 (`Upgrade: h2c`) with the first request
 * on a connection. Node stops parsing at such a wish, so the request has to be parsed again.
 */
export function withoutUpgrade({ method, url, httpVersion, rawHeaders }: IncomingMessage): Buffer {
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    const value = rawHeaders[index + 1] ?? '';
    if (/^connection$/i.test(name)) lines.push(`${name}: ${withoutToken(value, 'upgrade')}`);
    else if (!/^upgrade$/i.test(name)) lines.push(`${name}: ${value}`);
  }
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
}

function withoutToken(list: string, token: string): string {
  const tokens = list.split(',').map((item) => item.trim());
  return tokens.filter((item) => item !== '' && item.toLowerCase() !== token).join(', ');
}
