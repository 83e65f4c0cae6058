// A service that gives as many tokens as it is asked for ("400 tokens"), each of them the time at
// which it was sent. It does no more than that takes: what it costs is missing to what is measured.
import { once } from 'node:events';
import { WebSocketServer, type WebSocket } from 'ws';
import { outputEvents } from '../../src/standin/events.ts';
import { parseObject, type JsonObject } from '../../src/standin/wire/json.ts';
import { readRequest } from '../../src/standin/request.ts';
import { planResponse } from '../../src/standin/response.ts';
import { timeToken } from '../time-token.ts';
import { serveParent } from './child.ts';
import { stampingProtocol, type StampingOrder } from './stamping-protocol.ts';

const nothingCounted = { inputTokens: 0, cachedTokens: 0, remember: (): void => {} };

serveParent(stampingProtocol, async (order) => {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  server.on('connection', (socket) => serve(socket, order));
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('Not listening on TCP');
  return `http://127.0.0.1:${address.port}/v1`;
});

function serve(socket: WebSocket, order: StampingOrder): void {
  socket.on('error', () => socket.terminate());
  socket.on('message', (data) => {
    // oxlint-disable-next-line typescript/no-base-to-string -- a text frame comes as one Buffer
    answer(parseObject(data.toString()) ?? {}, socket, order);
  });
}

function answer(body: JsonObject, socket: WebSocket, { tokensPerSecond }: StampingOrder): void {
  const [, tokens] = /\b(\d+) tokens/.exec(JSON.stringify(body['input'])) ?? [];
  const count = body['generate'] === false ? 0 : Number(tokens ?? 0);
  // One token stands for all of them.
  const plan = count === 0 ? [] : [{ kind: 'message', text: 'token' } as const];
  const response = planResponse(readRequest(body), nothingCounted, plan);
  const events = [...outputEvents(response.items)];
  const at = events.findIndex(({ token }) => token === 'answer');
  let sequence = 0;
  const send = (event: JsonObject): void => {
    socket.send(JSON.stringify({ ...event, sequence_number: sequence }));
    sequence += 1;
  };
  const end = (): void => {
    for (const { event } of events.slice(at + 1)) send(event);
    send({ type: 'response.completed', response: response.ended({ status: 'completed' }) });
  };

  send({ type: 'response.created', response: response.started });
  for (const { event } of events.slice(0, Math.max(at, 0))) send(event);
  const token = events[at]?.event;
  if (token === undefined) return end();
  const [head, tail] = JSON.stringify({ ...token, delta: mark }).split(mark);
  let left = count;
  const timer = setInterval(() => {
    if (socket.readyState !== socket.OPEN) return clearInterval(timer);
    socket.send(head + timeToken() + tail);
    left -= 1;
    if (left > 0) return undefined;
    clearInterval(timer);
    return end();
  }, 1000 / tokensPerSecond);
}

/** Stands in an event for what is different in each. */
const mark = '<token>';
