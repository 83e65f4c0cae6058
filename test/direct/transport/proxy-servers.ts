import { once } from 'node:events';
import { createServer as createHttpServer, request as httpRequest } from 'node:http';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { createServer as createTlsServer } from 'node:tls';
import { tlsCertificate, tlsKey } from '../../images/tls-files.ts';

/** A server on a free port of 127.0.0.1. */
export interface TestServer {
  readonly port: number;
  /** Connections that are open. */
  readonly open: number;
  /** Closes every connection, and resolves when they are gone. */
  drop(): Promise<void>;
  /** Resolves when no connection is open. */
  readonly isEmpty: () => Promise<void>;
  close(): Promise<void>;
}

/** A proxy, which leads everything to one port of this machine. */
export interface TestProxy extends TestServer {
  /** What it was asked: `CONNECT service.example:443`, with the credentials. */
  readonly asked: string[];
}

/** Lets a server listen, and ends its connections when it is closed. */
export async function listenOn(server: Server): Promise<TestServer> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).once('close', () => sockets.delete(socket));
  });
  const isEmpty = async (): Promise<void> => {
    // `once` of events would reject where a socket is reset before it closes.
    const closing = [...sockets].map(
      async (socket) => await new Promise((resolve) => socket.once('close', resolve)),
    );
    await Promise.all(closing);
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('There is no port.');
  return {
    port: address.port,
    get open() {
      return sockets.size;
    },
    async drop() {
      for (const socket of sockets) socket.destroy();
      await isEmpty();
    },
    isEmpty,
    async close() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}

/**
 * @param refusal Answers every request with this status instead.
 * @param options `tunnels`: whether it takes CONNECT at all; default: yes.
 */
export async function startHttpProxy(
  to: number,
  refusal?: number,
  { tunnels = true }: { readonly tunnels?: boolean } = {},
): Promise<TestProxy> {
  const asked: string[] = [];
  const note = (method = '', url = '', credentials = ''): void => {
    asked.push(`${method} ${url} ${credentials}`.trim());
  };
  const server = createHttpServer((request, response) => {
    const { method, url, headers } = request;
    note(method, url, headers['proxy-authorization']);
    if (refusal !== undefined) return void response.writeHead(refusal).end();
    const { pathname } = new URL(url ?? '');
    const onward = httpRequest({ port: to, method, path: pathname, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 0, answer.headers);
      answer.pipe(response);
    });
    return void request.pipe(onward);
  });
  server.on('connect', ({ method, url, headers }, socket) => {
    note(method, url, headers['proxy-authorization']);
    if (refusal !== undefined || !tunnels) {
      socket.end(`HTTP/1.1 ${refusal ?? 405} Refused\r\n\r\n`);
      return;
    }
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    join(socket, to);
  });
  return Object.assign(await listenOn(server), { asked });
}

/** A SOCKS 5 proxy that wants a name and a password. */
export async function startSocksProxy(to: number): Promise<TestProxy> {
  const asked: string[] = [];
  const server = createServer((socket) => {
    void talkSocks(socket, to, asked).catch(() => socket.destroy());
  });
  return Object.assign(await listenOn(server), { asked });
}

async function talkSocks(socket: Socket, to: number, asked: string[]): Promise<void> {
  await next(socket);
  socket.write(Buffer.from([5, 2]));
  const login = await next(socket);
  const nameEnd = 2 + (login[1] ?? 0);
  const credentials = `${login.toString('utf8', 2, nameEnd)}:${login.toString('utf8', nameEnd + 1)}`;
  socket.write(Buffer.from([1, 0]));
  const ask = await next(socket);
  const portAt = ask.length - 2;
  asked.push(`${ask.toString('utf8', 5, portAt)}:${ask.readUInt16BE(portAt)} ${credentials}`);
  socket.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
  join(socket, to);
}

async function next(socket: Socket): Promise<Buffer> {
  const [bytes]: Buffer[] = await once(socket.resume(), 'data');
  socket.pause();
  return bytes ?? Buffer.alloc(0);
}

function join(socket: Duplex, to: number): void {
  const onward = connect(to, '127.0.0.1');
  for (const each of [socket, onward]) each.on('error', () => {});
  socket.once('close', () => onward.destroy());
  onward.once('close', () => socket.destroy());
  socket.pipe(onward).pipe(socket);
}

/** Takes TLS, by default for `self-signed.test`, and leads on to a port. */
export async function startTlsFront(
  to: number,
  tls = { key: tlsKey, cert: tlsCertificate },
): Promise<TestServer> {
  const server = createTlsServer(tls);
  server.on('secureConnection', (socket) => join(socket, to));
  return await listenOn(server);
}
