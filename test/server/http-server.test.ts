import { once } from 'node:events';
import { connect, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import {
  listen,
  refuseUpgrade,
  type Handlers,
  type HttpServer,
} from '../../src/http/server/http-server.ts';
import { ownerIn } from '../../src/http/surface-list.ts';
import type { SurfaceDoor } from '../../src/http/surface.ts';
import { ollamaSurface } from '../../src/rest/ollama/surface.ts';
import { createGeneralSurface } from '../../src/rest/general/surface.ts';
import { openAiSurface } from '../../src/rest/openai/surface.ts';
import { graphqlSurface } from '../../src/schema/http-surface.ts';

let server: HttpServer;
const clients: Socket[] = [];

afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await server.close(AbortSignal.abort());
});

const handlers: Handlers = {
  request(req, res) {
    void text(req).then((body) => res.end(`${req.method} ${req.url} ${body}`));
  },
  upgrade: (_req, socket) => refuseUpgrade(socket, 404),
};

const ownerOf = ownerIn<SurfaceDoor>([
  openAiSurface,
  ollamaSurface,
  graphqlSurface,
  createGeneralSurface(openAiSurface),
]);

async function start(startMs?: number): Promise<number> {
  server = await listen({ host: '127.0.0.1', port: 0 }, ownerOf, startMs);
  return server.address.port;
}

/** Opens a connection that stays open on the client's side, and sends something. */
function send(port: number, message: string): Socket {
  const client = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  clients.push(client);
  client.write(message.replaceAll('\n', '\r\n'));
  return client;
}

/** What comes until the server ends the connection. */
async function answerTo(port: number, message: string): Promise<string> {
  return (await text(send(port, message))).replaceAll('\r\n', '\n');
}

const get = (path: string): string => `GET ${path} HTTP/1.1\nHost: a\nConnection: close\n\n`;
const upgrade = 'GET /graphql HTTP/1.1\nHost: a\nConnection: Upgrade\nUpgrade: websocket\n\n';

describe('before the gateway has started', () => {
  it('requests and upgrades wait until it has', async () => {
    const port = await start();
    const answers = [answerTo(port, get('/v1/models')), answerTo(port, upgrade)];
    await once(clients[0] ?? new Socket(), 'connect');
    server.serve(handlers);
    const [request, upgraded] = await Promise.all(answers);
    expect(request).toMatch(/^HTTP\/1\.1 200 OK\n[\s\S]*GET \/v1\/models /);
    expect(upgraded).toBe('HTTP/1.1 404 Not Found\nConnection: close\n\n');
  });

  it.each([
    ['GET /livez', '200 OK', '{"alive":true}'],
    ['HEAD /livez', '200 OK', ''],
    ['GET /readyz?a=b', '503 Service Unavailable', '{"ready":false,"reason":"starting"}'],
    ['HEAD /readyz', '503 Service Unavailable', ''],
  ])('answers %s at once', async (asked, status, body) => {
    const port = await start();
    const [head, rest] = (
      await answerTo(port, `${asked} HTTP/1.1\nHost: a\nConnection: close\n\n`)
    ).split('\n\n');
    expect(head?.split('\n')[0]).toBe(`HTTP/1.1 ${status}`);
    expect(head).toContain('\ncache-control: no-store');
    expect(rest).toBe(body);
  });

  it('no other method of a probe is answered', async () => {
    const port = await start();
    const answer = answerTo(port, 'POST /livez HTTP/1.1\nHost: a\nConnection: close\n\n');
    await once(clients[0] ?? new Socket(), 'connect');
    server.serve(handlers);
    expect(await answer).toMatch(/^HTTP\/1\.1 200 OK\n[\s\S]*POST \/livez /);
  });

  it('no request waits longer than its limit', async () => {
    const port = await start(50);
    const rest = await answerTo(port, get('/v1/models'));
    const [head, body = ''] = rest.split('\n\n');
    expect(head).toMatch(/^HTTP\/1\.1 503 Service Unavailable\n/);
    expect(head).toMatch(/\nretry-after: 1(\n|$)/);
    expect(body).toContain(
      JSON.stringify({
        error: {
          message: 'The gateway is still starting. Try again in a moment.',
          type: 'server_error',
          param: null,
          code: 'engine_unavailable',
        },
      }),
    );
    expect(await answerTo(port, get('/graphql?query={version}'))).toContain(
      JSON.stringify({
        errors: [
          {
            message: 'The gateway is still starting. Try again in a moment.',
            extensions: { code: 'ENGINE_UNAVAILABLE' },
          },
        ],
      }),
    );
    expect(await answerTo(port, get('/api/tags'))).toContain(
      JSON.stringify({ error: 'The gateway is still starting. Try again in a moment.' }),
    );
    expect(await answerTo(port, upgrade)).toBe(
      'HTTP/1.1 503 Service Unavailable\nRetry-After: 1\nConnection: close\n\n',
    );
  });

  it('a request whose client has left is not served', async () => {
    const port = await start();
    const served: (string | undefined)[] = [];
    const gone = send(port, get('/gone'));
    await once(gone, 'connect');
    const stays = answerTo(port, get('/stays'));
    await once(clients[1] ?? gone, 'connect');
    gone.resetAndDestroy();
    await once(gone, 'close');
    // The server answers this by itself, after it has heard of the reset.
    expect(await answerTo(port, 'no HTTP at all\n\n')).toContain('400 Bad Request');
    server.serve({ ...handlers, request: (req, res) => void (served.push(req.url), res.end()) });
    await stays;
    expect(served).toEqual(['/stays']);
  });

  it('everything that waits is refused when it does not start', async () => {
    const port = await start();
    const waiting = answerTo(port, get('/v1/models'));
    // The server answers this by itself, after it has read the request.
    expect(await answerTo(port, 'no HTTP at all\n\n')).toContain('400 Bad Request');
    const closed = server.close(AbortSignal.timeout(1000));
    expect(await waiting).toMatch(/^HTTP\/1\.1 503 /);
    await closed;
  });
});

