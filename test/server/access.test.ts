import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';

const idOf = z.object({ id: z.string() });

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: string;
}

/** As `fetch`, but with a `Host` of one's own. */
async function send(url: string, headers: Record<string, string>, method = 'GET'): Promise<Answer> {
  return await new Promise((resolve, reject) => {
    const req = request(url, { headers, method }, (res) => {
      let body = '';
      res.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      res.on('end', () => resolve({ status: res.statusCode ?? 0, headers: res.headers, body }));
    });
    req.on('error', reject).end();
  });
}

/** The HTTP status that an upgrade is refused with, or 101. */
async function upgrade(url: string, headers: Record<string, string>): Promise<number> {
  const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws', { headers });
  return await new Promise((resolve, reject) => {
    socket.on('open', () => {
      socket.close();
      resolve(101);
    });
    socket.on('unexpected-response', (_req, res) => {
      resolve(res.statusCode ?? 0);
      socket.terminate();
    });
    socket.on('error', reject);
  });
}

describe('a gateway on loopback', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startTestGateway({ args: ['--cors-origin', 'https://app.example'] });
  });
  afterAll(async () => {
    await gateway.close();
  });

  it.each(['evil.example', '127.0.0.1.evil.example', '169.254.1.1'])(
    'refuses the Host %j, which is how DNS rebinding shows',
    async (host) => {
      const rest = await send(`${gateway.url}/v1/models`, { host });
      expect(rest.status).toBe(403);
      expect(JSON.parse(rest.body)).toEqual({
        error: {
          message:
            'This host name is not one of the gateway: use a loopback address, name it in --allow-host, or set an API key.',
          type: 'invalid_request_error',
          param: null,
          code: 'host_not_allowed',
        },
      });
      expect(await upgrade(`${gateway.url}/graphql`, { host })).toBe(403);
    },
  );

  it.each([
    'localhost',
    'LOCALHOST:8000',
    '127.0.0.1',
    '127.0.0.9:1',
    '[::1]:8000',
    'app.localhost',
  ])('answers to the Host %j', async (host) => {
    expect((await send(`${gateway.url}/v1/models`, { host })).status).toBe(200);
    expect(await upgrade(`${gateway.url}/graphql`, { host })).toBe(101);
  });

  it.each(['https://evil.example', 'null', 'https://app.example.evil.example', 'file://'])(
    'refuses pages of %j on both surfaces and at the upgrade',
    async (origin) => {
      expect((await send(`${gateway.url}/v1/models`, { origin })).status).toBe(403);
      expect(await upgrade(`${gateway.url}/graphql`, { origin })).toBe(403);
      const graphql = await send(`${gateway.url}/graphql`, { origin });
      expect(graphql.status).toBe(403);
      expect(JSON.parse(graphql.body)).toEqual({
        errors: [
          {
            message:
              origin === 'null'
                ? 'Pages without an origin, sandboxed frames and local files, may not call.'
                : 'Pages of this origin may not call; allow it with --cors-origin.',
            extensions: { code: 'ORIGIN_NOT_ALLOWED' },
          },
        ],
      });
    },
  );

  it.each([
    'http://localhost:5173',
    'http://127.0.0.1:3000',
    'http://[::1]:3000',
    'https://app.example',
  ])('lets pages of %j call, and read the answer', async (origin) => {
    const answer = await send(`${gateway.url}/v1/models`, { origin });
    expect(answer.status).toBe(200);
    expect(answer.headers['access-control-allow-origin']).toBe(origin);
    expect(answer.headers['access-control-expose-headers']).toContain('x-request-id');
    expect(await upgrade(`${gateway.url}/graphql`, { origin })).toBe(101);
  });

  it('answers the preflight that an SDK in a browser sends, echoing its headers', async () => {
    const asked =
      'authorization,content-type,openai-organization,user-agent,x-stainless-lang,x-stainless-retry-count';
    const answer = await send(
      `${gateway.url}/v1/chat/completions`,
      {
        origin: 'http://localhost:5173',
        'access-control-request-method': 'POST',
        'access-control-request-headers': asked,
      },
      'OPTIONS',
    );
    expect(answer.status).toBe(204);
    expect(answer.headers['access-control-allow-headers']).toBe(asked);
    expect(answer.headers['access-control-allow-methods']).toBe('GET,HEAD,POST,DELETE');
  });

  it.each(['/v1/realtime', '/v1', '/nope', '/api', '/v1/chat'])(
    'knows no path %s for a WebSocket',
    async (path) => {
      expect(await upgrade(gateway.url + path, {})).toBe(404);
    },
  );

  it.each([
    '/',
    '/healthz',
    '/api/tags',
    '/models',
    '/v1/chat/completions',
    '/chat/completions',
    '/V1/Models',
    '/v1/models/gpt-5.5?x=1',
    '/graphql/graphiql.js',
    '/v1/responses//',
    '/v1/responses/resp_1/',
  ])('asks for plain HTTP where a WebSocket is opened on %s', async (path) => {
    expect(await upgrade(gateway.url + path, {})).toBe(426);
  });

  it.each([
    '/v1/responses',
    '/v1/responses/',
    '/V1/Responses',
    '/Responses/?x=1',
    '/graphql',
    '/graphql/',
  ])('opens a WebSocket on %s, as requests are answered there', async (path) => {
    expect(await upgrade(gateway.url + path, {})).toBe(101);
  });

  it('checks Host and Origin before it tells which paths there are', async () => {
    const url = `${gateway.url}/v1/models`;
    expect(await upgrade(url, { host: 'evil.example' })).toBe(403);
    expect(await upgrade(url, { origin: 'https://evil.example' })).toBe(403);
  });

  it('gives every answer an id, errors included', async () => {
    const paths = ['/v1/models', '/nope', '/graphql', '/healthz'];
    const answers = await Promise.all(
      paths.map(async (path) => await send(gateway.url + path, {})),
    );
    for (const { headers } of answers) expect(headers['x-request-id']).toMatch(/^req_[\da-f]{32}$/);
  });
});

