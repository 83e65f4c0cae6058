import { createClient } from 'graphql-ws';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { HealthDocument, StreamChatDocument } from '../generated/graphql.ts';
import { startTestCore, type TestCore } from '../support/core.ts';
import { ask } from './ask.ts';
import { webSocketUrl } from './clients.ts';
import { openRawSocket, openSocket, type RawSocket } from './raw-socket.ts';
import { startSurface, type TestSurface, type TestSurfaceOptions } from './surface.ts';

let test: TestCore;
const surfaces: TestSurface[] = [];

beforeAll(async () => {
  test = await startTestCore();
});
afterEach(async () => {
  await Promise.all(surfaces.splice(0).map((surface) => surface.close()));
});
afterAll(async () => {
  await test.close();
});

async function start(options: TestSurfaceOptions = {}): Promise<TestSurface> {
  const surface = await startSurface(test.core, options);
  surfaces.push(surface);
  return surface;
}

const health = { query: HealthDocument.toString() };
const streamChat = { query: StreamChatDocument.toString(), variables: { input: ask('Hi') } };

describe('a WebSocket without a key', () => {
  it('carries queries, and pings', async () => {
    const { url } = await start();
    const { socket, send, next } = await openSocket(url);
    send({ type: 'subscribe', id: 'a', payload: health });
    expect(await next()).toMatchObject({
      id: 'a',
      type: 'next',
      payload: { data: { version: '0.0.0' } },
    });
    expect(await next()).toEqual({ id: 'a', type: 'complete' });
    send({ type: 'ping', payload: { n: 1 } });
    expect(await next()).toEqual({ type: 'pong', payload: { n: 1 } });
    socket.close();
  });

  it.each<[number, string, (raw: RawSocket) => unknown]>([
    [4400, 'Invalid message received', ({ send }) => send('no JSON')],
    [4400, 'Invalid message received', ({ send }) => send({ type: 'hello' })],
    [
      4400,
      'Invalid message received',
      async ({ send, next }) => {
        send({ type: 'connection_init' });
        await next();
        send({ type: 'next', id: '1', payload: {} });
      },
    ],
    [4400, 'Invalid message received', ({ send }) => send({ type: 'subscribe', id: '1' })],
    [4401, 'Unauthorized', ({ send }) => send({ type: 'subscribe', id: '1', payload: health })],
    [
      4429,
      'Too many initialisation requests',
      ({ send }) => {
        send({ type: 'connection_init' });
        send({ type: 'connection_init' });
      },
    ],
    [
      4409,
      'Subscriber for 1 already exists',
      async ({ send, next }) => {
        send({ type: 'connection_init' });
        await next();
        send({ type: 'subscribe', id: '1', payload: streamChat });
        send({ type: 'subscribe', id: '1', payload: streamChat });
      },
    ],
  ])('is closed with %i, %s', async (code, reason, breakRule) => {
    test.standIn.behave(() => ({ kind: 'stall' }));
    const { url } = await start();
    const raw = await openRawSocket(url);
    await breakRule(raw);
    expect(await raw.closed).toEqual({ code, reason });
    await test.standIn.waitFor(({ active }) => active === 0, AbortSignal.timeout(60_000));
  });

  it.each<[string, object, string, string]>([
    [
      'a variable condition on the root field of a subscription',
      {
        query: 'subscription S($v: Boolean!) { health @include(if: $v) { isReady } }',
        variables: { v: true },
      },
      'GRAPHQL_VALIDATION_FAILED',
      'The root field of a subscription must not use @skip or @include. Leave the subscription out instead.',
    ],
    [
      'one in a fragment',
      {
        query:
          'subscription { ...F } fragment F on Subscription { ... @skip(if: true) { health { isReady } } }',
      },
      'GRAPHQL_VALIDATION_FAILED',
      'The root field of a subscription must not use @skip or @include. Leave the subscription out instead.',
    ],
    [
      'variables that are a list',
      { query: '{ version }', variables: [] },
      'BAD_REQUEST',
      `"subscribe" message payload expects the 'variables' property to be a an object or nullish or missing, but got array`,
    ],
    [
      'no document',
      {},
      'BAD_REQUEST',
      `"subscribe" message payload expects the 'query' property to be a string, but got undefined`,
    ],
  ])('stays open for an operation with a fault: %s', async (_what, payload, code, message) => {
    const { url } = await start();
    const { socket, send, next } = await openSocket(url);
    send({ type: 'subscribe', id: 'a', payload });
    const { type, payload: errors } = await next();
    expect(type).toBe('error');
    expect(errors).toEqual([expect.objectContaining({ message, extensions: { code } })]);
    send({ type: 'subscribe', id: 'a', payload: health });
    expect(await next()).toMatchObject({ id: 'a', type: 'next' });
    socket.close();
  });

  it('is closed with 4406 when it speaks another protocol', async () => {
    const { url } = await start();
    const socket = new WebSocket(webSocketUrl(url));
    const code = await new Promise((resolve) => {
      socket.once('close', resolve);
    });
    expect(code).toBe(4406);
  });

  it('is closed with 4408 when it sends no connection_init in time', async () => {
    const { url } = await start({ limits: { connectionInitTimeoutMs: 20 } });
    const { closed } = await openRawSocket(url);
    expect(await closed).toEqual({ code: 4408, reason: 'Connection initialisation timeout' });
  });

  it('is closed with 1009 for a message that is too big, with a line in the log, not on the console', async () => {
    const lines: string[] = [];
    const logger = pino({ level: 'warn' }, { write: (line: string) => lines.push(line) });
    const error = vi.spyOn(console, 'error');
    const { url } = await start({ limits: { maxMessageBytes: 1000 }, logger });
    const { send, closed } = await openSocket(url);
    send({ type: 'ping', payload: { text: 'x'.repeat(1000) } });
    expect(await closed).toMatchObject({ code: 1009 });
    expect(error).not.toHaveBeenCalled();
    expect(lines.join('')).toContain('Max payload size exceeded');
  });

  it('is closed with 1001 when the gateway closes', async () => {
    const { url, surface } = await start();
    const { closed } = await openSocket(url);
    await surface.close(AbortSignal.timeout(1000));
    expect(await closed).toEqual({ code: 1001, reason: 'Going away' });
  });

  it('is cut when it does not answer the closing handshake', async () => {
    const { url, surface } = await start({ limits: { closeTimeoutMs: 20 } });
    const { socket } = await openSocket(url);
    socket.pause();
    // ws itself would wait for half a minute.
    await expect(surface.close(AbortSignal.timeout(1000))).resolves.toBeUndefined();
    socket.terminate();
  });
});

