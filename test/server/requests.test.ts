import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renewAdminToken } from '../../src/http/access/admin-token.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { openRawSocket } from '../schema/raw-socket.ts';
import { chatOperation, connect, post, send, type Headers } from './surfaces.ts';

let bare: TestGateway;
let keyed: TestGateway;

beforeAll(async () => {
  [bare, keyed] = await Promise.all([
    startTestGateway({ args: ['--cors-origin', 'https://app.example'] }),
    startTestGateway({ args: ['--api-key', 'alice:key-of-alice,bob:key-of-bob'] }),
  ]);
});
afterAll(async () => {
  await Promise.all([bare.close(), keyed.close()]);
});

/** Sends lines as they are, and gives the answer's status line and body. */
async function sendRaw(url: string, ...lines: readonly string[]): Promise<[string, string]> {
  const { hostname, port } = new URL(url);
  const socket = connectTcp(Number(port), hostname);
  await once(socket, 'connect');
  socket.end(`${lines.join('\r\n')}\r\n\r\n`);
  const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n');
  return [head.split('\r\n')[0] ?? '', body];
}

describe('several Host headers', () => {
  it.each([
    ['GET /v1/models HTTP/1.1', []],
    ['GET /healthz HTTP/1.1', []],
    ['GET /graphql HTTP/1.1', ['accept: text/html']],
    ['OPTIONS /v1/chat/completions HTTP/1.1', []],
    ['GET /nope HTTP/1.1', []],
    ['GET /v1/models HTTP/1.1', ['upgrade: h2c']],
  ])('are refused: %s', async (line, headers) => {
    for (const { url } of [bare, keyed]) {
      const hosts = ['Host: localhost', 'host: evil.example'];
      const more = ['authorization: Bearer key-of-alice', 'connection: close', ...headers];
      const [status, body] = await sendRaw(url, line, ...hosts, ...more);
      expect(status).toBe('HTTP/1.1 400 Bad Request');
      expect(body).toContain('The request has more than one Host header.');
    }
  });

  it('are refused at an upgrade, the same one twice included', async () => {
    for (const { url } of [bare, keyed]) {
      const upgrade = ['connection: upgrade', 'upgrade: websocket', 'sec-websocket-version: 13'];
      const key = 'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==';
      const hosts = ['host: localhost', 'host: localhost'];
      const [status] = await sendRaw(url, 'GET /graphql HTTP/1.1', ...hosts, ...upgrade, key);
      expect(status).toBe('HTTP/1.1 400 Bad Request');
    }
  });
});

it('an upgrade that is refused says why', async () => {
  const upgrade = ['connection: upgrade', 'upgrade: websocket', 'sec-websocket-version: 13'];
  const key = 'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==';
  const get = 'GET /graphql HTTP/1.1';
  expect(await sendRaw(bare.url, get, 'host: evil.example', ...upgrade, key)).toEqual([
    'HTTP/1.1 403 Forbidden',
    'This host name is not one of the gateway: use a loopback address, name it in --allow-host, or set an API key.\n',
  ]);
  const page = ['host: localhost', 'origin: https://evil.example'];
  expect(await sendRaw(bare.url, get, ...page, ...upgrade, key)).toEqual([
    'HTTP/1.1 403 Forbidden',
    'Pages of this origin may not call; allow it with --cors-origin.\n',
  ]);
});

