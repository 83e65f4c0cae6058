import { Buffer } from 'node:buffer';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The smallest PNG. */
export const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** That PNG as it reaches the model. */
export const pngUrl = `data:image/png;base64,${png.toString('base64')}`;

/** A web server on a free port of 127.0.0.1. */
export interface ImageServer {
  readonly port: number;
  /** `http://127.0.0.1:41231` */
  readonly url: string;
  /** Every request that came, in order. */
  readonly requests: readonly IncomingMessage[];
  close(): Promise<void>;
}

/** Starts one; without a listener it answers every request with the PNG. */
export async function startImageServer(listener: RequestListener = sendPng): Promise<ImageServer> {
  const requests: IncomingMessage[] = [];
  const server = createServer((req, res) => {
    requests.push(req);
    listener(req, res);
  });
  const port = await listen(server);
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    requests,
    close: async () => await close(server),
  };
}

/** Binds a server to a free port of 127.0.0.1 and says which. */
export async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (!isPort(address)) throw new Error('The server listens on no port.');
  return address.port;
}

/** Closes a server and all connections to it. */
export async function close(server: Server): Promise<void> {
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
}

const sendPng: RequestListener = (_req, res) => {
  // A wrong type on purpose: only the bytes count.
  res.setHeader('content-type', 'text/html').end(png);
};

function isPort(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}