describe('a WebSocket on a gateway with an API key', () => {
  it.each<[string, object]>([
    ['no credentials', {}],
    ['a wrong key', { authorization: 'Bearer wrong' }],
  ])('is closed with 4401 for %s', async (_what, payload) => {
    const { url } = await start({ apiKey: 'right' });
    const { send, closed } = await openRawSocket(url);
    send({ type: 'connection_init', payload });
    expect(await closed).toEqual({ code: 4401, reason: 'Unauthorized' });
  });

  it('takes the key from connectionParams, or from the header of the upgrade', async () => {
    const { url } = await start({ apiKey: 'right' });
    const byParams = await openRawSocket(url);
    byParams.send({ type: 'connection_init', payload: { authorization: 'Bearer right' } });
    expect(await byParams.next()).toEqual({ type: 'connection_ack' });
    byParams.socket.close();

    const byHeader = await openSocket(url, { headers: { authorization: 'Bearer right' } });
    byHeader.socket.close();
  });

  it('tells the client library not to retry', async () => {
    const { url } = await start({ apiKey: 'right' });
    let attempts = 0;
    const client = createClient({
      url: webSocketUrl(url),
      webSocketImpl: WebSocket,
      retryWait: () => Promise.resolve(),
      on: { opened: () => (attempts += 1) },
    });
    await expect(client.iterate(health).next()).rejects.toMatchObject({ code: 4401 });
    expect(attempts).toBe(1);
  });
});
