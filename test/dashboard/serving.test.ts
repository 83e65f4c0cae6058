import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import type { TempFolder } from '../support/temp-folder.ts';
import { html, script, writeBuiltFolder } from './built-folder.ts';
import { browserAccept, load, type Loaded } from './load.ts';

let folder: TempFolder;
let gateway: TestGateway;

beforeAll(async () => {
  folder = await writeBuiltFolder();
  gateway = await startTestGateway({ dashboardFolder: folder.path });
});
afterAll(async () => {
  await gateway.close();
  await folder.remove();
});

const js = '/ui/assets/index-D0fQ9t_2.js';

async function get(path: string, headers: Record<string, string> = {}): Promise<Loaded> {
  return await load(gateway.url, path, headers);
}

describe('the page', () => {
  it('is served under a strict policy, and asked for again each time', async () => {
    const { status, headers, body } = await get('/ui/', { accept: browserAccept });
    expect(status).toBe(200);
    expect(body.toString()).toBe(html);
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
        "require-trusted-types-for 'script'; trusted-types 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers.etag).toMatch(/^"[\w-]{22}"$/);
    expect(headers.vary).toBe('Origin, accept-encoding');
  });

  it.each(['*/*', 'text/plain', ''])(
    'is at its own address whatever is accepted: %j',
    async (accept) => {
      const { status, body } = await get('/ui/', { accept });
      expect([status, body.toString()]).toEqual([200, html]);
    },
  );

  it.each([
    '/ui/usage',
    '/ui/conversations/conv_1',
    '/ui/board.js',
    '/ui/?model=gpt-5.5',
    '/ui/..%2f..%2fpackage.json',
    '/ui//',
    '/UI/usage',
  ])('is what a browser gets at %s', async (path) => {
    const { status, headers, body } = await get(path, { accept: browserAccept });
    expect([status, body.toString()]).toEqual([200, html]);
    expect(headers['cache-control']).toBe('no-cache');
  });

  it.each([
    ['/ui/usage', { accept: '*/*' }],
    ['/ui/usage', {}],
    ['/ui/usage', { accept: 'application/json' }],
    ['/ui/usage', { accept: 'text/html;q=0, */*' }],
    ['/ui/..%2f..%2fpackage.json', {}],
    ['/ui/../package.json', {}],
    ['/ui/.vite/manifest.json', {}],
    ['/ui/assets/index-D0fQ9t_2.js.gz', { accept: browserAccept }],
    ['/ui/assets/index-Nope1234.js', { accept: browserAccept }],
    ['/ui/assets/', { accept: browserAccept }],
    ['/ui/assets/../index.html', { accept: browserAccept }],
    ['/ui/assets/%2e%2e/icon.svg', { accept: browserAccept }],
    ['/ui/__proto__', {}],
  ])('is not at %s for a client that sends %j', async (path, headers) => {
    const answer = await get(path, headers);
    expect(answer.status).toBe(404);
    expect(answer.headers['cache-control']).toBeUndefined();
    expect(JSON.parse(answer.body.toString())).toEqual({
      error: {
        message: `Invalid URL (GET ${path})`,
        type: 'invalid_request_error',
        param: null,
        code: null,
      },
    });
  });

  it('tells caches that its routes depend on what is accepted', async () => {
    for (const accept of [browserAccept, '*/*']) {
      const { headers } = await get('/ui/usage', { accept });
      expect(headers.vary).toContain('accept');
    }
  });

  it.each([
    ['/ui', '/ui/'],
    ['/UI', '/ui/'],
    ['/ui?model=gpt-5.5&q=a%20b', '/ui/?model=gpt-5.5&q=a%20b'],
    ['/ui?next=//evil.example', '/ui/?next=//evil.example'],
  ])('is where %s leads, with the query', async (path, location) => {
    const { status, headers } = await get(path);
    expect([status, headers.location]).toEqual([302, location]);
  });
});

