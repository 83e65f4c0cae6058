import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { buffer } from 'node:stream/consumers';
import { parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSchema } from '../../src/schema/schema.ts';
import { adaptedBundle } from '../../src/schema/graphiql/bundle.ts';
import { graphiqlTabs } from '../../src/schema/graphiql/tabs.ts';
import { startTestCore, type TestCore } from '../support/core.ts';
import { startSurface, type TestSurface } from './surface.ts';

let test: TestCore;
let surface: TestSurface;

beforeAll(async () => {
  test = await startTestCore();
  surface = await startSurface(test.core);
});
afterAll(async () => {
  await surface.close();
  await test.close();
});

/** As a browser does: fetch hides the compression and asks never to be answered 304. */
async function load(
  headers: Record<string, string>,
  url = surface.url,
): Promise<{ response: IncomingMessage; body: Buffer }> {
  const request = get(`${url}/graphql`, { headers: { accept: 'text/html', ...headers } });
  const [response]: IncomingMessage[] = await once(request, 'response');
  if (response === undefined) throw new Error('There is no response.');
  return { response, body: await buffer(response) };
}

describe('the GraphiQL page', () => {
  it('is compressed, named by its content, and not sent twice', async () => {
    const first = await load({ 'accept-encoding': 'gzip' });
    const { etag } = first.response.headers;
    expect(first.response.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-encoding': 'gzip',
      'cache-control': 'no-cache',
      vary: 'accept, accept-encoding',
    });
    const html = gunzipSync(first.body).toString();
    expect(html).toContain('<title>codex-serve</title>');

    const again = await load({ 'accept-encoding': 'gzip', 'if-none-match': etag ?? '' });
    expect(again.response.statusCode).toBe(304);
    expect(again.body).toHaveLength(0);

    const plain = await load({});
    expect(plain.response.headers['content-encoding']).toBeUndefined();
    expect(plain.body.toString()).toBe(html);
  });

  it('runs its own scripts alone, by their digests, and asks its own host alone', async () => {
    const { response, body } = await load({});
    const policy = String(response.headers['content-security-policy']).split('; ');
    const scripts = [...body.toString().matchAll(/<script>(.*?)<\/script>/gs)];
    const digests = scripts.map(([, source = '']) => {
      return `'sha256-${createHash('sha256').update(source).digest('base64')}'`;
    });
    expect(policy).toEqual([
      "default-src 'none'",
      `script-src 'self' ${digests.join(' ')}`,
      'worker-src blob:',
      "style-src 'self' 'unsafe-inline'",
      "img-src data: 'self'",
      'font-src data:',
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      'trusted-types default dompurify defaultWorkerFactory tokenizeToString standaloneColorizer ' +
        'editorViewLayer domLineBreaksComputer diffReview diffEditorWidget editorGhostText ' +
        'stickyScrollViewLayer',
    ]);
    expect(response.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
    });
  });

  it('streams over WebSocket, with and without an API key', async () => {
    const locked = await startSurface(test.core, { apiKey: 'secret' });
    const page = async (url: string): Promise<string> => (await load({}, url)).body.toString();
    expect(await page(surface.url)).toContain('"subscriptionsProtocol":"WS"');
    const lockedPage = await page(locked.url);
    expect(lockedPage).toContain('"subscriptionsProtocol":"WS"');
    expect(lockedPage).not.toContain('secret');
    await locked.close();
  });

  it('is small; its bundle has its own address, which browsers cache', async () => {
    const locked = await startSurface(test.core, { apiKey: 'secret' });
    const { body } = await load({ 'accept-encoding': 'gzip' }, locked.url);
    expect(body.length).toBeLessThan(50_000);
    const html = gunzipSync(body).toString();
    const names = [...html.matchAll(/"\/graphql\/(graphiql-[\w-]+\.(?:js|css))"/g)];
    expect(names.map(([, name]) => name?.split('.')[1])).toEqual(['css', 'js']);
    for (const [, name] of names) {
      const response = await fetch(`${locked.url}/graphql/${name}`);
      expect(response.status).toBe(200);
      expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      await response.body?.cancel();
    }
    await locked.close();
  });

  it('cannot be made of a bundle of another form', () => {
    const history = 'const h={title:"History",icon:i};';
    const call = 'x({plugins:[p],schemaDescription:!0,fetcher:f,children:c});';
    const socket = 'e=G({url:n.url,webSocketImpl:o});';
    const choice = 'u=>c.operationType==="subscription"?l:o()';
    expect(adaptedBundle(history + call + socket + choice)).toBe(
      [
        history,
        'x({plugins:[h,p],schemaDescription:!0,fetcher:codexServe.fetcher(f),children:c});',
        'e=codexServe.createClient(G,{url:n.url,webSocketImpl:o});',
        'u=>c.operationType!=="query"?l:o()',
      ].join(''),
    );
    const parts = [history, call, socket, choice];
    for (const part of parts) {
      const others = parts.filter((other) => other !== part).join('');
      expect(() => adaptedBundle(others)).toThrow('exactly once');
      expect(() => adaptedBundle(others + part + part)).toThrow('exactly once');
    }
  });

  it('opens with tabs that the schema allows', () => {
    const schema = buildSchema();
    for (const { query } of graphiqlTabs) expect(validate(schema, parse(query))).toEqual([]);
  });
});
