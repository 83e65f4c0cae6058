import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engineNames } from '../../src/codex/engine/engine-health.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { callersTrace, family, startCollector, type Collector } from './collector.ts';

const messages = [{ role: 'user', content: 'Count to 3' }];

describe.each(engineNames)('a trace on the engine %s', (engine) => {
  let collector: Collector;
  let gateway: TestGateway;

  beforeAll(async () => {
    collector = await startCollector();
    gateway = await startTestGateway({ env: collector.env, args: ['--engine', engine] });
  });
  afterAll(async () => {
    await gateway.close();
    await collector.close();
  });

  async function post(
    path: string,
    body: object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<string> {
    const answer = await fetch(gateway.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'tester/1.0', ...headers },
      body: JSON.stringify(body),
    });
    return await answer.text();
  }

  it.each([true, false])('has every span of a chat, streamed: %s', async (stream) => {
    const { traceparent, traceId, spanId } = callersTrace();
    await post(
      '/v1/chat/completions?key=secret',
      { model: 'gpt-5.5', stream, messages },
      { traceparent },
    );
    const spans = await collector.trace(traceId, 3);
    expect(family(spans)).toEqual({
      'POST /v1/chat/completions': null,
      'chat gpt-5.5': 'POST /v1/chat/completions',
      turn: 'chat gpt-5.5',
    });
    const [request, chat, turn] = ['POST /v1/chat/completions', 'chat gpt-5.5', 'turn'].map(
      (wanted) => spans.find(({ name }) => name === wanted),
    );
    expect(request).toMatchObject({
      parentSpanId: spanId,
      kind: 2,
      status: {},
      attributes: {
        'http.request.method': 'POST',
        'http.route': '/v1/chat/completions',
        'http.response.status_code': 200,
        'url.path': '/v1/chat/completions',
        'url.scheme': 'http',
        'server.address': '127.0.0.1',
        'server.port': Number(new URL(gateway.url).port),
        'user_agent.original': 'tester/1.0',
        'network.protocol.version': '1.1',
        'codex_serve.request.id': expect.stringMatching(/^req_/),
      },
    });
    expect(chat).toMatchObject({
      kind: 3,
      attributes: {
        'gen_ai.operation.name': 'chat',
        'gen_ai.provider.name': 'openai',
        'gen_ai.request.model': 'gpt-5.5',
        'gen_ai.request.stream': stream,
        'gen_ai.output.type': 'text',
        'gen_ai.response.model': 'gpt-5.5',
        'gen_ai.response.id': expect.stringMatching(/^chatcmpl-/),
        'gen_ai.response.finish_reasons': ['stop'],
        'gen_ai.response.time_to_first_chunk': expect.any(Number),
        'gen_ai.usage.input_tokens': expect.any(Number),
        'gen_ai.usage.cache_read.input_tokens': expect.any(Number),
        'gen_ai.usage.output_tokens': expect.any(Number),
        'gen_ai.usage.reasoning.output_tokens': expect.any(Number),
        'codex_serve.surface': 'CHAT_COMPLETIONS',
        'codex_serve.engine': engine,
        'codex_serve.queue.wait_ms': 0,
        'codex_serve.request.id': request?.attributes['codex_serve.request.id'],
      },
    });
    expect(turn).toMatchObject({
      kind: 1,
      attributes: { 'codex_serve.engine': engine },
      events: [{ name: 'codex_serve.first_token' }],
    });
    expect(JSON.stringify(spans)).not.toMatch(/Count to|secret/);
  });
});
