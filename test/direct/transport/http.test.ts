import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHttpTransport } from '../../../src/codex/engine/direct/transport/http-transport.ts';
import type { Transport } from '../../../src/codex/engine/direct/transport/transport.ts';
import { startStandIn, type Behaviour, type StandIn } from '../../../src/standin/index.ts';
import { endOf, listen, plainNetwork, receive, requestTo } from './requests.ts';

let service: StandIn;
let transport: Transport;

beforeEach(async () => {
  service = await startStandIn({ record: true });
  transport = createHttpTransport({ network: plainNetwork });
});
afterEach(async () => {
  await transport.close();
  await service.close();
});

const always = (behaviour: Behaviour): void => service.behave(() => behaviour);

describe('a request over HTTP', () => {
  it('is a POST with the headers of the provider and the login', async () => {
    const received = await receive(
      transport,
      requestTo(service.baseUrl, {
        headers: { originator: 'codex-serve', 'user-agent': 'codex-serve/0.1' },
        login: { authorization: 'Bearer secret' },
      }),
    );

    expect(received.text()).toBe('1 2 3');
    expect(endOf(received)).toBe('response.completed');
    const [{ headers, body } = { headers: {}, body: {} }] = service.requests;
    expect({ ...headers, host: 'any', 'content-length': 'any' }).toEqual({
      host: 'any',
      connection: 'keep-alive',
      'content-type': 'application/json',
      accept: 'text/event-stream',
      'session-id': '0197',
      originator: 'codex-serve',
      'user-agent': 'codex-serve/0.1',
      authorization: 'Bearer secret',
      'content-length': 'any',
    });
    expect(body).toEqual({
      model: 'gpt-test',
      input: [
        { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Count to 3' }] },
      ],
      stream: true,
    });
  });

  it('gives back the state of the turn', async () => {
    await receive(transport, requestTo(service.baseUrl, { turnState: 'abc' }));

    expect(service.requests[0]?.headers).toMatchObject({ 'x-codex-turn-state': 'abc' });
  });

  it('gives the headers of the response before its events', async () => {
    const order: string[] = [];
    await transport.send(
      requestTo(service.baseUrl),
      {
        headers: (headers) => order.push(String(headers['content-type'])),
        event: ({ type }) => order.push(type),
      },
      new AbortController().signal,
    );

    expect(order.slice(0, 2)).toEqual(['text/event-stream; charset=utf-8', 'response.created']);
  });
});

describe('a response over HTTP', () => {
  it('is refused with its status, headers and body', async () => {
    always({ kind: 'status', status: 429, body: { detail: 'x' }, headers: { 'retry-after': '7' } });

    await expect(receive(transport, requestTo(service.baseUrl))).rejects.toMatchObject({
      name: 'ServiceRefusal',
      status: 429,
      headers: { 'retry-after': '7' },
      body: '{"detail":"x"}',
    });
  });

  it('skips what is no event', async () => {
    always({ kind: 'garbage', afterTokens: 2 });
    const received = await receive(transport, requestTo(service.baseUrl));

    expect(received.text()).toBe('1 2 3');
    expect(endOf(received)).toBe('response.completed');
  });

  it.each([
    ['nothing', { fault: 'reset', isSent: true }],
    ['headers', { fault: null, isSent: true }],
    [2, { fault: null, isSent: true }],
  ] as const)('that is cut after %s is a broken connection', async (after, broken) => {
    always({ kind: 'cut', after });

    await expect(receive(transport, requestTo(service.baseUrl))).rejects.toMatchObject({
      name: 'BrokenConnection',
      ...broken,
    });
  });

  it('that falls silent is a broken connection', async () => {
    always({ kind: 'stall', afterTokens: 1 });

    await expect(
      receive(transport, requestTo(service.baseUrl, { idleMs: 50 })),
    ).rejects.toMatchObject({ name: 'BrokenConnection', fault: 'timeout', isSent: true });
  });

  it('closes at once when it is cancelled, and hurts no other', async () => {
    service.behave(({ body }) =>
      body['model'] === 'stalled' ? { kind: 'stall', afterTokens: 1 } : undefined,
    );
    const stop = new AbortController();
    const stalled = listen();
    const sent = transport.send(
      requestTo(service.baseUrl, { body: { model: 'stalled' } }),
      stalled,
      stop.signal,
    );
    await stalled.until('response.output_text.delta');
    const other = receive(transport, requestTo(service.baseUrl));
    stop.abort();

    await expect(sent).rejects.toMatchObject({ name: 'CancelledError' });
    await service.waitFor(({ aborted }) => aborted === 1);
    expect((await other).text()).toBe('1 2 3');
  });
});

describe('without a connection', () => {
  it('nothing was sent', async () => {
    const { baseUrl } = service;
    await service.close();

    await expect(receive(transport, requestTo(baseUrl))).rejects.toMatchObject({
      name: 'BrokenConnection',
      fault: 'refused',
      isSent: false,
    });
  });

  it('a URL of another kind is named', async () => {
    await expect(receive(transport, requestTo('ftp://localhost'))).rejects.toMatchObject({
      name: 'BrokenConnection',
      fault: 'badUrl',
      isSent: false,
    });
  });
});

describe('connections', () => {
  it('carry one request after another, and sixteen at once', async () => {
    for (let i = 0; i < 3; i += 1) await receive(transport, requestTo(service.baseUrl));
    const all = await Promise.all(
      Array.from({ length: 16 }, async () => await receive(transport, requestTo(service.baseUrl))),
    );

    expect(new Set(all.map((each) => each.text()))).toEqual(new Set(['1 2 3']));
    expect(service.answered).toBe(19);
  });
});
