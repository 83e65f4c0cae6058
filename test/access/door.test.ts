import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { pinoHttp } from 'pino-http';
import type { Caller } from '../../src/codex/completion/caller.ts';
import type { SurfaceDeps } from '../../src/gateway-options.ts';
import { createAccess } from '../../src/http/access/access.ts';
import type { Identify } from '../../src/http/access/credentials.ts';
import { identifyWithin } from '../../src/http/access/identify-within.ts';
import { createApp } from '../../src/http/server/app.ts';
import { createMessageClasses } from '../../src/http/server/messages.ts';
import { upgradeHandler } from '../../src/http/server/upgrade.ts';
import { openAll, ownerIn, type SurfaceList } from '../../src/http/surface-list.ts';
import type { HttpSurface } from '../../src/http/surface.ts';
import { createGeneralSurface } from '../../src/rest/general/surface.ts';
import { createCompactions } from '../../src/conversations/compaction/compactions.ts';
import { noConversations } from '../../src/conversations/database/no-conversations.ts';
import { createTurns } from '../../src/conversations/running/create-turns.ts';
import { openAiSurface } from '../../src/rest/openai/surface.ts';
import { createStoredCompletions } from '../../src/rest/openai/stored/create-stored-completions.ts';
import { graphqlSurface } from '../../src/schema/http-surface.ts';
import { createFindDocument } from '../../src/schema/persisted/find-document.ts';
import { noUsage } from '../../src/usage/no-usage.ts';
import { chatBody } from '../rest/client.ts';
import { openRawSocket } from '../schema/raw-socket.ts';
import { gatewayFacts, noAlerts, noQuotaHistory } from '../support/gateway-facts.ts';
import { localCaller } from '../support/callers.ts';
import { startTestCore, type TestCore } from '../support/core.ts';
import { memoryLog, type MemoryLog } from '../support/memory-log.ts';
import { keptRecords } from '../support/kept-records.ts';

/** How callers are identified in this test, and how often it happened. */
let identify: Identify;
let asked: number;
let test: TestCore;
let log: MemoryLog;
let server: Server;
let url: string;

