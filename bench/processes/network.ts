// A network between Codex and the service, simulated in sockets.
import { connect, createServer, type Server } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { delayedPipe } from '../network/delayed-pipe.ts';
import { listen } from '../network/listen.ts';
import { tlsCertificate, tlsKey } from '../network/tls-files.ts';
import { serveParent } from './child.ts';
import { networkProtocol, type NetworkOptions } from './network-protocol.ts';

const upstreamBytes: number[] = [];
let port = 0;

serveParent(networkProtocol, async (order) => {
  if (order.type === 'open') port = await openNetwork(order);
  return { port, upstreamBytes };
});

async function openNetwork({ to, oneWayMs, isTls }: NetworkOptions): Promise<number> {
  const end = isTls ? await listen(tlsTerminator(to)) : to;
  return await listen(delayingRelay(end, oneWayMs));
}

/**
 * On loopback a connection stands at once. A real one takes a round trip, so that the first bytes
 * set out that much later.
 */
function delayingRelay(to: number, oneWayMs: number): Server {
  return createServer({ noDelay: true }, (near) => {
    const far = connect({ port: to, host: '127.0.0.1', noDelay: true });
    const index = upstreamBytes.push(0) - 1;
    near.on('data', ({ length }: Buffer) => {
      upstreamBytes[index] = (upstreamBytes[index] ?? 0) + length;
    });
    delayedPipe(near, far, oneWayMs, performance.now() + 2 * oneWayMs);
    delayedPipe(far, near, oneWayMs);
  });
}

function tlsTerminator(to: number): Server {
  return createTlsServer({ key: tlsKey, cert: tlsCertificate, noDelay: true }, (near) => {
    const far = connect({ port: to, host: '127.0.0.1', noDelay: true });
    delayedPipe(near, far, 0);
    delayedPipe(far, near, 0);
  });
}