describe('HTTP/1.0 without a Host', () => {
  it('gets the status of the gateway, and no more', async () => {
    for (const { url } of [bare, keyed]) {
      expect(await sendRaw(url, 'GET /healthz HTTP/1.0')).toEqual([
        'HTTP/1.1 200 OK',
        '{"ok":true}',
      ]);
      expect(await sendRaw(url, 'HEAD /healthz HTTP/1.0')).toEqual(['HTTP/1.1 200 OK', '']);
    }
  });

  it('gets the rest with a key alone', async () => {
    const get = 'GET /v1/models HTTP/1.0';
    expect((await sendRaw(bare.url, get))[0]).toBe('HTTP/1.1 403 Forbidden');
    expect((await sendRaw(keyed.url, get))[0]).toBe('HTTP/1.1 401 Unauthorized');
    const withToken = `authorization: ${bare.admin.authorization}`;
    expect((await sendRaw(bare.url, get, withToken))[0]).toBe('HTTP/1.1 200 OK');
    expect((await sendRaw(keyed.url, get, 'x-api-key: key-of-bob'))[0]).toBe('HTTP/1.1 200 OK');
  });
});

describe('GET /healthz', () => {
  it('shows its details to clients with a key', async () => {
    const told = async (headers: Headers): Promise<unknown> =>
      JSON.parse((await send(`${keyed.url}/healthz`, headers)).body);
    expect(await told({})).toEqual({ ok: true });
    expect(await told({ 'x-api-key': 'none' })).toEqual({ ok: true });
    const details = { ok: true, authenticated: true, engine: { state: 'ready' } };
    expect(await told({ 'x-api-key': 'key-of-bob' })).toMatchObject(details);
    const elsewhere = { host: 'probe.example', authorization: 'Bearer key-of-bob' };
    expect(await told(elsewhere)).toMatchObject(details);
  });

  it('is not open to other methods', async () => {
    expect((await send(`${keyed.url}/healthz`, {}, 'DELETE')).status).toBe(401);
    expect((await send(`${bare.url}/healthz`, { host: 'evil.example' }, 'POST')).status).toBe(403);
  });
});

describe('a key', () => {
  const statusWith = async (headers: Headers): Promise<number> =>
    (await send(`${keyed.url}/v1/models`, headers)).status;

  it('counts among several in one header', async () => {
    expect(await statusWith({ authorization: ['Bearer none', 'Bearer key-of-bob'] })).toBe(200);
    expect(await statusWith({ 'x-api-key': ['none', '', 'key-of-bob'] })).toBe(200);
  });

  it('counts only among the first sixteen', async () => {
    const many = Array.from({ length: 16 }, (_, index) => `none-${index}`);
    expect(await statusWith({ 'x-api-key': ['key-of-bob', ...many] })).toBe(200);
    expect(await statusWith({ 'x-api-key': [...many, 'key-of-bob'] })).toBe(401);
  });

  it('is not taken from the address', async () => {
    for (const name of ['key', 'api_key', 'api-key', 'token', 'access_token']) {
      const { status } = await send(`${keyed.url}/v1/models?${name}=key-of-bob`);
      expect(status).toBe(401);
    }
  });

  it.each([
    [{ authorization: 'Bearer key-of-bob' }],
    [{ Authorization: 'bearer key-of-bob' }],
    [{ 'x-api-key': 'key-of-bob' }],
    [{ 'X-API-Key': 'key-of-bob' }],
    [{ 'api-key': 'key-of-bob' }],
    [{ authorization: 'Bearer none', 'api-key': 'key-of-bob' }],
  ])('lets a WebSocket in by connectionParams: %j', async (params) => {
    expect(await connect(keyed.url, {}, params)).toBe('ack');
    expect(await connect(keyed.url, { authorization: 'Bearer none' }, params)).toBe('ack');
    expect(await connect(keyed.url, { host: 'evil.example' }, params)).toBe('ack');
  });

  it.each([
    [{ authorization: 'key-of-bob' }],
    [{ 'x-api-key': 'Bearer key-of-bob' }],
    [{ 'x-api-key': ['key-of-bob'] }],
    [{ headers: { authorization: 'Bearer key-of-bob' } }],
    [{}],
  ])('is not found in connectionParams: %j', async (params) => {
    expect(await connect(keyed.url, {}, params)).toBe('4401');
    expect(await connect(keyed.url, { host: 'evil.example' }, params)).toBe('4401');
    expect(await connect(keyed.url, { 'x-api-key': 'key-of-bob' }, params)).toBe('ack');
  });
});

