import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { engineNames } from '../../src/codex/engine/engine-health.ts';
import { ChatDocument, SendMessageDocument, StreamChatDocument } from '../generated/graphql.ts';
import { openSocket } from '../rest-responses-socket/socket-client.ts';
import { ask } from '../schema/ask.ts';
import { transports, webSocketUrl } from '../schema/clients.ts';
import { callersTrace, family } from './collector.ts';
import { named, startTracedGateway, type TracedGateway } from './traced-gateway.ts';

describe.each(engineNames)('the trace of an answer of the engine %s', (engine) => {
  let gateway: TracedGateway;

  beforeAll(async () => {
    gateway = await startTracedGateway({ args: ['--engine', engine] });
  });
  afterEach(() => gateway.standIn.behave(undefined));
  afterAll(async () => {
    await gateway.close();
  });

  it.each([true, false])(
    'leads from Responses over HTTP to the turn, streamed: %s',
    async (stream) => {
      const sent = await gateway.post('/v1/responses', { model: 'gpt-5.5', input: 'hi', stream });
      const spans = await sent.spans(3);
      expect(family(spans)).toEqual({
        'POST /v1/responses': null,
        'chat gpt-5.5': 'POST /v1/responses',
        turn: 'chat gpt-5.5',
      });
      expect(named(spans, 'chat gpt-5.5').attributes).toMatchObject({
        'codex_serve.surface': 'RESPONSES',
        'codex_serve.request.id': sent.requestId,
        'gen_ai.conversation.id': expect.any(String),
        'gen_ai.response.id': expect.stringMatching(/^resp_/),
      });
    },
  );

  it('keeps a response in the background in the trace of the request that started it', async () => {
    gateway.standIn.behave(() => ({ kind: 'stall', text: 'a b', afterTokens: 1 }));
    const body = { model: 'gpt-5.5', input: 'hi', background: true };
    const sent = await gateway.post('/v1/responses', body);
    const [request] = await sent.spans(1);
    expect(request?.name).toBe('POST /v1/responses');
    const id = /"id":\s*"(resp_\w+)"/.exec(sent.text)?.[1];
    await gateway.standIn.waitFor(({ active }) => active > 0);
    await gateway.post(`/v1/responses/${id}/cancel`, {});
    const spans = await sent.spans(3);
    expect(family(spans)).toEqual({
      'POST /v1/responses': null,
      'chat gpt-5.5': 'POST /v1/responses',
      turn: 'chat gpt-5.5',
    });
    const chat = named(spans, 'chat gpt-5.5');
    expect(chat.attributes).toMatchObject({
      'error.type': 'cancelled',
      'gen_ai.response.finish_reasons': ['error'],
    });
    expect(chat.status).toEqual({ code: 0 });
    expect(Number(chat.endTimeUnixNano)).toBeGreaterThan(Number(request?.endTimeUnixNano));
  });

  it('has a span for each response.create of a WebSocket, in the trace that Codex names there', async () => {
    const socket = await openSocket(gateway.url, { headers: { 'user-agent': 'codex' } });
    const [one, two] = [callersTrace(), callersTrace()];
    for (const { traceparent } of [one, two]) {
      socket.create({ client_metadata: { ws_request_header_traceparent: traceparent } });
      await socket.answer();
    }
    socket.close();
    for (const { traceId, spanId } of [one, two]) {
      const spans = await gateway.collector.trace(traceId, 3);
      expect(family(spans)).toEqual({
        'response.create': null,
        'chat gpt-5.5': 'response.create',
        turn: 'chat gpt-5.5',
      });
      expect(named(spans, 'response.create')).toMatchObject({ parentSpanId: spanId, kind: 2 });
      const { attributes } = named(spans, 'chat gpt-5.5');
      expect(attributes['codex_serve.operation.id']).toBe(
        named(spans, 'response.create').attributes['codex_serve.operation.id'],
      );
    }
  });

  it('continues the trace of the headers that opened a WebSocket', async () => {
    const { traceparent, traceId, spanId } = callersTrace();
    const socket = await openSocket(gateway.url, { headers: { traceparent } });
    socket.create();
    await socket.answer();
    socket.close();
    const spans = await gateway.collector.trace(traceId, 3);
    expect(named(spans, 'response.create').parentSpanId).toBe(spanId);
  });

  it('leads from a mutation over HTTP to the turn', async () => {
    const body = {
      query: ChatDocument.toString(),
      variables: { input: ask('hi', { model: 'gpt-5.5' }) },
    };
    const spans = await (await gateway.post('/graphql', body)).spans(3);
    expect(family(spans)).toEqual({
      'POST /graphql': null,
      'chat gpt-5.5': 'POST /graphql',
      turn: 'chat gpt-5.5',
    });
    expect(named(spans, 'POST /graphql').attributes).toMatchObject({
      'graphql.operation.type': 'mutation',
      'graphql.operation.name': 'Chat',
      'http.route': '/graphql',
    });
  });

  it.each(transports)('leads from a subscription over %s to the turn', async (name, subscribe) => {
    const { traceparent, traceId, spanId } = callersTrace();
    const answers = subscribe(
      gateway.url,
      StreamChatDocument,
      { input: ask('hi', { model: 'gpt-5.5' }) },
      { traceparent },
    );
    for await (const _ of answers);
    const spans = await gateway.collector.trace(traceId, 3);
    const root = name === 'SSE' ? 'POST /graphql' : 'graphql subscription';
    expect(family(spans)).toEqual({
      [root]: null,
      'chat gpt-5.5': root,
      turn: 'chat gpt-5.5',
    });
    expect(named(spans, root)).toMatchObject({
      parentSpanId: spanId,
      attributes: {
        'graphql.operation.type': 'subscription',
        'graphql.operation.name': 'StreamChat',
      },
    });
  });

  it('continues the trace that an operation on a WebSocket names in its extensions', async () => {
    const [whole, own] = [callersTrace(), callersTrace()];
    const client = createClient({
      url: webSocketUrl(gateway.url),
      connectionParams: { traceparent: whole.traceparent },
      webSocketImpl: WebSocket,
      retryAttempts: 0,
    });
    const query = ChatDocument.toString();
    const variables = { input: ask('hi', { model: 'gpt-5.5' }) };
    const extensions = { traceparent: own.traceparent };
    for await (const _ of client.iterate({ query, variables, extensions }));
    for await (const _ of client.iterate({ query, variables }));
    await client.dispose();
    for (const { traceId, spanId } of [own, whole]) {
      const spans = await gateway.collector.trace(traceId, 3);
      expect(family(spans)).toEqual({
        'graphql mutation': null,
        'chat gpt-5.5': 'graphql mutation',
        turn: 'chat gpt-5.5',
      });
      expect(named(spans, 'graphql mutation').parentSpanId).toBe(spanId);
    }
  });

  it('names the conversation of each of its turns, and leads to each from its own request', async () => {
    const query = SendMessageDocument.toString();
    const send = async (
      more: object,
    ): Promise<{ attributes: Record<string, unknown>; conversation: string }> => {
      const input = { model: 'gpt-5.5', content: [{ text: 'hi' }], ...more };
      const sent = await gateway.post('/graphql', { query, variables: { input } });
      const spans = await sent.spans(3);
      expect(family(spans)['chat gpt-5.5']).toBe('POST /graphql');
      const { attributes } = named(spans, 'chat gpt-5.5');
      return { attributes, conversation: String(attributes['gen_ai.conversation.id']) };
    };
    const first = await send({});
    const second = await send({ conversationId: first.conversation });
    expect(first.conversation).toMatch(/^conv_/);
    expect(second.conversation).toBe(first.conversation);
  });

  it('has one span for a request that starts no completion', async () => {
    const { traceparent, traceId } = callersTrace();
    const query = '{ models(first: 1) { nodes { id } } }';
    const sent = await gateway.post('/graphql', { query }, { traceparent });
    expect(sent.status).toBe(200);
    const spans = await gateway.collector.trace(traceId, 1);
    expect(family(spans)).toEqual({ 'POST /graphql': null });
  });
});