describe('an upgrade to another protocol than WebSocket is ignored', () => {
  const body = '{"model":"gpt-5.5"}';
  it.each([
    ['a body with a length', `Content-Length: ${body.length}\n\n${body}`],
    ['a body in chunks', `Transfer-Encoding: chunked\n\n13\n${body}\n0\n\n`],
  ])('%s', async (_what, rest) => {
    const port = await start();
    server.serve(handlers);
    const head = 'POST /v1/chat/completions HTTP/1.1\nHost: a\nConnection: Upgrade, HTTP2-Settings';
    const client = send(port, `${head}\nUpgrade: h2c\nHTTP2-Settings: AAEAAEAA\n${rest}`);
    const [first] = await once(client, 'data');
    expect(String(first)).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(String(first)).toContain(`POST /v1/chat/completions ${body}`);

    // The connection stays usable, as Java's HttpClient expects.
    client.write(`GET /next HTTP/1.1\r\nHost: a\r\n\r\n`);
    const [second] = await once(client, 'data');
    expect(String(second)).toContain('GET /next ');
  });
});

describe('a connection', () => {
  it('that is idle stays open for longer than 75 s', async () => {
    const port = await start();
    server.serve(handlers);
    const client = send(port, 'GET / HTTP/1.1\nHost: a\n\n');
    const [answer] = await once(client, 'data');
    const [, seconds] = /\r\nKeep-Alive: timeout=(\d+)\r\n/.exec(String(answer)) ?? [];
    expect(Number(seconds)).toBeGreaterThan(75);
  });

  it.each([
    ['waits for its upgrade', () => {}],
    ['was refused its upgrade', handlers.upgrade],
    ['was upgraded and never closes', (_req, socket) => void socket.resume()],
  ] satisfies [string, Handlers['upgrade']][])(
    'that %s keeps no server open',
    async (what, handle) => {
      const port = await start();
      if (what !== 'waits for its upgrade') server.serve({ ...handlers, upgrade: handle });
      const client = send(port, upgrade);
      const closed = once(client.resume(), 'end');
      await once(client, 'connect');
      await server.close(AbortSignal.timeout(20));
      await closed;
      expect(client.readableEnded).toBe(true);
    },
  );

  /** More than the buffers of a connection hold. */
  const large = 'x'.repeat(20_000_000);
  const forever = new AbortController().signal;

  async function startLarge(): Promise<Socket> {
    const port = await start();
    const asked = new Promise<void>((resolve) => {
      const request: Handlers['request'] = (_req, res) => {
        res.end(large);
        resolve();
      };
      server.serve({ ...handlers, request });
    });
    const client = send(port, get('/large'));
    await asked;
    return client;
  }

  it('whose client reads late gets the whole answer before the server closes', async () => {
    const client = await startLarge();
    const closed = server.close(forever);
    expect((await text(client)).length).toBeGreaterThan(large.length);
    client.end();
    await closed;
  });

  it('whose client reads nothing does not keep the server open', async () => {
    const client = await startLarge();
    await server.close(forever);
    expect((await text(client).catch(() => '')).length).toBeLessThan(large.length);
  });

  it('is closed after its next answer once the server drains, and new ones are taken', async () => {
    const port = await start();
    server.serve(handlers);
    const client = send(port, 'GET /first HTTP/1.1\nHost: a\n\n');
    const [first] = await once(client, 'data');
    expect(String(first)).toContain('Connection: keep-alive');
    server.drain();
    client.write('GET /second HTTP/1.1\r\nHost: a\r\n\r\n');
    const second = await text(client);
    expect(second).toContain('Connection: close');
    expect(second).toContain('GET /second');
    expect(await answerTo(port, 'GET /new HTTP/1.1\nHost: a\n\n')).toContain('GET /new');
  });
});
