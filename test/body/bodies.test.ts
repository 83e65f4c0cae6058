// In a process of its own: the memory of large texts makes each start of a process slow.
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { openSocket } from '../schema/raw-socket.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ isShared: true });
});
afterAll(async () => {
  await gateway.close();
});

const chat = { model: 'gpt-5.5', messages: [{ role: 'user', content: 'Grüße' }] };

/** Each route that reads a body, with one that it takes and the status for that. */
const routes: readonly (readonly [path: string, body: object, status: number])[] = [
  ['/v1/chat/completions', chat, 200],
  ['/v1/completions', { model: 'gpt-5.5', prompt: 'Grüße' }, 200],
  ['/v1/chat/completions/chatcmpl-none', { metadata: { grüße: 'ü' } }, 404],
  ['/api/show', { model: 'gpt-5.5' }, 200],
  ['/graphql', { query: 'query ($a: String) { version }', variables: { a: 'Grüße' } }, 200],
];
const paths = routes.map(([path]) => path);

async function send(path: string, body: Buffer | string, headers: object = {}): Promise<Response> {
  return await fetch(gateway.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  });
}

const withMessage = z.object({ message: z.string() });
const restError = z.object({ error: withMessage }).transform(({ error }) => error.message);
const ollamaError = z.object({ error: z.string() }).transform(({ error }) => error);
const graphqlError = z
  .object({ errors: z.tuple([withMessage]) })
  .transform(({ errors: [error] }) => error.message);

/** The error's message in the shape of the API that was called. */
async function messageOf(path: string, response: Response): Promise<string> {
  const otherShape = path.startsWith('/api/') ? ollamaError : restError;
  const shape = path === '/graphql' ? graphqlError : otherShape;
  return shape.parse(await response.json());
}

type Encode = (json: Buffer) => Buffer;
const bom = Buffer.from('\uFEFF');
const forms: readonly (readonly [what: string, headers: object, encode: Encode])[] = [
  ['as gzip', { 'content-encoding': 'gzip' }, gzipSync],
  ['as x-gzip', { 'content-encoding': 'x-gzip' }, gzipSync],
  ['as GZIP', { 'content-encoding': 'GZIP' }, gzipSync],
  ['as deflate', { 'content-encoding': 'deflate' }, deflateSync],
  ['as deflate without a header', { 'content-encoding': 'deflate' }, deflateRawSync],
  ['as br', { 'content-encoding': 'br' }, brotliCompressSync],
  ['as identity', { 'content-encoding': 'identity' }, (json) => json],
  ...['utf8', 'UTF-8', '"utf-8"', 'utf_8', 'us-ascii'].map(
    (charset) =>
      [
        `with charset=${charset}`,
        { 'content-type': `application/json; charset=${charset}` },
        (json: Buffer) => json,
      ] as const,
  ),
  ['with a byte order mark', {}, (json) => Buffer.concat([bom, json])],
  [
    'with a byte order mark, as gzip, with charset=utf8',
    { 'content-type': 'application/json;charset=utf8', 'content-encoding': 'gzip' },
    (json) => gzipSync(Buffer.concat([bom, json])),
  ],
];

