// A client that sends bodies of any kind.
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { bodyKinds } from '../bodies.ts';
import { bodiesProtocol, type BodiesResult } from './bodies-protocol.ts';
import { serveParent } from './child.ts';

serveParent(bodiesProtocol, async ({ url, kind }) => {
  const found = bodyKinds.find(({ name }) => name === kind);
  if (found === undefined) throw new Error(`no body of the kind ${kind}`);
  const body = found.make();
  const send = found.isFrame === true ? sendFrame : post;
  return { bytes: Buffer.byteLength(body), ...(await send(url + found.path, body)) };
});

type Sent = Omit<BodiesResult, 'bytes'>;

async function post(url: string, body: string): Promise<Sent> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  const answer = await response.text();
  return { status: response.status, answer: answer.slice(0, 200) };
}

/** Sends one message and waits for the end of its response. 200 stands for one that was completed. */
async function sendFrame(url: string, body: string): Promise<Sent> {
  const socket = new WebSocket(url.replace('http', 'ws'));
  await once(socket, 'open');
  const ended = new Promise<Sent>((resolve, reject) => {
    socket.on('message', (data) => {
      const text = Buffer.isBuffer(data) ? data.toString() : '';
      const answer = text.slice(0, 200);
      if (text.startsWith('{"type":"response.completed"')) resolve({ status: 200, answer });
      else if (/^\{"type":"(?:error|response\.failed)"/.test(text))
        resolve({ status: 400, answer });
    });
    socket.once('close', () => reject(new Error('The socket was closed.')));
  });
  socket.send(body);
  return await ended.finally(() => socket.close());
}
