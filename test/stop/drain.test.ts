import { Agent, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOverRest, type RestCompletion } from '../schema/ask.ts';
import { answer, post as postGraphql } from '../schema/clients.ts';
import { openSocket as openGraphqlSocket, type RawSocket } from '../schema/raw-socket.ts';
import { chatBody, choicesOf, post } from '../rest/client.ts';
import { openSocket, type SocketClient } from '../rest-responses-socket/socket-client.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { heldText, holdAnswers, type HeldAnswers } from '../support/held-answers.ts';

const running = 'Held until the drain is seen';

const refusal = {
  message: 'The server is shutting down.',
  type: 'server_error',
  param: null,
  code: 'shutting_down',
};

interface Sent {
  readonly status: number | undefined;
  readonly connection: string | undefined;
  readonly port: number | undefined;
  readonly body: string;
}

/** Posts over a connection that the agent keeps. */
async function postOver(agent: Agent, url: string, body: object): Promise<Sent> {
  return await new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    const asked = request(url, { method: 'POST', agent, headers }, (res) => {
      let text = '';
      const { statusCode: status, headers: answered, socket } = res;
      const port = socket.localPort;
      res.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      res.on('end', () => resolve({ status, connection: answered.connection, port, body: text }));
    });
    asked.on('error', reject).end(JSON.stringify(body));
  });
}