describe.each(routes)('a body of %s', (path, body, status) => {
  it.each(forms)('is read %s', async (_what, headers, encode) => {
    const response = await send(path, encode(Buffer.from(JSON.stringify(body))), headers);
    expect([response.status, await response.text()]).toEqual([status, expect.anything()]);
  });

  it.each([
    [
      { 'content-encoding': 'zstd' },
      'Content-Encoding',
      'Send it plain, or as gzip, deflate or br.',
    ],
    [
      { 'content-encoding': 'gzip, br' },
      'Content-Encoding',
      'Send it plain, or as gzip, deflate or br.',
    ],
    [{ 'content-type': 'application/json; charset=utf-16' }, 'charset', 'Send UTF-8.'],
    [{ 'content-type': 'application/json; charset=latin1' }, 'charset', 'Send UTF-8.'],
  ])('with %j is a 415', async (headers, what, advice) => {
    const response = await send(path, JSON.stringify(body), headers);
    expect(response.status).toBe(415);
    expect(await messageOf(path, response)).toBe(
      `Unsupported ${what} of the request body. ${advice}`,
    );
  });

  it.each([
    ['no gzip', JSON.stringify(body), 'gzip'],
    ['a gzip that ends early', gzipSync(JSON.stringify(body)).subarray(0, 30), 'gzip'],
    ['no br', 'no br', 'br'],
  ])('that is %s is a 400', async (_what, bytes, encoding) => {
    const response = await send(path, bytes, { 'content-encoding': encoding });
    expect(response.status).toBe(400);
    expect(await messageOf(path, response)).toBe('The request body could not be read.');
  });

  // The route takes bodies of 256 kB.
  const isSmall = path.includes('chatcmpl-none');
  const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
  const within = (value: string): string => `{"zz":${value},${JSON.stringify(body).slice(1)}`;
  it.each([
    ['lists', nested(100)],
    ['objects', `${'{"a":'.repeat(100)}1${'}'.repeat(100)}`],
    ['brackets that never close', '['.repeat(isSmall ? 200_000 : 20_000_000)],
  ])('that is nested too deeply is a 400: %s', async (_what, value) => {
    const response = await send(path, within(value));
    expect(response.status).toBe(400);
    expect(await messageOf(path, response)).toBe('The body is nested more than 100 levels deep.');
  });

  it.each([
    ['numbers', `[${'0,'.repeat(50_000)}0]`],
    ['objects', `[${'{},'.repeat(isSmall ? 60_000 : 1_000_000)}{}]`],
    ['members of one name', `{${'"":1,'.repeat(50_000)}"":1}`],
  ])('with too many values is a 413: %s', async (_what, value) => {
    const response = await send(path, within(value));
    expect(response.status).toBe(413);
    expect(await messageOf(path, response)).toBe('The body holds more than 50000 values.');
  });

  it('with a number of a thousand digits is a 400', async () => {
    const response = await send(path, within('9'.repeat(1001)));
    expect(response.status).toBe(400);
    expect(await messageOf(path, response)).toBe(
      'The body holds a number of more than 1000 characters.',
    );
  });

  it('of 100 levels and almost 50,000 values is read', async () => {
    const values = `[${nested(98)},${'0,'.repeat(49_800)}0]`;
    const response = await send(path, within(values).replace('"zz"', '"extensions"'));
    expect([200, 400, 404]).toContain(response.status);
    expect(await response.text()).not.toMatch(/levels deep|more than 50000/);
  });
});

describe('a small body that unpacks to a large one', () => {
  const huge = Buffer.alloc(300 * 1024 * 1024, 0x20);
  const bombs = [
    ['gzip', gzipSync(huge)],
    ['br', brotliCompressSync(huge.subarray(0, 80 * 1024 * 1024))],
    ['deflate', deflateSync(huge)],
  ] as const;
  it.each(paths.flatMap((path) => bombs.map(([encoding, bytes]) => ({ path, encoding, bytes }))))(
    'is a 413 on $path as $encoding',
    async ({ path, encoding, bytes }) => {
      const response = await send(path, bytes, { 'content-encoding': encoding });
      expect(response.status).toBe(413);
      expect(await messageOf(path, response)).toMatch(/^The request body is too large\./);
    },
  );
});

describe('an operation that is nested too deeply', () => {
  const deep = '['.repeat(200) + ']'.repeat(200);
  const message = 'The body is nested more than 100 levels deep.';

  it('is refused on its WebSocket, which stays open for the others', async () => {
    const { send: sendMessage, next, socket } = await openSocket(gateway.url);
    sendMessage(
      `{"type":"subscribe","id":"1","payload":{"query":"{ version }","variables":{"a":${deep}}}}`,
    );
    expect(await next()).toEqual({
      id: '1',
      type: 'error',
      payload: [{ message, extensions: { code: 'BAD_REQUEST' } }],
    });
    sendMessage({ type: 'subscribe', id: '2', payload: { query: '{ version }' } });
    expect(await next()).toMatchObject({ id: '2', type: 'next' });
    socket.close();
  });

  it.each(['variables', 'extensions'])('is refused in the %s of a GET', async (name) => {
    const query = new URLSearchParams({ query: '{ version }', [name]: `{"a":${deep}}` });
    const response = await fetch(`${gateway.url}/graphql?${query.toString()}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      errors: [{ message, extensions: { code: 'BAD_REQUEST' } }],
    });
  });
});
