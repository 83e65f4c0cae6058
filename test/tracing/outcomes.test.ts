import { once } from 'node:events';
import { request as openRequest } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { SubmitOutputsDocument, ChatDocument } from '../generated/graphql.ts';
import { ask } from '../schema/ask.ts';
import { openSocket } from '../rest-responses-socket/socket-client.ts';
import { whenAsked } from '../support/when-asked.ts';
import { callersTrace, family } from './collector.ts';
import { named, startTracedGateway, type TracedGateway } from './traced-gateway.ts';

const key = { authorization: 'Bearer key-of-one' };
const chat = (content: string, more: object = {}): object => ({
  model: 'gpt-5.5',
  messages: [{ role: 'user', content }],
  ...more,
});

let gateway: TracedGateway;

beforeAll(async () => {
  gateway = await startTracedGateway({
    args: ['--api-key', 'one:key-of-one,two:key-of-two', '--max-turns', '1', '--max-queued', '1'],
  });
});
afterEach(() => gateway.standIn.behave(undefined));
afterAll(async () => {
  await gateway.close();
});

describe('the trace of a request that', () => {
  it('fails at the service names the error in every span', async () => {
    gateway.standIn.behave(() => ({
      kind: 'status',
      status: 400,
      body: { error: { message: 'no' } },
    }));
    const sent = await gateway.post('/v1/chat/completions', chat('fail'), key);
    const spans = await sent.spans(3);
    const request = named(spans, 'POST /v1/chat/completions');
    const code = request.attributes['codex_serve.error.code'];
    expect(code).toMatch(/\w/);
    expect(named(spans, 'chat gpt-5.5')).toMatchObject({
      status: { code: 2, message: code },
      attributes: {
        'error.type': code,
        'gen_ai.response.finish_reasons': ['error'],
        'codex_serve.key.name': 'one',
      },
    });
    expect(named(spans, 'turn').status).toEqual({ code: 2, message: code });
  });

  it('is refused has one span, with the reason', async () => {
    const cases = [
      {
        path: '/v1/chat/completions',
        body: chat('x'),
        headers: {},
        status: 401,
        code: 'invalid_api_key',
      },
      {
        path: '/v1/chat/completions',
        body: {},
        headers: key,
        status: 400,
        code: 'missing_required_parameter',
      },
      { path: '/v1/nothing', body: {}, headers: key, status: 404, code: 'route_not_found' },
      {
        path: '/v1/responses',
        body: { model: 'none', input: 'x' },
        headers: key,
        status: 404,
        code: 'model_not_found',
      },
    ];
    const refused = { input: ask('hi', { model: 'none' }) };
    cases.push(
      {
        path: '/graphql',
        body: { query: ChatDocument.toString(), variables: refused },
        headers: key,
        status: 200,
        code: 'model_not_found',
      },
      {
        path: '/graphql',
        body: { query: '{ nothing }' },
        headers: key,
        status: 200,
        code: 'invalid_request',
      },
    );
    for (const { path, body, headers, status, code } of cases) {
      const sent = await gateway.post(path, body, headers);
      expect(sent.status).toBe(status);
      const spans = await sent.spans(1);
      expect(spans).toMatchObject([
        {
          kind: 2,
          status: { code: 0 },
          attributes: {
            'http.response.status_code': status,
            'codex_serve.error.code': code,
            'codex_serve.request.id': sent.requestId,
            'url.path': path,
          },
        },
      ]);
    }
  });

  it('asks for a WebSocket without a key has one span, with the reason', async () => {
    const { traceparent, traceId } = callersTrace();
    const socket = new WebSocket(`${gateway.url.replace('http', 'ws')}/v1/responses`, {
      headers: { traceparent },
    });
    await once(socket, 'error');
    expect(await gateway.collector.trace(traceId, 1)).toMatchObject([
      {
        name: 'GET',
        attributes: {
          'http.response.status_code': 401,
          'codex_serve.error.code': 'invalid_api_key',
        },
      },
    ]);
  });

  it('is malformed on a WebSocket has one span, with the reason', async () => {
    const { traceparent, traceId } = callersTrace();
    const socket = await openSocket(gateway.url, { headers: { ...key, traceparent } });
    socket.send('{');
    await socket.next();
    socket.close();
    expect(await gateway.collector.trace(traceId, 1)).toMatchObject([
      {
        name: 'response.create',
        status: { code: 2 },
        attributes: { 'error.type': 'invalid_request' },
      },
    ]);
  });

  it('waits in the queue has a span of the wait, before the turn', async () => {
    gateway.standIn.behave(whenAsked('Hold', { kind: 'stall', text: 'a b', afterTokens: 1 }));
    const leaving = new AbortController();
    const holder = fetch(`${gateway.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...key },
      body: JSON.stringify(chat('Hold', { stream: true })),
      signal: leaving.signal,
    });
    await gateway.standIn.waitFor(({ active }) => active > 0);
    const waiting = gateway.post('/v1/chat/completions', chat('hi'), key);
    await expect.poll(() => gateway.core.queueHealth().queuedTurns).toBe(1);
    const full = await gateway.post('/v1/chat/completions', chat('hi'), key);
    expect((await full.spans(1))[0]?.attributes['codex_serve.error.code']).toBe(
      'rate_limit_exceeded',
    );
    leaving.abort();
    await holder.catch(() => {});
    const spans = await (await waiting).spans(4);
    expect(family(spans)).toEqual({
      'POST /v1/chat/completions': null,
      'chat gpt-5.5': 'POST /v1/chat/completions',
      queue: 'chat gpt-5.5',
      turn: 'chat gpt-5.5',
    });
    const [queue, turn] = [named(spans, 'queue'), named(spans, 'turn')];
    // A beginning has the precision of the clock, one millisecond.
    const ms = (nanoseconds: string): bigint => BigInt(nanoseconds) / 1_000_000n;
    expect(ms(queue.endTimeUnixNano)).toBeLessThanOrEqual(ms(turn.startTimeUnixNano));
    const waited = named(spans, 'chat gpt-5.5').attributes['codex_serve.queue.wait_ms'];
    expect(waited).toBeGreaterThan(0);
  });

  it('leaves is cancelled, which is no error', async () => {
    gateway.standIn.behave(whenAsked('Leave', { kind: 'stall', text: 'a b', afterTokens: 1 }));
    const { traceparent, traceId } = callersTrace();
    const leaving = new AbortController();
    const answer = await fetch(`${gateway.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', traceparent, ...key },
      body: JSON.stringify(chat('Leave', { stream: true })),
      signal: leaving.signal,
    });
    expect(answer.status).toBe(200);
    leaving.abort();
    const spans = await gateway.collector.trace(traceId, 3);
    expect(named(spans, 'POST /v1/chat/completions').attributes).toMatchObject({
      'codex_serve.client.left': true,
    });
    expect(named(spans, 'chat gpt-5.5')).toMatchObject({
      status: { code: 0 },
      attributes: { 'error.type': 'cancelled' },
    });
  });

  it('calls tools has each call as an event, and a link from the answer to their results', async () => {
    gateway.standIn.behave(
      whenAsked('Tools', {
        kind: 'calls',
        calls: [{ name: 'read', arguments: '{"path":"a secret path"}' }],
      }),
    );
    const tools = [{ function: { name: 'read' } }];
    const input = ask('Tools', { model: 'gpt-5.5', tools });
    const first = await gateway.post(
      '/graphql',
      { query: ChatDocument.toString(), variables: { input } },
      key,
    );
    const spans = await first.spans(3);
    const one = named(spans, 'chat gpt-5.5');
    expect(one.attributes['gen_ai.response.finish_reasons']).toEqual(['tool_calls']);
    const { events } = named(spans, 'turn');
    expect(events.map(({ name }) => name)).toEqual([
      'codex_serve.first_token',
      'codex_serve.tool_call',
    ]);
    expect(events[1]?.attributes).toEqual({
      'gen_ai.tool.name': 'read',
      'gen_ai.tool.type': 'function',
      'gen_ai.tool.call.id': expect.any(String),
    });
    const outputs = {
      completionId: one.attributes['gen_ai.response.id'],
      outputs: [
        { toolCallId: events[1]?.attributes['gen_ai.tool.call.id'], content: [{ text: 'ok' }] },
      ],
    };
    const second = await gateway.post(
      '/graphql',
      { query: SubmitOutputsDocument.toString(), variables: { input: outputs } },
      key,
    );
    expect(named(await second.spans(3), 'chat gpt-5.5').links).toEqual([
      { traceId: one.traceId, spanId: one.spanId },
    ]);
  });

  it('asks for several choices has a span for each', async () => {
    const sent = await gateway.post('/v1/chat/completions', chat('hi', { n: 2 }), key);
    const spans = await sent.spans(5);
    const parents = spans
      .filter(({ name }) => name === 'chat gpt-5.5')
      .map(({ parentSpanId }) => parentSpanId);
    const { spanId } = named(spans, 'POST /v1/chat/completions');
    expect(parents).toEqual([spanId, spanId]);
  });

  it('repeats another one links to the completion that it gets', async () => {
    const headers = { ...key, 'idempotency-key': 'again' };
    const first = await gateway.post('/v1/chat/completions', chat('hi'), headers);
    const one = named(await first.spans(3), 'chat gpt-5.5');
    const second = await gateway.post('/v1/chat/completions', chat('hi'), headers);
    const spans = await second.spans(2);
    expect(family(spans)).toEqual({
      'POST /v1/chat/completions': null,
      'repeated request': 'POST /v1/chat/completions',
    });
    expect(named(spans, 'repeated request').links).toEqual([
      { traceId: one.traceId, spanId: one.spanId },
    ]);
  });
});