describe('a file of the page', () => {
  it.each([
    [js, 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
    [
      '/ui/assets/index-BxY7-k3Q.css',
      'text/css; charset=utf-8',
      'public, max-age=31536000, immutable',
    ],
    ['/ui/assets/plain.js', 'text/javascript; charset=utf-8', 'no-cache'],
    ['/ui/icon.svg', 'image/svg+xml', 'no-cache'],
  ])('%s has its type, and is kept as long as its name allows', async (path, type, cache) => {
    const { status, headers } = await get(path);
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([200, type, cache]);
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it.each([
    [undefined, undefined],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip', 'gzip'],
    ['GZIP', 'gzip'],
    ['x-gzip', 'gzip'],
    ['gzip;q=1.0, br;q=0.5', 'gzip'],
    ['br;q=0, gzip;q=0.1', 'gzip'],
    ['br ; q=0.2 , gzip ; q=0.1', 'br'],
    ['*', 'br'],
    ['*;q=0.5, br;q=0', 'gzip'],
    ['identity', undefined],
    ['identity, gzip;q=0.5', undefined],
    ['identity;q=0.5, gzip;q=0.5', 'gzip'],
    ['gzip;q=0, br;q=0', undefined],
    ['identity;q=0', undefined],
    ['deflate, zstd', undefined],
    ['', undefined],
    ['gzip;q=nonsense', undefined],
  ])('comes in the form that is preferred: %j gives %j', async (accepted, coding) => {
    const { headers, body } = await get(js, {
      ...(accepted !== undefined && { 'accept-encoding': accepted }),
    });
    expect(headers['content-encoding']).toBe(coding);
    expect(headers['content-length']).toBe(String(body.length));
    const decoded =
      coding === 'br' ? brotliDecompressSync(body) : coding === 'gzip' ? gunzipSync(body) : body;
    expect(decoded.toString()).toBe(script);
    expect(headers.vary).toContain('accept-encoding');
  });

  it('comes as it is where the build wrote no compressed form', async () => {
    const { headers, body } = await get('/ui/icon.svg', { 'accept-encoding': 'gzip, br' });
    expect(headers['content-encoding']).toBeUndefined();
    expect(body.toString()).toContain('<svg');
  });

  it.each(['/ui/', js, '/ui/icon.svg', '/ui/usage'])('%s is not sent twice', async (path) => {
    for (const coding of ['br', 'gzip', 'identity']) {
      const asked = { accept: browserAccept, 'accept-encoding': coding };
      const { headers } = await get(path, asked);
      const again = await get(path, { ...asked, 'if-none-match': headers.etag ?? '' });
      expect([again.status, again.body.length]).toEqual([304, 0]);
      for (const name of ['etag', 'cache-control', 'vary', 'content-security-policy']) {
        expect(again.headers[name]).toBe(headers[name]);
      }
      for (const name of ['content-type', 'content-encoding', 'content-length']) {
        expect(again.headers[name]).toBeUndefined();
      }
    }
  });

  it('is compared by its ETag as HTTP says', async () => {
    const { headers } = await get(js);
    const etag = headers.etag ?? '';
    const statuses = [etag, `W/${etag}`, `"other", ${etag}`, '*', '"other"', etag.slice(1, -1)].map(
      async (asked) => (await get(js, { 'if-none-match': asked })).status,
    );
    expect(await Promise.all(statuses)).toEqual([304, 304, 304, 304, 200, 200]);
  });

  it('has an ETag for each form', async () => {
    const etags = ['br', 'gzip', 'identity'].map(
      async (coding) => (await get(js, { 'accept-encoding': coding })).headers.etag,
    );
    expect(new Set(await Promise.all(etags)).size).toBe(3);
    const compressed = await get(js, { 'accept-encoding': 'br' });
    const plain = await get(js, { 'if-none-match': compressed.headers.etag ?? '' });
    expect([plain.status, plain.body.toString()]).toEqual([200, script]);
  });

  it.each([
    ['/ui/', {}],
    [js, { 'accept-encoding': 'br' }],
    ['/ui/usage', { accept: browserAccept }],
    ['/ui', {}],
  ])('HEAD %s with %j has the headers of GET and no body', async (path, headers) => {
    const whole = await load(gateway.url, path, headers);
    const head = await load(gateway.url, path, headers, 'HEAD');
    const { date: _date, 'x-request-id': _id, ...expected } = whole.headers;
    expect(head.status).toBe(whole.status);
    expect(head.headers).toMatchObject({ ...expected, 'content-length': expect.any(String) });
    expect(head.body).toHaveLength(0);
  });

  it.each(['POST', 'PUT', 'DELETE', 'PATCH'])('is only read: %s is refused', async (method) => {
    for (const path of ['/ui', '/ui/', js]) {
      const { status, headers, body } = await load(gateway.url, path, {}, method);
      expect([status, headers.allow]).toEqual([405, 'GET, HEAD']);
      expect(JSON.parse(body.toString())).toMatchObject({ error: { code: 'method_not_allowed' } });
    }
  });
});

it('the files are read once', async () => {
  await folder.remove();
  expect((await get(js)).body.toString()).toBe(script);
});
