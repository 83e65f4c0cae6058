import { once } from 'node:events';
import { expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { QuietSocket } from '../../src/schema/transport/quiet-socket.ts';

it('takes a send to a client that has gone for a done one', async () => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', WebSocket: QuietSocket });
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('It is not bound.');
  const client = new WebSocket(`ws://127.0.0.1:${address.port}`);
  const connected = new Promise<WebSocket>((resolve) => server.once('connection', resolve));
  await once(client, 'open');
  const socket = await connected;
  socket.terminate();
  const sent = new Promise((resolve) => {
    socket.send('too late', (error) => resolve(error));
  });
  expect(await sent).toBeUndefined();
  server.close();
});
