import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import { WebSocketServer, type WebSocket } from 'ws';
import { z } from 'zod';
import type { JsonObject } from '../../../src/codex/completion/tools.ts';

/** Reads a JSON object. */
export const jsonObject = z.record(z.string(), z.json());

/** A request that reached the service, over either transport. */
export interface ServedRequest {
  readonly transport: 'websocket' | 'http';
  /** Of the upgrade, or of the POST. */
  readonly headers: IncomingMessage['headers'];
  readonly body: JsonObject;
  /** The connection's number, from 0; -1 over HTTP. */
  readonly socket: number;
}

/** A service whose WebSockets do what a test says. */
export interface TestService {
  readonly baseUrl: string;
  readonly requests: readonly ServedRequest[];
  /** Those that were ever opened, oldest first. */
  readonly sockets: readonly WebSocket[];
  /** Upgrades asked for so far. */
  readonly upgrades: number;
  /** TCP connections that are open. */
  readonly open: number;
  close(): Promise<void>;
}

/** What a test's service does. */
export interface TestServiceOptions {
  /** Answers a message. Default: with one word. */
  readonly onMessage?: (socket: WebSocket, request: ServedRequest) => void;
  /** Answers an upgrade; false lets it through, which is the default. */
  readonly onUpgrade?: (request: IncomingMessage, socket: Duplex) => boolean;
  /** Default: true. */
  readonly autoPong?: boolean;
}

/** The events of an answer of one word. */
export function answerEvents(id: string, word = 'Hello'): JsonObject[] {
  const item = { type: 'message', id: `msg_${id}`, role: 'assistant', content: [] };
  return [
    { type: 'response.created', response: { id } },
    { type: 'response.output_text.delta', item_id: item.id, delta: word },
    { type: 'response.output_item.done', output_index: 0, item },
    { type: 'response.completed', response: { id, status: 'completed', output: [] } },
  ];
}

/** Starts one on a free port of the loopback. Over HTTP it answers with one word. */
export async function startService(options: TestServiceOptions = {}): Promise<TestService> {
  const { onMessage = answerMessage, onUpgrade = () => false, autoPong = true } = options;
  const requests: ServedRequest[] = [];
  const sockets: WebSocket[] = [];
  let upgrades = 0;
  const server = createServer((request, reply) => {
    void answerPost(request, reply);
  });
  const answerPost = async (request: IncomingMessage, reply: ServerResponse): Promise<void> => {
    const body = jsonObject.parse(JSON.parse(await text(request)));
    requests.push({ transport: 'http', headers: request.headers, body, socket: -1 });
    reply.writeHead(200, { 'content-type': 'text/event-stream' });
    const events = answerEvents(`resp_http_${requests.length}`);
    reply.end(events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join(''));
  };
  const webSockets = new WebSocketServer({
    noServer: true,
    autoPong,
    maxPayload: 64 * 1024 * 1024,
  });
  server.on('upgrade', (request, socket, head) => {
    upgrades += 1;
    socket.on('error', () => {});
    if (onUpgrade(request, socket)) return;
    webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      const number = sockets.push(webSocket) - 1;
      webSocket.on('error', () => {});
      webSocket.on('message', (data: Buffer) => {
        const body = jsonObject.parse(JSON.parse(data.toString()));
        const served: ServedRequest = {
          transport: 'websocket',
          headers: request.headers,
          body,
          socket: number,
        };
        requests.push(served);
        onMessage(webSocket, served);
      });
    });
  });
  // Also those that are not WebSockets yet, or never will be.
  const connections = new Set<Duplex>();
  server.on('connection', (socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    baseUrl: `http://127.0.0.1:${portOf(server)}/v1`,
    requests,
    sockets,
    get upgrades() {
      return upgrades;
    },
    get open() {
      return connections.size;
    },
    async close() {
      server.close();
      for (const socket of connections) socket.destroy();
      await once(server, 'close');
    },
  };
}

/** Sends an event. */
export function sendEvent(socket: WebSocket, event: JsonObject): void {
  socket.send(JSON.stringify(event));
}

let answers = 0;

/** Answers with one word. */
export function answerMessage(socket: WebSocket): void {
  answers += 1;
  for (const event of answerEvents(`resp_${answers}`)) sendEvent(socket, event);
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('Not listening on TCP');
  return address.port;
}