beforeAll(async () => {
  test = await startTestCore();
  log = memoryLog();
  const access = {
    ...createAccess({
      boundHost: '127.0.0.1',
      apiKeys: [],
      adminKeys: [],
      corsOrigins: [],
      allowHosts: [],
      isAdminToken: () => false,
    }),
    identify: identifyWithin(async (credentials) => {
      asked += 1;
      return await identify(credentials);
    }, 200),
  };
  const surfaces: SurfaceList<HttpSurface<SurfaceDeps>> = [
    openAiSurface,
    graphqlSurface,
    createGeneralSurface(openAiSurface),
  ];
  const messageClasses = createMessageClasses();
  const conversations = noConversations();
  const { core } = test;
  const mounted = openAll(surfaces, {
    core,
    conversations,
    compactions: createCompactions(Buffer.alloc(32)),
    turns: createTurns({ core, store: conversations, logger: log.logger }),
    usage: noUsage,
    version: '0.0.0',
    logger: log.logger,
    identify: access.identify,
    gateway: gatewayFacts,
    quota: noQuotaHistory,
    alerts: noAlerts,
    routes: [],
    exposeReasoningModels: false,
    verbose: false,
    store: createStoredCompletions({ records: keptRecords('memory') }),
    hasGraphiql: true,
    isIntrospectionAllowed: true,
    findDocument: createFindDocument({}),
  });
  const requestLog = pinoHttp({ logger: log.logger });
  server = createServer(messageClasses, createApp(access, requestLog, mounted, messageClasses));
  server.on('upgrade', upgradeHandler(access, ownerIn(mounted)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
beforeEach(() => {
  asked = 0;
  identify = async () => await Promise.resolve(localCaller);
});
afterEach(async () => {
  await vi.waitUntil(() => test.core.engineHealth().activeTurns === 0, { timeout: 60_000 });
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await test.close();
});

const query = '{ version completions { totalCount } }';
const requests: readonly [what: string, path: string, body?: object][] = [
  ['a chat', '/v1/chat/completions', chatBody()],
  ['a stored chat', '/v1/chat/completions', chatBody({ store: true })],
  ['a streamed chat', '/v1/chat/completions', chatBody({ stream: true })],
  ['a legacy completion', '/v1/completions', { model: 'gpt-5.5', prompt: 'hi', n: 2 }],
  ['a list of stored answers', '/v1/chat/completions'],
  ['the models', '/v1/models'],
  ['a query', '/graphql', { query }],
  ['the health', '/healthz'],
  ['the root', '/'],
];

async function send(path: string, body?: object, signal?: AbortSignal): Promise<Response> {
  return await fetch(url + path, {
    ...(body && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
    ...(signal && { signal }),
  });
}

/** A promise with its ends. */
function pending(): {
  readonly caller: Promise<Caller>;
  readonly settle: (caller: Caller) => void;
} {
  let settle!: (caller: Caller) => void;
  const caller = new Promise<Caller>((resolve) => (settle = resolve));
  return { caller, settle };
}

const never: Identify = async () => await new Promise<never>(() => {});
const broken: Identify = async () => await Promise.reject(new Error('the store is gone'));

describe('a caller is identified', () => {
  it.each(requests)('once for %s', async (_what, path, body) => {
    const response = await send(path, body);
    await response.text();
    expect(response.status).toBe(200);
    expect(asked).toBe(1);
  });

  it('once for a WebSocket, however many operations run on it', async () => {
    const { socket, send: sendMessage, next } = await openRawSocket(url);
    sendMessage({ type: 'connection_init' });
    expect(await next()).toEqual({ type: 'connection_ack' });
    for (const id of ['1', '2', '3']) {
      sendMessage({ type: 'subscribe', id, payload: { query } });
      expect(await next()).toMatchObject({ type: 'next', id });
      expect(await next()).toEqual({ type: 'complete', id });
    }
    socket.close();
    expect(asked).toBe(1);
  });
});

describe.each([
  ['fails', broken],
  ['takes too long', never],
])('where identifying %s', (_how, identifying) => {
  beforeEach(() => {
    identify = identifying;
  });

  it.each(requests.filter(([, path]) => path.startsWith('/v1')))(
    '%s gets a 500 in the format of its API, and starts nothing',
    async (_what, path, body) => {
      const before = await test.core.completions();
      const response = await send(path, body);
      expect(response.status).toBe(500);
      expect(await response.json()).toEqual({
        error: {
          message: 'The server had an error while processing your request.',
          type: 'server_error',
          param: null,
          code: 'internal_error',
        },
      });
      expect(await test.core.completions()).toEqual(before);
    },
  );

  it('GraphQL gets a 500 in its own format', async () => {
    const response = await send('/graphql', { query });
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({
      errors: [
        {
          message: 'The server had an error while processing your request.',
          extensions: { code: 'INTERNAL_ERROR' },
        },
      ],
    });
  });

  it('a probe learns whether the gateway works, and a browser gets the page', async () => {
    const probe = await send('/healthz');
    expect(probe.status).toBe(200);
    expect(await probe.json()).toEqual({ ok: true });
    const page = await fetch(`${url}/graphql`, { headers: { accept: 'text/html' } });
    expect(page.status).toBe(200);
  });

  it('a WebSocket is closed with 4500', async () => {
    const { send: sendMessage, closed } = await openRawSocket(url);
    sendMessage({ type: 'connection_init' });
    expect(await closed).toEqual({ code: 4500, reason: 'Internal server error' });
  });
});

describe('a client that does not wait until it is identified', () => {
  it('starts nothing where it has gone', async () => {
    const { caller, settle } = pending();
    let arrived = (): void => {};
    const arrival = new Promise<void>((resolve) => (arrived = resolve));
    identify = async () => {
      arrived();
      return await caller;
    };
    const before = await test.core.completions();
    const leaving = new AbortController();
    const gone = once(server, 'request').then(
      async ([, response]) => await once(response, 'close'),
    );
    const answer = send('/v1/chat/completions', chatBody({ stream: true }), leaving.signal);
    await arrival;
    leaving.abort();
    await expect(answer).rejects.toThrow('aborted');
    await gone;
    settle(localCaller);
    expect((await send('/v1/models')).status).toBe(200);
    expect(await test.core.completions()).toEqual(before);
  });

  it('is closed with 4401 where it subscribes at once, and 4429 where it begins twice', async () => {
    for (const [message, code] of [
      [{ type: 'subscribe', id: '1', payload: { query } }, 4401],
      [{ type: 'connection_init' }, 4429],
    ] as const) {
      const { caller, settle } = pending();
      identify = async () => await caller;
      const { send: sendMessage, closed } = await openRawSocket(url);
      sendMessage({ type: 'connection_init' });
      sendMessage(message);
      expect(await closed).toMatchObject({ code });
      settle(localCaller);
    }
  });

  it('leaves no WebSocket, and no line in the log, where it closes the socket', async () => {
    const { caller, settle } = pending();
    let arrived = (): void => {};
    const arrival = new Promise<void>((resolve) => (arrived = resolve));
    identify = async () => {
      arrived();
      return await caller;
    };
    const lines = log.lines.length;
    const { socket, send: sendMessage } = await openRawSocket(url);
    sendMessage({ type: 'connection_init' });
    await arrival;
    const closed = once(socket, 'close');
    socket.close(1000);
    await closed;
    settle(localCaller);
    expect((await send('/v1/models')).status).toBe(200);
    expect(log.lines.slice(lines).filter(({ level }) => Number(level) > 30)).toEqual([]);
  });
});
