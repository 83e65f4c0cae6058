import { once } from 'node:events';
import { createServer, STATUS_CODES } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import { WebSocketServer } from 'ws';
import { accountOf } from './account/account.ts';
import type { AccountAnswer } from './account/account-service.ts';
import { quotaHeaders } from './account/quota.ts';
import { checkRequest } from './check.ts';
import { errorBody } from './wire/errors.ts';
import { parseObject } from './wire/json.ts';
import { readRequest } from './request.ts';
import { Service } from './service.ts';
import { SseSink } from './sse.ts';
import type { StandIn, StandInOptions } from './types.ts';
import { serveWebSocket } from './websocket.ts';

const PATH = '/v1/responses';

/**
 * Starts a stand-in for the Responses service on the loopback interface. Rejects when the port
 * cannot be had.
 */
export async function startStandIn(options: StandInOptions = {}): Promise<StandIn> {
  const { port = 0, tokensPerSecond = 0, record = false, approveLoginMs } = options;
  const service = new Service(tokensPerSecond, record, approveLoginMs);
  const server = createServer((request, reply) => void answerHttp(service, request, reply));
  // A reset must not end the process, also while nobody else listens to the socket.
  server.on('connection', (socket) => socket.on('error', () => {}));
  const webSockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    const refusal = isResponsesPath(request) ? service.upgradeRefusal() : NOT_FOUND;
    if (refusal) return refuseUpgrade(socket, refusal);
    webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      serveWebSocket(service, webSocket, request, socket);
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return handle(service, server, webSockets);
}

function handle(service: Service, server: Server, webSockets: WebSocketServer): StandIn {
  const { ledger } = service;
  const origin = `http://127.0.0.1:${portOf(server)}`;
  const dropSockets = (): void => {
    for (const webSocket of webSockets.clients) webSocket.terminate();
  };
  return {
    baseUrl: `${origin}/v1`,
    account: accountOf(service.account, origin),
    requests: service.requests,
    get received() {
      return ledger.received;
    },
    get answered() {
      return ledger.answered;
    },
    get aborted() {
      return ledger.aborted;
    },
    get active() {
      return ledger.active;
    },
    get sockets() {
      return ledger.sockets;
    },
    get hook() {
      return service.hook;
    },
    behave: (hook) => {
      service.hook = hook;
    },
    refuseUpgrades: (status) => {
      service.refusedUpgrade = status;
    },
    reset: () => service.reset(),
    dropSockets,
    waitFor: (predicate, signal) => ledger.waitFor(predicate, signal),
    close: async () => {
      const closed = server.listening ? once(server, 'close') : undefined;
      server.close();
      server.closeAllConnections();
      dropSockets();
      await closed;
      ledger.close();
    },
  };
}

async function answerHttp(
  service: Service,
  request: IncomingMessage,
  reply: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  const sink = new SseSink(reply, gone.signal, quotaHeaders(service.account.quota));
  reply.on('close', () => gone.abort(new Error('The client closed the connection')));
  const sent = await text(request).catch(() => '');
  if (request.method !== 'POST' || !isResponsesPath(request)) {
    const { status, body } = accountAnswer(service, request, sent) ?? NOT_FOUND;
    return sink.refuse(status, body, {});
  }
  const body = parseObject(sent);
  const problem = checkRequest(body);
  if (problem || !body) return sink.refuse(400, problem ?? {}, {});
  await service.answer(
    {
      transport: 'sse',
      headers: request.headers,
      body,
      input: readRequest(body).input,
      prewarm: false,
      receivedAt: Date.now(),
    },
    sink,
  );
}

function accountAnswer(
  { account }: Service,
  { method = '', url = '', headers }: IncomingMessage,
  body: string,
): AccountAnswer | undefined {
  const [path = ''] = url.split('?');
  return account.answer({ method, path, body, authorization: headers.authorization });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('Not listening on TCP');
  return address.port;
}

function isResponsesPath(request: IncomingMessage): boolean {
  return request.url?.split('?')[0] === PATH;
}

function refuseUpgrade(socket: Duplex, { status, body }: { status: number; body: unknown }): void {
  const json = typeof body === 'string' ? body : JSON.stringify(body);
  socket.once('finish', () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Refused'}\r\n` +
      'connection: close\r\ncontent-type: application/json\r\n' +
      `content-length: ${Buffer.byteLength(json)}\r\n\r\n${json}`,
  );
}

const NOT_FOUND = { status: 404, body: errorBody('Unknown request URL.') };