describe('a page of an allowed origin', () => {
  const origin = 'http://localhost:5173';

  it.each<[string, () => string, Headers, number]>([
    ['an answer', () => `${bare.url}/v1/models`, {}, 200],
    ['an unknown route', () => `${bare.url}/nope`, {}, 404],
    ['a missing key', () => `${keyed.url}/v1/models`, {}, 401],
    ['a missing key over GraphQL', () => `${keyed.url}/graphql`, {}, 401],
    ['a host that is not allowed', () => `${bare.url}/v1/models`, { host: 'evil.example' }, 403],
  ])('can read %s', async (_name, url, headers, status) => {
    const answer = await send(url(), { origin, ...headers });
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': origin,
      vary: expect.stringMatching(/^Origin/),
    });
    expect(answer.headers['access-control-expose-headers']).toContain('x-codex-serve-guest');
  });

  it('may send every key header', async () => {
    const asked = 'authorization, x-api-key, api-key, content-type';
    const answer = await send(
      `${keyed.url}/graphql`,
      {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': asked,
        'access-control-request-private-network': 'true',
      },
      'OPTIONS',
    );
    expect(answer.status).toBe(204);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-headers': asked,
      'access-control-allow-private-network': 'true',
    });
  });
});

it.each(['https://evil.example', 'null', 'http://app.example'])(
  'an answer to a page of %s names no origin, and is kept for no other',
  async (origin) => {
    for (const method of ['GET', 'OPTIONS', 'POST']) {
      const answer = await send(`${bare.url}/v1/models`, { origin }, method);
      expect(answer.status).toBe(403);
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
      expect(answer.headers['access-control-allow-headers']).toBeUndefined();
      expect(answer.headers.vary).toBe('Origin');
    }
  },
);

it('every answer varies by origin, that of a program and the page of GraphiQL included', async () => {
  expect((await send(`${bare.url}/v1/models`)).headers.vary).toContain('Origin');
  const page = await send(`${bare.url}/graphql`, { accept: 'text/html' });
  expect(page.headers.vary).toBe('Origin, accept, accept-encoding');
});

describe('what a browser sends for any page without asking first', () => {
  const types = [
    'text/plain',
    'text/plain;charset=UTF-8',
    'text/plain; application/json',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    undefined,
  ];
  const paths = ['/v1/chat/completions', '/v1/completions', '/chat/completions', '/graphql'];
  const bodies = [
    JSON.stringify({ model: 'gpt-5.5', prompt: 'x', messages: [{ role: 'user', content: 'x' }] }),
    JSON.stringify(chatOperation('mutation')),
  ];

  it.each(types)('starts nothing as %s', async (type) => {
    const before = bare.standIn.requests.length;
    const headers = { origin: 'http://localhost:5173', ...(type && { 'content-type': type }) };
    for (const path of paths) {
      for (const body of bodies) {
        const { status } = await send(bare.url + path, headers, 'POST', body);
        expect(status).toBe(415);
      }
    }
    expect(await bare.core.completions()).toEqual([]);
    expect(bare.standIn.requests).toHaveLength(before);
  });

  it('starts nothing by its address', async () => {
    const query = `${bare.url}/graphql?${new URLSearchParams({
      query:
        'mutation ($input: ChatCompletionInput!) { chatCompletion(input: $input) { __typename } }',
      variables: JSON.stringify({
        input: { messages: [{ role: 'USER', content: [{ text: 'x' }] }] },
      }),
    }).toString()}`;
    const origin = 'http://localhost:5173';
    for (const method of ['GET', 'HEAD']) {
      for (const accept of ['application/json', 'text/event-stream', 'multipart/mixed']) {
        expect((await send(query, { origin, accept }, method)).status).toBe(405);
      }
    }
    const posted = await send(query, { origin }, 'POST');
    expect(posted.status).toBeGreaterThanOrEqual(400);
    const subscription = query.replace('query=mutation', 'query=subscription');
    const headers = { origin, accept: 'text/event-stream' };
    const answer = await send(subscription, headers);
    expect(answer.body).toContain('A subscription must be sent by POST.');
    expect(await bare.core.completions()).toEqual([]);
  });
});

