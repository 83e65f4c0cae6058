import type { LookupFunction } from 'node:net';
import { connect, type ClientHttp2Session } from 'node:http2';
import { createClient } from 'graphql-ws';
import { Agent, fetch, type Response } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { localhostRoot } from '../support/localhost-tls.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { openSocket } from '../rest-responses-socket/socket-client.ts';
import { whenAsked } from '../support/when-asked.ts';
import { startCaddy, startNginx, type ProxyServer } from './support/proxy-servers.ts';

const refusal = z.object({ error: z.object({ code: z.string() }) });

const key = 'a-key-for-clients';
const authorization = `Bearer ${key}`;
const json = { authorization, 'content-type': 'application/json' };

/** Every name is this machine. */
const lookup: LookupFunction = (_name, options, done) => {
  if (options.all === true) done(null, [{ address: '127.0.0.1', family: 4 }]);
  else done(null, '127.0.0.1', 4);
};
/** The certificate names localhost. */
const tls = { ca: localhostRoot, servername: 'localhost', lookup };

describe.each([
  ['nginx', startNginx],
  ['Caddy', startCaddy],
] as const)('through %s', (_name, startProxy) => {
  let gateway: TestGateway;
  let proxy: ProxyServer;
  let origin: string;
  let agent: Agent;

  beforeAll(async () => {
    gateway = await startTestGateway({ args: ['--api-key', key] });
    proxy = await startProxy(new URL(gateway.url).host);
    origin = `https://ai.example:${proxy.port}`;
    agent = new Agent({ connect: tls });
  });
  afterAll(async () => {
    await agent.close();
    await proxy.close();
    await gateway.close();
  });

  async function post(path: string, body: unknown, more: object = {}): Promise<Response> {
    return await fetch(`${origin}${path}`, {
      method: 'POST',
      headers: json,
      body: JSON.stringify(body),
      dispatcher: agent,
      ...more,
    });
  }

  /** The stand-in says three words of the answer to this question, and then nothing more. */
  function stallWhenAsked(text: string): void {
    gateway.standIn.behave(whenAsked(text, { kind: 'stall', afterTokens: 3 }));
  }

  async function running(): Promise<number> {
    const completions = await gateway.core.completions();
    return completions.filter(({ status }) => status === 'running').length;
  }

  it('a stream comes as it is written, and its client can stop it by leaving', async () => {
    const content = 'a stream over HTTP/1.1';
    stallWhenAsked(content);
    const leaving = new AbortController();
    const response = await post(
      '/v1/chat/completions',
      { model: 'gpt-5.5', stream: true, messages: [{ role: 'user', content }] },
      { signal: leaving.signal },
    );
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    await hearsText(response);
    expect(await running()).toBe(1);
    leaving.abort();
    await expect.poll(running).toBe(0);
  });

  it('the same over HTTP/2', async () => {
    const content = 'a stream over HTTP/2';
    stallWhenAsked(content);
    const session: ClientHttp2Session = connect(origin, tls);
    const stream = session.request({
      ':authority': new URL(origin).host,
      ':method': 'POST',
      ':path': '/v1/chat/completions',
      ...json,
    });
    stream.setEncoding('utf8');
    stream.end(
      JSON.stringify({ model: 'gpt-5.5', stream: true, messages: [{ role: 'user', content }] }),
    );
    let heard = '';
    for await (const chunk of stream) {
      heard += String(chunk);
      if (/"content":"\S/.test(heard)) break;
    }
    stream.close();
    session.close();
    expect(heard).toMatch(/"content":"\S/);
    await expect.poll(running).toBe(0);
  });

  it('a GraphQL subscription comes over SSE as it is written', async () => {
    const text = 'a subscription over SSE';
    stallWhenAsked(text);
    const leaving = new AbortController();
    const response = await post('/graphql', subscription(text), {
      signal: leaving.signal,
      headers: { ...json, accept: 'text/event-stream' },
    });
    await hearsText(response);
    leaving.abort();
    await expect.poll(running).toBe(0);
  });

  it('a GraphQL subscription comes over WebSocket', async () => {
    const text = 'a subscription over WebSocket';
    stallWhenAsked(text);
    const client = createClient({
      url: `${origin.replace('https', 'wss')}/graphql`,
      connectionParams: { authorization },
      webSocketImpl: class extends WebSocket {
        constructor(address: string, protocols: string[]) {
          super(address, protocols, tls);
        }
      },
    });
    for await (const event of client.iterate(subscription(text))) {
      if (JSON.stringify(event).includes('"text":')) break;
    }
    await client.dispose();
    await expect.poll(running).toBe(0);
  });

  it('a response comes over WebSocket', async () => {
    const text = 'a response over WebSocket';
    stallWhenAsked(text);
    const socket = await openSocket(origin, { ...tls, headers: { authorization } });
    socket.create({ model: 'gpt-5.5', input: text });
    let type: string;
    do ({ type } = await socket.next());
    while (type !== 'response.output_text.delta');
    socket.close();
    await socket.closed;
    await expect.poll(running).toBe(0);
  });

  it('a silent stream and an idle WebSocket stay open for longer than the proxy waits', async () => {
    const content = 'a long silence';
    stallWhenAsked(content);
    const idle = await openSocket(origin, { ...tls, headers: { authorization } });
    let pings = 0;
    idle.socket.on('ping', () => (pings += 1));
    const leaving = new AbortController();
    const response = await post(
      '/v1/chat/completions',
      { model: 'gpt-5.5', stream: true, messages: [{ role: 'user', content }] },
      { signal: leaving.signal },
    );
    let heard = '';
    for await (const chunk of response.body ?? []) {
      heard += Buffer.from(chunk).toString();
      // One comes each 15 s.
      if (heard.split(/^: keepalive$/m).length > 2) break;
    }
    expect(heard.split(/^: keepalive$/m)).toHaveLength(3);
    expect(pings).toBeGreaterThanOrEqual(2);
    expect(idle.socket.readyState).toBe(WebSocket.OPEN);
    leaving.abort();
    idle.close();
    await expect.poll(running).toBe(0);
  });

  it('a body of nearly 64 MiB passes, and the gateway refuses a larger one itself', async () => {
    const ofMegabytes = async (count: number): Promise<{ status: number; code: unknown }> => {
      const response = await post('/v1/chat/completions', {
        model: 'no-such-model',
        messages: [{ role: 'user', content: 'x'.repeat(count * 1024 * 1024) }],
      });
      const { error } = refusal.parse(await response.json());
      return { status: response.status, code: error.code };
    };
    expect(await ofMegabytes(63)).toEqual({ status: 404, code: 'model_not_found' });
    expect(await ofMegabytes(65)).toEqual({ status: 413, code: 'payload_too_large' });
  });

  it("the dashboard's own origin may call, another one may not, and nobody without a key", async () => {
    const query = { query: '{ __typename }' };
    const asOrigin = async (page: string): Promise<number> =>
      (await post('/graphql', query, { headers: { ...json, origin: page } })).status;
    expect(await asOrigin(origin)).toBe(200);
    expect(await asOrigin('https://elsewhere.example')).toBe(403);
    const keyless = { 'content-type': 'application/json' };
    expect((await post('/v1/responses', {}, { headers: keyless })).status).toBe(401);
    const page = await fetch(`${origin}/ui/`, { dispatcher: agent });
    expect(page.status).toBe(200);
  });

  it('an upgrade with a wrong key is refused in words of the gateway', async () => {
    const refused = openSocket(origin, { ...tls, headers: { authorization: 'Bearer wrong-key' } });
    await expect(refused).rejects.toThrow('401');
  });
});

function subscription(text: string): { query: string; variables: Record<string, unknown> } {
  return {
    query: `subscription ($input: ChatCompletionInput!) {
      chatCompletion(input: $input) { sequence ... on ChatCompletionDelta { text } }
    }`,
    variables: { input: { messages: [{ role: 'USER', content: { text } }] } },
  };
}

/** Reads a stream up to the first text of its answer. */
async function hearsText(response: Response): Promise<void> {
  let heard = '';
  for await (const chunk of response.body ?? []) {
    heard += Buffer.from(chunk).toString();
    if (/"(?:content|text)":"\S/.test(heard)) return;
  }
  throw new Error(`It ended: ${heard}`);
}
