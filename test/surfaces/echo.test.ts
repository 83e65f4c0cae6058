import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { answer } from '../schema/clients.ts';
import { chatBody, post, send, type Answer, type Headers } from '../server/surfaces.ts';
import { echoSurface } from './echo/surface.ts';

let keyed: TestGateway;
let bare: TestGateway;

beforeAll(async () => {
  const surfaces = [echoSurface];
  const args = ['--api-key', 'alice:key-of-alice,bob:key-of-bob', '--admin-keys', 'alice'];
  [keyed, bare] = await Promise.all([
    startTestGateway({ surfaces, args }),
    startTestGateway({ surfaces }),
  ]);
});
afterAll(async () => {
  await Promise.all([keyed.close(), bare.close()]);
});

const bob = { 'x-echo-key': 'key-of-bob' };

/** Status, marking header and body of an answer. */
function shown({ status, headers, body }: Answer): unknown {
  return [status, headers['x-echo-failed'], JSON.parse(body)];
}

/** What the echo fails with. */
function failure(status: number, code: string, because: string): unknown {
  const asked = expect.stringMatching(/^req_/);
  return [status, code, { echo: null, failed: code, because, asked }];
}

/** The status with which a WebSocket is refused. */
async function refusalOf(url: string, headers: Record<string, string>): Promise<unknown> {
  const socket = new WebSocket(url.replace('http', 'ws'), { headers });
  const [, response] = await once(socket, 'unexpected-response');
  socket.on('error', () => {}).terminate();
  return response.statusCode;
}

const wrongKey = 'Incorrect API key provided. The API key is missing or wrong.';

describe('one more surface, given to the gateway in its list,', () => {
  it('answers, and is one of the links of the root', async () => {
    keyed.standIn.behave(() => ({ kind: 'text', text: 'Hi.' }));
    expect(shown(await post(`${keyed.url}/echo/say`, bob, { say: 'Hi.' }))).toEqual([
      200,
      undefined,
      { echo: 'Hi.' },
    ]);
    expect(JSON.parse((await send(bare.url)).body).links).toEqual({
      chat_completions: '/v1/chat/completions',
      models: '/v1/models',
      responses: '/v1/responses',
      graphql: '/graphql',
      health: '/healthz',
      echo: '/echo/say',
    });
  });

  it('is counted and listed by its name', async () => {
    const { data } = await answer(
      keyed.url,
      `{
        completions(filter: { surface: OTHER }) {
          edges { node { surface surfaceName client { keyName } } }
        }
        completionRecords(filter: { surface: OTHER }) {
          edges { node { surface surfaceName client { keyName } } }
        }
        usage(groupBy: [SURFACE, KEY]) {
          buckets { surface surfaceName keyName totals { completions } }
        }
      }`,
      { authorization: 'Bearer key-of-alice' },
    );
    const node = { surface: 'OTHER', surfaceName: 'ECHO', client: { keyName: 'bob' } };
    expect(data).toEqual({
      completions: { edges: [{ node }] },
      completionRecords: { edges: [{ node }] },
      usage: {
        buckets: [
          { surface: 'OTHER', surfaceName: 'ECHO', keyName: 'bob', totals: { completions: 1 } },
        ],
      },
    });
  });

  it.each(['/echo/socket', '/echo/socket/', '/Echo/Socket?a=b'])(
    'takes a WebSocket on its path, and knows whose it is: %s',
    async (path) => {
      const socket = new WebSocket(`${keyed.url.replace('http', 'ws')}${path}`, { headers: bob });
      await once(socket, 'open');
      socket.send('Hello?');
      const [data] = await once(socket, 'message');
      expect(String(data)).toBe('bob: Hello?');
      socket.close();
    },
  );

  it.each<[number, string, string, Record<string, string>]>([
    [401, '/echo/socket', 'without a key', {}],
    [
      401,
      '/echo/socket',
      'with a key in a header of other surfaces',
      { 'x-api-key': 'key-of-bob' },
    ],
    [403, '/echo/socket', 'of a foreign page', { ...bob, origin: 'https://evil.example' }],
    [404, '/echo/socket/more', 'on any other path', bob],
    [404, '/echo/socket//', 'with an empty segment', bob],
    [404, '/v1/socket', 'on a path of a surface that takes none', bob],
  ])('refuses a WebSocket with %d: %s %s', async (status, path, _name, headers) => {
    expect(await refusalOf(`${keyed.url}${path}`, headers)).toBe(status);
  });

  it('refuses a WebSocket under a foreign name, where no key is required', async () => {
    expect(await refusalOf(`${bare.url}/echo/socket`, { host: 'evil.example' })).toBe(403);
  });

  it('lets scripts of an allowed page read its headers, beside those of every surface', async () => {
    const { headers } = await send(`${bare.url}/echo`, { origin: 'http://localhost:5173' });
    expect(headers['access-control-expose-headers']).toMatch(/^x-request-id,.*, x-echo-failed$/);
    const other = await send(`${bare.url}/v1/none`, { origin: 'http://localhost:5173' });
    expect(other.headers['access-control-expose-headers']).not.toContain('x-echo-failed');
  });
});

