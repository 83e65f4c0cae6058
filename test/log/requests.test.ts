import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { ChatDocument, StreamChatDocument } from '../generated/graphql.ts';
import { ask } from '../schema/ask.ts';
import { transports } from '../schema/clients.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { memoryLog } from '../support/memory-log.ts';
import { testedEngine } from '../support/tested-engine.ts';
import { whenAsked } from '../support/when-asked.ts';
import { faultsOf, type Line } from './schema.ts';

const key = { authorization: 'Bearer key-of-one' };
const log = memoryLog();
let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({
    logger: log.logger,
    args: ['--api-key', 'one:key-of-one,two:key-of-two', '--max-turns', '1', '--max-queued', '1'],
  });
});
afterEach(() => gateway.standIn.behave(undefined));
afterAll(async () => {
  await gateway.close();
});

const chat = (content: string, more: object = {}): object => ({
  model: 'gpt-5.5',
  messages: [{ role: 'user', content }],
  ...more,
});

const sseHeaders = { ...key, accept: 'text/event-stream' };

interface Sent {
  readonly requestId: string;
  readonly text: string;
}

async function post(
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = key,
): Promise<Sent> {
  const answer = await fetch(gateway.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': 'tester/1.0', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { requestId: answer.headers.get('x-request-id') ?? '', text: await answer.text() };
}

/** The lines about a request, once the one with this message is among them. */
async function linesAbout(requestId: string, message = 'request'): Promise<readonly Line[]> {
  const find = (): readonly Line[] => log.lines.filter((line) => line['requestId'] === requestId);
  await expect.poll(() => find().map(({ msg }) => msg)).toContain(message);
  return find();
}

describe('the lines with the id of a request say who asked, what, and why it failed', () => {
  it.each<[string, string, unknown, Readonly<Record<string, string>>, Line]>([
    [
      'without a key',
      '/v1/chat/completions',
      chat('x'),
      {},
      { status: 401, code: 'invalid_api_key' },
    ],
    [
      'to an unknown route',
      '/v1/chats',
      {},
      key,
      { status: 404, code: 'route_not_found', path: '/v1/chats' },
    ],
    [
      'that is no JSON',
      '/v1/chat/completions',
      '{"a secret prompt',
      key,
      { status: 400, code: 'invalid_request' },
    ],
    [
      'that lacks a field',
      '/v1/chat/completions',
      { model: 'gpt-5.5' },
      key,
      { status: 400, code: 'missing_required_parameter', param: 'messages' },
    ],
    [
      'for an unknown model',
      '/v1/responses',
      { model: 'none', input: 'x' },
      key,
      { status: 404, code: 'model_not_found' },
    ],
    [
      'that continues nothing',
      '/v1/responses',
      { model: 'gpt-5.5', input: 'x', previous_response_id: 'resp_none' },
      key,
      { status: 400, code: 'previous_response_not_found', param: 'previous_response_id' },
    ],
    ['by another method', '/v1/models', {}, key, { status: 405, code: 'method_not_allowed' }],
    ['that is no GraphQL', '/graphql', { query: '{' }, key, { status: 200 }],
  ])('%s', async (_name, path, body, headers, expected) => {
    const { requestId } = await post(path, body, headers);
    const lines = await linesAbout(requestId);
    expect(lines.at(-1)).toMatchObject({
      msg: 'request',
      method: 'POST',
      path,
      program: 'tester',
      ...('authorization' in headers && { keyName: 'one' }),
      ...expected,
    });
  });

  it('that the service refuses', async () => {
    gateway.standIn.behave(() => ({
      kind: 'status',
      status: 400,
      body: { error: { message: 'no' } },
    }));
    const { requestId } = await post('/v1/chat/completions', chat('a secret prompt'));
    const lines = await linesAbout(requestId);
    const request = lines.find(({ msg }) => msg === 'request');
    expect(lines.find(({ msg }) => msg === 'completion')).toMatchObject({
      keyName: 'one',
      program: 'tester',
      surface: 'CHAT_COMPLETIONS',
      model: 'gpt-5.5',
      engine: testedEngine(),
      status: 'failed',
      queuedMs: 0,
      code: request?.['code'],
      completionId: expect.any(String),
    });
  });

  it('that is asked again at the service', async () => {
    const cut = { kind: 'cut', after: 'nothing' } as const;
    gateway.standIn.behave(whenAsked('again', cut, cut, undefined));
    const { requestId } = await post('/v1/chat/completions', chat('again'));
    const lines = await linesAbout(requestId);
    expect(lines.map(({ msg }) => msg)).toContain('the service is asked again');
    expect(lines.find(({ msg }) => msg === 'completion')).toMatchObject({ status: 'completed' });
  });

  it('that is not let into the queue, and that waited there', async () => {
    gateway.standIn.behave(whenAsked('hold', { kind: 'stall', text: 'a b', afterTokens: 1 }));
    const leaving = new AbortController();
    const holder = await fetch(`${gateway.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...key },
      body: JSON.stringify(chat('hold', { stream: true })),
      signal: leaving.signal,
    });
    const waiting = post('/v1/chat/completions', chat('hi'));
    await expect.poll(() => gateway.core.queueHealth().queuedTurns).toBe(1);
    const full = await post('/v1/chat/completions', chat('hi'));
    expect(await linesAbout(full.requestId)).toMatchObject([
      { msg: 'request', status: 429, code: 'rate_limit_exceeded', keyName: 'one' },
    ]);
    leaving.abort();
    const heldId = holder.headers.get('x-request-id') ?? '';
    const held = await linesAbout(heldId);
    expect(held.find(({ msg }) => msg === 'completion')).toMatchObject({ status: 'cancelled' });
    const waited = await linesAbout((await waiting).requestId);
    const completion = waited.find(({ msg }) => msg === 'completion');
    expect(completion).toMatchObject({ status: 'completed' });
    expect(completion?.['queuedMs']).toBeGreaterThan(0);
  });

  it('with a picture that cannot be fetched', async () => {
    const url = 'http://127.0.0.1:9/picture.png';
    const content = [{ type: 'image_url', image_url: { url } }];
    const body = { model: 'gpt-5.5', messages: [{ role: 'user', content }] };
    const { requestId } = await post('/v1/chat/completions', body);
    const param = 'messages[0].content[0].image_url.url';
    expect(await linesAbout(requestId)).toMatchObject([
      { msg: 'a picture cannot be fetched', param, reason: expect.stringMatching(/\w/) },
      { msg: 'request', status: 400, code: 'invalid_value', param },
    ]);
  });

  it('that repeats another one', async () => {
    const headers = { ...key, 'idempotency-key': 'again' };
    const first = await post('/v1/chat/completions', chat('hi'), headers);
    const second = await post('/v1/chat/completions', chat('hi'), headers);
    const one = (await linesAbout(first.requestId)).find(({ msg }) => msg === 'completion');
    expect(await linesAbout(second.requestId)).toMatchObject([
      {
        msg: 'a repeated request got the completion of the first',
        completionId: one?.['completionId'],
        keyName: 'one',
      },
      { msg: 'request', status: 200 },
    ]);
    const reused = await post('/v1/chat/completions', chat('other'), headers);
    expect(await linesAbout(reused.requestId)).toMatchObject([
      { msg: 'request', code: 'idempotency_key_reused' },
    ]);
  });

  it('of GraphQL, whose errors are data', async () => {
    const variables = { input: ask('a secret prompt', { model: 'none' }) };
    const { requestId } = await post('/graphql', { query: ChatDocument.toString(), variables });
    expect(await linesAbout(requestId)).toMatchObject([
      { msg: 'graphql refused', keyName: 'one', code: 'model_not_found' },
      {
        msg: 'request',
        level: 30,
        status: 200,
        code: 'model_not_found',
        operation: 'mutation',
        operationName: 'Chat',
      },
    ]);
  });

  it('for a WebSocket without a key', async () => {
    const socket = new WebSocket(`${gateway.url.replace('http', 'ws')}/v1/responses`);
    await once(socket, 'error');
    await expect
      .poll(() => log.lines.find(({ msg }) => msg === 'websocket refused'))
      .toMatchObject({
        requestId: expect.stringMatching(/^req_/),
        path: '/v1/responses',
        status: 401,
        code: 'invalid_api_key',
      });
  });

  it('in a message on a WebSocket, by the id of the socket and one of its own', async () => {
    const socket = new WebSocket(`${gateway.url.replace('http', 'ws')}/v1/responses`, {
      headers: key,
    });
    let requestId = '';
    socket.once('upgrade', ({ headers }) => (requestId = String(headers['x-request-id'])));
    await once(socket, 'open');
    for (const model of ['gpt-5.5', 'none']) {
      socket.send(JSON.stringify({ type: 'response.create', model, input: 'hi' }));
    }
    await expect
      .poll(() =>
        log.lines.filter(
          (line) => line['requestId'] === requestId && line['msg'] === 'websocket operation',
        ),
      )
      .toHaveLength(2);
    socket.close();
    const lines = await linesAbout(requestId, 'websocket closed');
    const completion = lines.find(({ msg }) => msg === 'completion');
    const [first, second] = lines.filter(({ msg }) => msg === 'websocket operation');
    expect(completion).toMatchObject({ operationId: first?.['operationId'], status: 'completed' });
    expect(first).toMatchObject({ operation: 'response.create', keyName: 'one', level: 30 });
    expect(second).toMatchObject({ code: 'model_not_found', level: 40 });
    expect(second?.['operationId']).not.toBe(first?.['operationId']);
  });

  it.each(transports)('of a subscription over %s', async (name, subscribe) => {
    const count = log.lines.length;
    const variables = { input: ask('hi', { model: 'gpt-5.5' }) };
    for await (const _ of subscribe(gateway.url, StreamChatDocument, variables, key));
    const since = (message: string): Line | undefined =>
      log.lines.slice(count).find(({ msg }) => msg === message);
    const message = name === 'SSE' ? 'request' : 'websocket operation';
    await expect
      .poll(() => since(message))
      .toMatchObject({
        operation: 'subscription',
        operationName: 'StreamChat',
        keyName: 'one',
      });
    expect(since('completion')?.['requestId']).toBe(since(message)?.['requestId']);
    expect(since('completion')?.['operationId']).toBe(since(message)?.['operationId']);
  });

  it.each<[string, string, object, string]>([
    ['a field that is none', '{ nothing }', {}, 'invalid_request'],
    ['no document', '', {}, 'invalid_request'],
    [
      'a subscription that is refused in its first event',
      StreamChatDocument.toString(),
      { input: ask('hi', { model: 'none' }) },
      'model_not_found',
    ],
  ])('of GraphQL over HTTP: %s', async (_name, query, variables, code) => {
    const { requestId } = await post('/graphql', { query, variables }, sseHeaders);
    expect((await linesAbout(requestId)).find(({ msg }) => msg === 'request')).toMatchObject({
      keyName: 'one',
      code,
    });
  });

  it('of a path that is very long', async () => {
    const { requestId } = await post(`/v1/${'x'.repeat(9000)}`, {});
    const line = (await linesAbout(requestId)).find(({ msg }) => msg === 'request');
    expect(String(line?.['path'])).toMatch(/^\/v1\/x{496}…$/);
  });
});

describe('names that a client makes up', () => {
  const long = 'x'.repeat(100_000);
  const many = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`f${index}`, 1]));
  const longestLine = 4000;

  it.each<[string, string, object]>([
    ['a long name', '/v1/chat/completions', chat('hi', { [long]: 1 })],
    ['many names', '/v1/chat/completions', chat('hi', many)],
    ['a long name', '/v1/responses', { model: 'gpt-5.5', input: 'hi', [long]: 1 }],
    ['many names', '/v1/completions', { model: 'gpt-5.5', prompt: 'hi', ...many }],
    ['many names', '/v1/chat/completions', chat('hi', { stream: true, ...many })],
    ['a long name', '/v1/responses', { model: 'gpt-5.5', input: 'hi', stream: true, [long]: 1 }],
  ])('do not fill the log: %s of fields, %s', async (_name, path, body) => {
    const { requestId } = await post(path, body);
    const lines = await linesAbout(requestId);
    const completion = lines.find(({ msg }) => msg === 'completion');
    expect(completion?.['ignored']).toEqual(
      long in body
        ? ['x'.repeat(64)]
        : [...Array.from({ length: 32 }, (_, index) => `f${index}`), '+4968 more'],
    );
    for (const line of lines) expect(JSON.stringify(line).length).toBeLessThan(longestLine);
  });

  it('do not fill the log: the name of an operation on a WebSocket', async () => {
    const url = `${gateway.url.replace('http', 'ws')}/graphql`;
    const socket = new WebSocket(url, 'graphql-transport-ws', { headers: key });
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'connection_init', payload: key }));
    const operationName = `${'x'.repeat(99)}😀${long}`;
    const payload = { query: ChatDocument.toString(), operationName };
    socket.send(JSON.stringify({ type: 'subscribe', id: '1', payload }));
    await expect
      .poll(() => log.lines.findLast(({ msg }) => msg === 'websocket operation'))
      .toMatchObject({ operationName: 'x'.repeat(99) });
    socket.close();
  });

  it('do not fill the log where they are refused', async () => {
    const strict = await startTestGateway({ logger: log.logger, args: ['--strict'] });
    const answer = await fetch(`${strict.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(chat('hi', { [long]: 1 })),
    });
    expect(answer.status).toBe(400);
    const [line] = await linesAbout(answer.headers.get('x-request-id') ?? '');
    expect(line).toMatchObject({ code: 'unknown_parameter', param: `${'x'.repeat(200)}…` });
    await strict.close();
  });
});

describe('an error of the service', () => {
  const message = 'Many words. '.repeat(60_000);
  const words = [
    { kind: 'status', status: 400, body: { error: { message, type: message, param: message } } },
    { kind: 'failed', code: 'invalid_prompt', message },
  ] as const;

  it.each(
    words.flatMap((behavior) =>
      [false, true].map((stream) => [behavior.kind, stream, behavior] as const),
    ),
  )('does not fill the log: %s, streamed: %s', async (_kind, stream, behavior) => {
    gateway.standIn.behave(() => behavior);
    const { requestId } = await post('/v1/chat/completions', chat('hi', { stream }));
    const lines = await linesAbout(requestId);
    const completion = lines.find(({ msg }) => msg === 'completion');
    expect(completion).toMatchObject({ status: 'failed', err: { stack: expect.any(String) } });
    for (const line of lines) expect(JSON.stringify(line).length).toBeLessThan(20_000);
  });

  it('does not fill the log over GraphQL', async () => {
    gateway.standIn.behave(() => words[1]);
    const variables = { input: ask('hi', { model: 'gpt-5.5' }) };
    const { requestId } = await post('/graphql', { query: ChatDocument.toString(), variables });
    const lines = await linesAbout(requestId);
    expect(lines.map(({ msg }) => msg)).toContain('completion');
    for (const line of lines) expect(JSON.stringify(line).length).toBeLessThan(20_000);
  });
});

describe('a verbose log', () => {
  it.each(transports)('has the ids of each GraphQL operation over %s', async (name, subscribe) => {
    const verbose = memoryLog();
    const options = { logger: verbose.logger, args: ['--verbose'] };
    const talkative = await startTestGateway(options);
    const variables = { input: ask('hi', { model: 'gpt-5.5' }) };
    for await (const _ of subscribe(talkative.url, StreamChatDocument, variables));
    const find = (message: string): Line | undefined =>
      verbose.lines.find(({ msg }) => msg === message);
    const last = name === 'SSE' ? 'request' : 'websocket operation';
    await expect.poll(() => find(last)).toBeDefined();
    const { requestId, operationId } = find(last) ?? {};
    for (const message of ['graphql operation', 'completion request', 'completion']) {
      expect(find(message)).toMatchObject({
        requestId,
        ...(operationId !== undefined && { operationId }),
      });
    }
    expect(verbose.lines.flatMap(faultsOf)).toEqual([]);
    await talkative.close();
  });
});

describe('the log as a whole', () => {
  it('holds what docs/log.md says of each line', async () => {
    expect(log.lines.length).toBeGreaterThan(40);
    expect([...new Set(log.lines.flatMap((line) => faultsOf(line)))]).toEqual([]);
  });

  it('holds no prompt and no key, at the level debug', () => {
    const text = JSON.stringify(log.lines);
    expect(text).not.toContain('secret prompt');
    expect(text).not.toContain('key-of-');
  });
});