describe('a renewed admin token', () => {
  it('counts at once, and the old one no more', async () => {
    const own = await startTestGateway({ args: ['--api-key', 'alice:key-of-alice'] });
    const old = own.admin.authorization.replace('Bearer ', '');
    const socket = await openRawSocket(own.url);
    socket.send({ type: 'connection_init', payload: { 'x-api-key': old } });
    expect(await socket.next()).toEqual({ type: 'connection_ack' });

    const next = await renewAdminToken(own.home);
    const models = `${own.url}/v1/models`;
    expect((await send(models, { 'x-api-key': old })).status).toBe(401);
    expect((await send(models, { 'x-api-key': next })).status).toBe(200);

    socket.send({ type: 'subscribe', id: '1', payload: { query: '{ version }' } });
    expect(await socket.next()).toEqual({
      type: 'error',
      id: '1',
      payload: [
        {
          message: 'Incorrect API key provided. The API key is missing or wrong.',
          extensions: { code: 'INVALID_API_KEY' },
        },
      ],
    });
    socket.socket.close();
    await own.close();
  });
});

describe('the admin token', () => {
  const login = 'mutation { cancelLogin(input: { id: "x" }) { ... on Error { code } } }';
  const codeOf = async (gateway: TestGateway, headers: Headers): Promise<unknown> => {
    const { body } = await post(`${gateway.url}/graphql`, headers, { query: login });
    return JSON.parse(body).data.cancelLogin.code;
  };

  it.each<[string, string, Headers]>([
    ['without it', 'NOT_PERMITTED', {}],
    ['as a bearer token', 'LOGIN_NOT_FOUND', { authorization: 'Bearer TOKEN' }],
    ['as x-api-key', 'LOGIN_NOT_FOUND', { 'x-api-key': 'TOKEN' }],
    ['as api-key', 'LOGIN_NOT_FOUND', { authorization: 'Bearer none', 'api-key': 'TOKEN' }],
    [
      'from another page',
      'LOGIN_NOT_FOUND',
      { origin: 'http://localhost:5173', 'api-key': 'TOKEN' },
    ],
    ['without it, from another page', 'NOT_PERMITTED', { origin: 'http://localhost:5173' }],
    ['without it, from a named page', 'NOT_PERMITTED', { origin: 'https://app.example' }],
    ['with a part of it', 'NOT_PERMITTED', { 'api-key': 'TOKE' }],
    ['with more than it', 'NOT_PERMITTED', { 'api-key': 'TOKENx' }],
    ['in a cookie', 'NOT_PERMITTED', { cookie: 'token=TOKEN' }],
  ])('lets its holder change the login, %s: %s', async (_name, code, headers) => {
    const token = bare.admin.authorization.replace('Bearer ', '');
    const filled = Object.entries(headers).map(([name, value]) => [
      name,
      String(value).replace('TOKEN', token).replace('TOKE', token.slice(0, -1)),
    ]);
    expect(await codeOf(bare, Object.fromEntries(filled))).toBe(code);
  });

  it('adds its rights to those of an API key', async () => {
    const token = keyed.admin.authorization.replace('Bearer ', '');
    const alice = { authorization: 'Bearer key-of-alice' };
    expect(await codeOf(keyed, alice)).toBe('NOT_PERMITTED');
    expect(await codeOf(keyed, { ...alice, 'x-api-key': token })).toBe('LOGIN_NOT_FOUND');
    expect(await codeOf(keyed, { 'x-api-key': token })).toBe('LOGIN_NOT_FOUND');
  });
});