describe('its errors are in its own format', () => {
  it.each<[string, Headers]>([
    ['no key', {}],
    ['a wrong one', { 'x-echo-key': 'none' }],
    ['a valid one in a header of other surfaces', { authorization: 'Bearer key-of-bob' }],
    ['the same in another', { 'x-api-key': 'key-of-bob', 'api-key': 'key-of-bob' }],
  ])('for a request with %s', async (_name, headers) => {
    expect(shown(await post(`${keyed.url}/echo/say`, headers, { say: 'Hi.' }))).toEqual(
      failure(401, 'invalid_api_key', wrongKey),
    );
  });

  it.each<[string, number, string, RegExp, Headers]>([
    ['Host', 403, 'host_not_allowed', /^This host name is not one/, { host: 'evil.example' }],
    ['Origin', 403, 'origin_not_allowed', /^Pages of this origin/, { origin: 'https://evil.com' }],
    ['Host, twice', 400, 'invalid_request', /more than one Host/, { host: ['a', 'b'] }],
  ])('for one that the guards refuse by its %s', async (_name, status, code, because, headers) => {
    const answered = await post(`${bare.url}/echo/say`, headers, { say: 'Hi.' });
    expect(shown(answered)).toMatchObject([
      status,
      code,
      { failed: code, because: expect.stringMatching(because) },
    ]);
  });

  it.each<[string, number, string, Headers, string]>([
    ['is no JSON', 400, 'invalid_request', { 'content-type': 'application/json' }, '{"say":'],
    ['is text', 415, 'unsupported_media_type', { 'content-type': 'text/plain' }, 'Hi.'],
    [
      'is too large',
      413,
      'payload_too_large',
      { 'content-type': 'application/json' },
      JSON.stringify({ say: 'x'.repeat(1000) }),
    ],
    ['says nothing', 400, 'invalid_request', { 'content-type': 'application/json' }, '{}'],
  ])('for a body that %s', async (_name, status, code, headers, body) => {
    const answered = await send(`${bare.url}/echo/say`, headers, 'POST', body);
    expect(shown(answered)).toMatchObject([status, code, { echo: null, failed: code }]);
  });

  it.each([
    ['GET', '/echo', 'Invalid URL (GET /echo)'],
    ['POST', '/echo/', 'Invalid URL (POST /echo/)'],
    ['POST', '/ECHO/sing', 'Invalid URL (POST /ECHO/sing)'],
    ['POST', '/echo/echo/say', 'Invalid URL (POST /echo/echo/say). Did you mean /echo/say?'],
    ['GET', '/echo/v1/models', 'Invalid URL (GET /echo/v1/models). Did you mean /v1/models?'],
  ])('for a path that is none: %s %s', async (method, path, because) => {
    expect(shown(await send(bare.url + path, {}, method))).toEqual(
      failure(404, 'route_not_found', because),
    );
  });

  it('for a method that a route does not have', async () => {
    const answered = await send(`${bare.url}/echo/say`, {}, 'DELETE');
    expect(answered.headers.allow).toBe('POST');
    expect(shown(answered)).toEqual(
      failure(405, 'method_not_allowed', 'Not allowed to DELETE on /echo/say. Allowed: POST.'),
    );
  });

  it('for an address that cannot be decoded', async () => {
    expect(shown(await send(`${bare.url}/echo/faults/%E0%A4%A`))).toMatchObject([
      400,
      'invalid_request',
      { failed: 'invalid_request' },
    ]);
  });

  it('for what it throws, without what the error says', async () => {
    expect(shown(await send(`${bare.url}/echo/faults/early`))).toEqual(
      failure(500, 'internal_error', 'The server had an error while processing your request.'),
    );
  });

  it('for what the core refuses', async () => {
    bare.standIn.behave(() => ({
      kind: 'failed',
      code: 'insufficient_quota',
      message: 'No more.',
    }));
    expect(shown(await post(`${bare.url}/echo/say`, {}, { say: 'Hi.' }))).toMatchObject([
      429,
      'insufficient_quota',
      { failed: 'insufficient_quota' },
    ]);
    bare.standIn.behave(undefined);
  });
});

it('an answer that breaks off in the middle ends its connection', async () => {
  await expect(send(`${bare.url}/echo/faults/late`)).rejects.toThrow(/aborted|hang up/);
});

describe('the other surfaces keep', () => {
  it('their keys: that of the echo opens none of them', async () => {
    for (const path of ['/v1/models', '/api/tags', '/graphql?query={version}', '/']) {
      expect([path, (await send(keyed.url + path, bob)).status]).toEqual([path, 401]);
    }
    const { status } = await send(`${keyed.url}/healthz`, bob);
    expect(status).toBe(200);
  });

  it('their formats', async () => {
    const bodies = ['/v1/models', '/api/tags', '/graphql?query={version}', '/', '/echoes'].map(
      async (path) => JSON.parse((await send(keyed.url + path)).body),
    );
    const ofOpenAi = {
      error: {
        message: wrongKey,
        type: 'invalid_request_error',
        param: null,
        code: 'invalid_api_key',
      },
    };
    expect(await Promise.all(bodies)).toEqual([
      ofOpenAi,
      { error: wrongKey },
      { errors: [{ message: wrongKey, extensions: { code: 'INVALID_API_KEY' } }] },
      ofOpenAi,
      ofOpenAi,
    ]);
  });

  it('their paths: one that no surface owns is OpenAI’s, and may name a route of the echo', async () => {
    expect(JSON.parse((await send(`${bare.url}/v1/echo/say`)).body)).toMatchObject({
      error: { message: 'Invalid URL (GET /v1/echo/say). Did you mean /echo/say?' },
    });
    expect((await post(`${bare.url}/chat/completions`, {}, chatBody)).status).toBe(200);
  });
});