describe('a gateway that drains', () => {
  let gateway: TestGateway;
  let held: HeldAnswers;
  let stream: RestCompletion;
  let repeated: Response;
  let agent: Agent;
  let before: Sent;
  let responses: SocketClient;
  let graphql: RawSocket;
  let closing: Promise<void>;
  const keyed = { headers: { 'content-type': 'application/json', 'idempotency-key': 'drain-1' } };

  beforeAll(async () => {
    gateway = await startTestGateway();
    held = holdAnswers(gateway.standIn, running, 'Held with a key');
    agent = new Agent({ keepAlive: true, maxSockets: 1 });
    before = await postOver(agent, `${gateway.url}/v1/chat/completions`, chatBody());
    responses = await openSocket(gateway.url);
    graphql = await openGraphqlSocket(gateway.url);
    stream = await startOverRest(gateway.url, running);
    const body = chatBody({
      stream: true,
      messages: [{ role: 'user', content: 'Held with a key' }],
    });
    repeated = await post(`${gateway.url}/v1/chat/completions`, body, keyed);
    closing = gateway.close({ drainMs: 60_000 });
  });
  afterAll(async () => {
    held.release();
    agent.destroy();
    await closing;
  });

  it('is alive, and says on /readyz that it is to get no more requests', async () => {
    expect((await fetch(`${gateway.url}/livez`)).status).toBe(200);
    const ready = await fetch(`${gateway.url}/readyz`);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toEqual({ ready: false, reason: 'draining' });
    expect((await fetch(`${gateway.url}/healthz`)).status).toBe(200);
  });

  it.each([
    ['/v1/chat/completions', chatBody()],
    ['/v1/chat/completions', chatBody({ stream: true })],
    ['/v1/completions', { model: 'gpt-5.5', prompt: 'hi' }],
    ['/v1/responses', { model: 'gpt-5.5', input: 'hi' }],
    ['/v1/responses', { model: 'gpt-5.5', input: 'hi', stream: true }],
    ['/v1/responses', { model: 'gpt-5.5', input: 'hi', background: true }],
    ['/v1/responses/compact', { model: 'gpt-5.5', input: 'hi' }],
  ])('refuses POST %s %j with a time to retry', async (path, body) => {
    const refused = await post(`${gateway.url}${path}`, body);
    expect(refused.status).toBe(503);
    expect(await refused.json()).toEqual({ error: refusal });
    // The rest of the drain time, and two seconds for the start; SDKs ignore a minute.
    expect(refused.headers.get('retry-after')).toBe('55');
    expect(refused.headers.get('connection')).toBe('close');
  });

  it('refuses a chat over GraphQL with a time to retry', async () => {
    const asks = '{ messages: [{ role: USER, content: [{ text: "hi" }] }] }';
    const query = `mutation { chatCompletion(input: ${asks}) {
      ... on UpstreamError { code message retryAfterMs }
    } }`;
    const { message } = refusal;
    expect(await answer(gateway.url, query)).toEqual({
      data: { chatCompletion: { code: 'SHUTTING_DOWN', message, retryAfterMs: 55_000 } },
    });
  });

  it('refuses a chat on an open WebSocket of each API', async () => {
    responses.create();
    expect(await responses.next()).toEqual({
      type: 'error',
      status: 503,
      error: { ...refusal, headers: { 'retry-after': '55', 'retry-after-ms': '55000' } },
      headers: { 'retry-after': '55', 'retry-after-ms': '55000' },
    });
    const query =
      'subscription { chatCompletion(input: { messages: [{ role: USER, content: [{ text: "hi" }] }] }) { __typename ... on ChatCompletionFailed { error { code } } } }';
    graphql.send({ type: 'subscribe', id: 'chat', payload: { query } });
    expect(await graphql.next()).toMatchObject({
      payload: { data: { chatCompletion: { error: { code: 'SHUTTING_DOWN' } } } },
    });
    expect(await graphql.next()).toEqual({ id: 'chat', type: 'complete' });
  });

  it.each(['/graphql', '/v1/responses'])('refuses a new WebSocket on %s', async (path) => {
    const answered = await upgradeAnswer(`${gateway.url}${path}`);
    expect(answered).toEqual({
      status: 503,
      retryAfter: '55',
      body: 'The server is shutting down.\n',
    });
  });

  it('can be read: the models, the board, and what happens in a running completion', async () => {
    expect((await fetch(`${gateway.url}/v1/models`)).status).toBe(200);
    const query = '{ health { isReady } completions(first: 9) { edges { node { status } } } }';
    const board = await (await postGraphql(gateway.url, { query })).json();
    expect(board).toMatchObject({
      data: {
        health: { isReady: false },
        completions: { edges: expect.arrayContaining([{ node: { status: 'RUNNING' } }]) },
      },
    });
    const events = `subscription { chatCompletionEvents(id: "${stream.id}") { __typename } }`;
    graphql.send({ type: 'subscribe', id: 'watch', payload: { query: events } });
    expect(await graphql.next()).toMatchObject({ id: 'watch', type: 'next' });
  });

  it('closes a kept connection after the next answer on it', async () => {
    const after = await postOver(agent, `${gateway.url}/v1/chat/completions`, chatBody());
    expect(before).toMatchObject({ status: 200, connection: 'keep-alive' });
    expect(after).toMatchObject({ status: 503, connection: 'close', port: before.port });
  });

  it('gives a repeated request the answer that its first one started, and ends once all have ended', async () => {
    const body = chatBody({
      stream: true,
      messages: [{ role: 'user', content: 'Held with a key' }],
    });
    const again = await post(`${gateway.url}/v1/chat/completions`, body, keyed);
    expect(again.status).toBe(200);
    held.release();
    const text = await again.text();
    expect(text).toBe(await repeated.text());
    expect(text).toMatch(/data: \[DONE\]\n\n$/);
    const rest = await stream.rest();
    expect(rest).toMatch(/data: \[DONE\]\n\n$/);
    expect(textOf(rest)).toBe(heldText);
    await closing;
    expect(await responses.closed).toBe(1001);
    expect(await graphql.closed).toEqual({ code: 1001, reason: 'Going away' });
    await expect(fetch(`${gateway.url}/livez`)).rejects.toThrow('fetch failed');
  });
});

function textOf(stream: string): string {
  return choicesOf(stream)
    .map(({ delta }) => (typeof delta['content'] === 'string' ? delta['content'] : ''))
    .join('');
}

interface UpgradeAnswer {
  readonly status: number | undefined;
  readonly retryAfter: string | undefined;
  readonly body: string;
}

async function upgradeAnswer(url: string): Promise<UpgradeAnswer> {
  return await new Promise((resolve, reject) => {
    const headers = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      'sec-websocket-protocol': 'graphql-transport-ws',
    };
    const asked = request(url, { headers }, (res) => {
      let body = '';
      res.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      const { statusCode: status } = res;
      res.on('end', () => resolve({ status, retryAfter: res.headers['retry-after'], body }));
    });
    asked.on('upgrade', () => reject(new Error('It was upgraded.')));
    asked.on('error', reject).end();
  });
}