describe('the span of a request names the server', () => {
  it.each([
    ['with its port', 'localhost:8080', 'localhost', 8080],
    ['without a port', 'localhost', 'localhost', undefined],
    [
      'with a number that no port has, which no collector could read',
      `localhost:${'9'.repeat(30)}`,
      `localhost:${'9'.repeat(30)}`,
      undefined,
    ],
  ])('%s', async (_name, host, address, port) => {
    const { traceparent, traceId } = callersTrace();
    const sent = openRequest(`${gateway.url}/v1/models`, { headers: { host, traceparent } }).end();
    await once(sent, 'response');
    const [span] = await gateway.collector.trace(traceId, 1);
    expect(span?.attributes['server.address']).toBe(address);
    expect(span?.attributes['server.port']).toBe(port);
  });
});

describe('the trace of a caller', () => {
  it('is kept with its state, and is not passed on to the service', async () => {
    const { traceparent, traceId } = callersTrace();
    const headers = { ...key, traceparent, tracestate: 'vendor=1,other=2' };
    await gateway.post('/v1/chat/completions', chat('hi'), headers);
    const spans = await gateway.collector.trace(traceId, 3);
    expect(new Set(spans.map(({ traceState }) => traceState))).toEqual(
      new Set(['vendor=1,other=2']),
    );
    expect(JSON.stringify(gateway.standIn.requests)).not.toContain(traceId);
  });

  it('that is not sampled is not recorded', async () => {
    const off = callersTrace('00');
    await gateway.post('/v1/chat/completions', chat('hi'), {
      ...key,
      traceparent: off.traceparent,
    });
    await (await gateway.post('/v1/chat/completions', chat('hi'), key)).spans(3);
    expect(gateway.collector.spans.filter(({ traceId }) => traceId === off.traceId)).toEqual([]);
  });

  it.each([
    ['that is no trace', 'nonsense'],
    ['without a trace id', '00-00000000000000000000000000000000-1111111111111111-01'],
    ['without a span id', '00-11111111111111111111111111111111-0000000000000000-01'],
    ['of a forbidden version', 'ff-11111111111111111111111111111111-1111111111111111-01'],
    ['with more than its version has', '00-11111111111111111111111111111111-1111111111111111-01-x'],
    ['that is far too long', 'x'.repeat(10_000)],
  ])('%s is left alone, and a new one begins', async (_name, traceparent) => {
    const sent = await gateway.post('/v1/chat/completions', chat('hi'), { ...key, traceparent });
    const byRequest = (): string | undefined =>
      gateway.collector.spans.find(
        ({ name, attributes }) =>
          name.startsWith('POST') && attributes['codex_serve.request.id'] === sent.requestId,
      )?.traceId;
    await expect.poll(byRequest).toMatch(/^[0-9a-f]{32}$/);
    expect(byRequest()).not.toMatch(/^(?:0+|1+)$/);
    expect(await gateway.collector.trace(byRequest() ?? '', 3)).toHaveLength(3);
  });
});