describe('a gateway with an API key', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startTestGateway({ args: ['--api-key', 'key-of-the-test'] });
  });
  afterAll(async () => {
    await gateway.close();
  });

  it.each([
    ['none', {}],
    ['another', { authorization: 'Bearer key-of-the-tesT' }],
    ['a longer one', { authorization: 'Bearer key-of-the-test2' }],
    ['an empty one', { authorization: 'Bearer ' }],
    ['one that is no bearer token', { authorization: 'key-of-the-test' }],
  ])('refuses %s on both surfaces', async (_, headers) => {
    const rest = await send(`${gateway.url}/v1/models`, headers);
    expect(rest.status).toBe(401);
    expect(JSON.parse(rest.body)).toEqual({
      error: {
        message: 'Incorrect API key provided. The API key is missing or wrong.',
        type: 'invalid_request_error',
        param: null,
        code: 'invalid_api_key',
      },
    });
    const graphql = await send(`${gateway.url}/graphql?query={health{__typename}}`, headers);
    expect(graphql.status).toBe(401);
    expect(JSON.parse(graphql.body)).toEqual({
      errors: [
        {
          message: 'Incorrect API key provided. The API key is missing or wrong.',
          extensions: { code: 'INVALID_API_KEY' },
        },
      ],
    });
  });

  it('refuses a browser everything but the page', async () => {
    for (const path of ['/v1/models', '/graphql/', '/GRAPHQL']) {
      expect((await send(gateway.url + path, { accept: 'text/html' })).status).toBe(401);
    }
  });

  it('takes the key, in any spelling of the scheme', async () => {
    for (const scheme of ['Bearer', 'bearer', 'BEARER']) {
      const headers = { authorization: `${scheme} key-of-the-test` };
      expect((await send(`${gateway.url}/v1/models`, headers)).status).toBe(200);
    }
  });

  it('gives a browser the GraphiQL page, which can ask for the key then', async () => {
    for (const path of ['/graphql', '/graphql?query={health{__typename}}']) {
      const page = await send(gateway.url + path, { accept: 'text/html' });
      expect(page.status).toBe(200);
      expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    }
  });
});

describe('a gateway with several API keys', () => {
  it('knows whose completion it is, and by which program', async () => {
    const gateway = await startTestGateway({
      args: ['--api-key', 'alice:key-of-alice,bob:key-of-bob'],
    });
    const ask = async (key: string): Promise<Response> =>
      await fetch(`${gateway.url}/v1/chat/completions`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${key}`,
          'user-agent': 'editor/1.2',
        },
        body: '{"model": "gpt-5.5", "messages": [{"role": "user", "content": "hi"}]}',
      });
    try {
      const { id } = idOf.parse(await (await ask('key-of-bob')).json());
      expect((await gateway.core.completion(id))?.caller).toEqual({
        id: 'key:bob',
        name: 'bob',
        userAgent: 'editor/1.2',
        requestId: expect.stringMatching(/^req_/),
        seesAll: false,
        mayAdminister: false,
      });
      expect((await ask('key-of-carol')).status).toBe(401);
    } finally {
      await gateway.close();
    }
  });
});
