import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { directLoopback } from '../../src/codex/engine/app-server/home/direct-loopback.ts';
import { ask, never, startTestCore, type TestCore } from '../support/core.ts';

/** The targets of all requests that reach a proxy, which refuses each. */
interface Proxy {
  readonly url: string;
  readonly asked: readonly string[];
  close(): void;
}

async function startProxy(): Promise<Proxy> {
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(403).end();
  });
  server.on('connect', (request, socket) => {
    asked.push(request.url ?? '');
    socket.on('error', () => {});
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return { url: `http://127.0.0.1:${port}`, asked, close: () => server.close() };
}

/** What this test's own environment may hold. */
const withoutProxies = Object.fromEntries(
  ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY']
    .flatMap((name) => [name, name.toLowerCase()])
    .map((name) => [name, undefined]),
);

const config = (baseUrl: string, hasWebSockets: boolean): string => `model_provider = "local"
[model_providers.local]
name = "local"
base_url = "${baseUrl}"
wire_api = "responses"
requires_openai_auth = false
supports_websockets = ${hasWebSockets}
request_max_retries = 0
stream_max_retries = 0
`;

describe.each(['websocket', 'sse'] as const)('with a proxy set, upstream over %s', (transport) => {
  let proxy: Proxy;
  let test: TestCore | undefined;

  beforeEach(async () => {
    proxy = await startProxy();
  });
  afterEach(async () => {
    await test?.close();
    test = undefined;
    proxy.close();
  });

  async function start(
    names: readonly string[],
    more: NodeJS.ProcessEnv,
    baseUrl: (own: string) => string,
  ): Promise<TestCore> {
    const proxies = Object.fromEntries(names.map((name) => [name, proxy.url]));
    return await startTestCore({
      env: { ...withoutProxies, ...proxies, ...more },
      userConfig: (own) => config(baseUrl(own), transport === 'websocket'),
    });
  }

  it.each([
    ['HTTP_PROXY', {}],
    ['http_proxy', {}],
    ['ALL_PROXY', {}],
    ['all_proxy', {}],
    ['HTTP_PROXY', { NO_PROXY: '' }],
    ['HTTP_PROXY', { NO_PROXY: 'example.com' }],
    ['HTTP_PROXY', { no_proxy: 'example.com' }],
    ['HTTP_PROXY', { NO_PROXY: '*' }],
    ['ALL_PROXY', { NO_PROXY: 'example.com', no_proxy: 'example.org' }],
  ])('%s and %j leave loopback alone', async (name, more) => {
    test = await start([name], more, (own) => own);
    const completion = await test.core.run(ask('Count to 2'), never());

    expect(await completion.result()).toMatchObject({ text: '1 2' });
    expect(proxy.asked).toEqual([]);
  });

  it.each(['localhost', '127.1', '0.0.0.0'])(
    'a provider at %s is reached directly',
    async (host) => {
      const names = ['HTTP_PROXY', 'HTTPS_PROXY'];
      test = await start(names, {}, (own) => own.replace('127.0.0.1', host));
      const completion = await test.core.run(ask('Count to 2'), never());

      expect(await completion.result()).toMatchObject({ text: '1 2' });
      expect(proxy.asked).toEqual([]);
    },
  );

  it('a provider on another host is reached through it', async () => {
    test = await start(
      ['HTTP_PROXY'],
      { NO_PROXY: 'example.com' },
      () => 'http://upstream.invalid/v1',
    );
    const completion = await test.core.run(ask('Count to 2'), never());

    await expect(completion.result()).rejects.toThrow('The service answered with 403 Forbidden.');
    expect(proxy.asked.join(' ')).toContain('upstream.invalid');
  });
});

describe('the hosts that no proxy is asked for', () => {
  const none = 'localhost,127.0.0.1,::1,127.0.0.0/8';

  it.each([
    [{}, {}, none],
    [{ NO_PROXY: 'a.example, .b.example' }, {}, `a.example,.b.example,${none}`],
    [{ no_proxy: 'a.example' }, {}, `a.example,${none}`],
    [{ NO_PROXY: 'a.example', no_proxy: 'b.example' }, {}, `a.example,${none}`],
    [{ NO_PROXY: '', no_proxy: 'b.example' }, {}, `b.example,${none}`],
    [{ NO_PROXY: '::1,localhost' }, {}, '::1,localhost,127.0.0.1,127.0.0.0/8'],
    [{}, { openai_base_url: 'http://127.0.0.2:1/v1' }, `${none},127.0.0.2`],
    [
      {},
      { chatgpt_base_url: 'https://[::ffff:127.0.0.1]/' },
      `${none},::ffff:7f00:1,[::ffff:7f00:1]`,
    ],
    [{}, { model_providers: { a: { base_url: 'http://[::1]:11434/v1' } } }, `${none},[::1]`],
    [
      {},
      { model_providers: { a: { base_url: 'http://app.localhost/v1' } } },
      `${none},app.localhost`,
    ],
    [{}, { model_providers: { a: { base_url: 'https://10.0.0.1/v1', name: 'http' } } }, none],
    [{}, { model_providers: { a: { base_url: 'http://' } } }, none],
  ])('of %j and %j are %s', (env, upstream, list) => {
    expect(directLoopback(env, upstream)).toEqual({ NO_PROXY: list, no_proxy: list });
  });
});
