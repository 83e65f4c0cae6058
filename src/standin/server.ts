import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, STATUS_CODES } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import { WebSocketServer } from 'ws';
import { accountOf } from './account/account.ts';
import type { AccountAnswer } from './account/account-service.ts';
import { checkRequest } from './check.ts';
import { errorBody } from './wire/errors.ts';
import { parseObject, type JsonObject } from './wire/json.ts';
import { readRequest } from './request.ts';
import { Service, type Refusal } from './service.ts';
import { SseSink } from './sse.ts';
import { TURN_STATE } from './turn-states.ts';
import type { RecordedRequest, StandIn, StandInOptions } from './types.ts';
import { serveWebSocket } from './websocket.ts';

/** Of the public API, and of ChatGPT logins. */
const PATHS = new Set(['/v1/responses', '/backend-api/codex/responses']);

/**
 * Starts a stand-in for the Responses service on the loopback interface. Rejects when the port
 * cannot be had.
 */
export async function startStandIn(options: StandInOptions = {}): Promise<StandIn> {
  const { port = 0 } = options;
  const service = new Service(options);
  const server = createServer((request, reply) => void answerHttp(service, request, reply));
  // A reset must not end the process, also while nobody else listens to the socket.
  server.on('connection', (socket) => {
    socket.on('error', () => {});
    service.ledger.update((ledger) => (ledger.connections += 1));
  });
  const webSockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    const refusal = isResponsesPath(request) ? service.upgradeRefusal(request.headers) : NOT_FOUND;
    if (refusal) return refuseUpgrade(socket, refusal);
    webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      serveWebSocket(service, webSocket, request, socket);
    });
  });
  // A connection serves many turns, so its state is of none.
  webSockets.on('headers', (headers) => {
    if (service.rules.givesTurnState) headers.push(`${TURN_STATE}: state-${randomUUID()}`);
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
    get refused() {
      return ledger.refused;
    },
    get connections() {
      return ledger.connections;
    },
    get overlaps() {
      return ledger.overlaps;
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
    refuseUpgrades: (status, isRefused = () => true) => {
      service.refusedUpgrade = (headers) => (isRefused(headers) ? status : undefined);
    },
    rule: (rules) => {
      service.rules = { ...service.rules, ...rules };
    },
    reset: () => service.reset(),
    dropSockets,
    closeSockets: (code = 1000) => {
      for (const webSocket of webSockets.clients) webSocket.close(code);
    },
    forgetResponses: () => service.forgetResponses(),
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
  reply.on('close', () => gone.abort(new Error('The client closed the connection')));
  const sent = await text(request).catch(() => '');
  const refuse = ({ status, body, headers = {} }: Refusal): void =>
    new SseSink(reply, gone.signal).refuse(status, body, headers);
  if (request.method !== 'POST' || !isResponsesPath(request)) {
    return refuse(otherAnswer(service, request, sent) ?? NOT_FOUND);
  }
  const asked = readHttpRequest(service, request, parseObject(sent));
  if ('status' in asked) return refuse(asked);
  await service.answer(asked, new SseSink(reply, gone.signal, service.responseHeaders(asked)));
}

/** The request, or what it is refused with. */
function readHttpRequest(
  service: Service,
  { headers }: IncomingMessage,
  body: JsonObject | undefined,
): RecordedRequest | Refusal {
  const transport = 'sse';
  const notAdmitted = service.admissionRefusal(headers);
  if (notAdmitted) return notAdmitted;
  const problem = checkRequest(body);
  if (problem || !body) return { status: 400, body: problem ?? {} };
  const refused = service.rulesRefusal(body, { transport, headers });
  if (refused) return refused;
  const { input } = readRequest(body);
  const turnState = service.turnStates.use({ headers, input });
  if (turnState === 'foreign' && service.rules.givesTurnState) return FOREIGN_TURN_STATE;
  const receivedAt = Date.now();
  return { transport, headers, body, input, prewarm: false, turnState, receivedAt };
}

function otherAnswer(
  service: Service,
  request: IncomingMessage,
  sent: string,
): Refusal | undefined {
  const { models } = service.rules;
  if (models === null || request.method !== 'GET' || pathOf(request) !== '/v1/models') {
    return accountAnswer(service, request, sent);
  }
  return service.admissionRefusal(request.headers) ?? { status: 200, body: modelList(models) };
}

function modelList(models: readonly string[]): JsonObject {
  const data = models.map((id) => ({ id, object: 'model', created: 0, owned_by: 'stand-in' }));
  return { object: 'list', data };
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
  return PATHS.has(pathOf(request));
}

function pathOf({ url = '' }: IncomingMessage): string {
  return url.split('?')[0] ?? '';
}

function refuseUpgrade(socket: Duplex, { status, body, headers }: Refusal): void {
  const json = typeof body === 'string' ? body : JSON.stringify(body);
  const lines = Object.entries({
    'content-type': 'application/json',
    ...headers,
    connection: 'close',
    'content-length': String(Buffer.byteLength(json)),
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.once('finish', () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Refused'}\r\n${lines.join('')}\r\n${json}`,
  );
}

const NOT_FOUND: Refusal = { status: 404, body: errorBody('Unknown request URL.') };

const FOREIGN_TURN_STATE: Refusal = {
  status: 400,
  body: errorBody('The turn state belongs to another turn.', { code: 'invalid_turn_state' }),
};
