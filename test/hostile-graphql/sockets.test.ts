import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { pino } from 'pino';
import { StreamChatDocument } from '../generated/graphql.ts';
import { ask } from '../schema/ask.ts';
import { webSocketUrl } from '../schema/clients.ts';
import { openRawSocket, openSocket, type Message, type RawSocket } from '../schema/raw-socket.ts';
import { startSurface, type TestSurface, type TestSurfaceOptions } from '../schema/surface.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { meanwhile } from './meanwhile.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ tokensPerSecond: 100 });
});
afterAll(async () => {
  await gateway.close();
});

const version = { query: '{ version }' };

/** What becomes of an attempt to open a socket: itself, or the status of the refusal. */
async function tryToOpen(url: string): Promise<WebSocket | number> {
  const socket = new WebSocket(webSocketUrl(url), 'graphql-transport-ws');
  return await new Promise((resolve, reject) => {
    socket.once('open', () => resolve(socket));
    socket.once('unexpected-response', (_request, { statusCode = 0 }) => resolve(statusCode));
    socket.once('error', reject);
  });
}

async function withSurface(
  options: TestSurfaceOptions,
  use: (surface: TestSurface) => Promise<void>,
): Promise<void> {
  const surface = await startSurface(gateway.core, options);
  try {
    await use(surface);
  } finally {
    await surface.close();
  }
}

/** Sends messages until the server's TCP window is full, as far as `ws` can be made to. */
function flood({ socket, send }: RawSocket, messageOf: (index: number) => Message): void {
  socket.pause();
  for (let index = 0; index < 5000; index += 1) send(messageOf(index));
}

describe('a flood of sockets', () => {
  it('is refused with 503 beyond those that have not sent connection_init', async () => {
    // None of them is closed for its silence before the last one has been tried.
    const limits = { connectionInitTimeoutMs: 600_000 };
    await withSurface({ limits }, async ({ url }) => {
      await meanwhile(gateway, async () => {
        const opened = await Promise.all(
          Array.from({ length: 600 }, async () => await tryToOpen(url)),
        );
        const refused = opened.filter((socket) => typeof socket === 'number');
        expect(new Set(refused)).toEqual(new Set([503]));
        expect(refused).toHaveLength(100);
        for (const socket of opened) if (typeof socket !== 'number') socket.terminate();
      });
      // Once they are gone there is room again.
      await expect.poll(async () => typeof (await tryToOpen(url))).toBe('object');
    });
  });

  it('is refused with 503 beyond the number of all, and takes no more when one has gone', async () => {
    await withSurface({ limits: { maxSockets: 3 } }, async ({ url }) => {
      const sockets = [await openSocket(url), await openSocket(url), await openSocket(url)];
      expect(await tryToOpen(url)).toBe(503);
      sockets[0]?.socket.close();
      await sockets[0]?.closed;
      const fourth = await tryToOpen(url);
      expect(fourth).toBeInstanceOf(WebSocket);
      expect(await tryToOpen(url)).toBe(503);
    });
  });

  it('that send a wrong key and never close makes room again', async () => {
    const limits = { maxPendingSockets: 2, closeTimeoutMs: 2000 };
    await withSurface({ limits, apiKey: 'right' }, async ({ url }) => {
      for (const { socket, send } of [await openRawSocket(url), await openRawSocket(url)]) {
        send({ type: 'connection_init', payload: { authorization: 'Bearer wrong' } });
        socket.pause();
      }
      expect(await tryToOpen(url)).toBe(503);
      await expect.poll(async () => typeof (await tryToOpen(url))).toBe('object');
    });
  });
});

describe('a socket without connection_init', () => {
  it('may not send a large message', async () => {
    const { code } = await meanwhile(gateway, async () => {
      const { send, closed } = await openRawSocket(gateway.url);
      send({ type: 'connection_init', payload: { text: 'x'.repeat(1024 * 1024) } });
      return await closed;
    });
    expect(code).toBe(1009);
  });

  it('may not begin one either', async () => {
    const { socket, closed } = await openRawSocket(gateway.url);
    socket.send('x'.repeat(100_000), { fin: false });
    expect(await closed).toMatchObject({ code: 1009 });
  });
});

describe('messages that are begun and not ended', () => {
  it('are bounded over all sockets', async () => {
    await withSurface({ limits: { maxUnfinishedBytes: 250_000 } }, async ({ url }) => {
      const sockets = [await openSocket(url), await openSocket(url), await openSocket(url)];
      for (const { socket } of sockets) socket.send('x'.repeat(100_000), { fin: false });
      const closed = await Promise.race(sockets.map(async (raw) => await raw.closed));
      expect(closed).toMatchObject({ code: 1009 });
      // The others stay open.
      const open = sockets.filter(({ socket }) => socket.readyState === WebSocket.OPEN);
      expect(open).toHaveLength(2);
      open[0]?.socket.send('x', { fin: true });
      expect(await open[0]?.closed).toEqual({ code: 4400, reason: 'Invalid message received' });
    });
  });
});

describe('one socket', () => {
  it('of a thousand subscriptions gets a hundred', async () => {
    const payload = { query: 'subscription { chatCompletionEvents(id: "x") { __typename } }' };
    const refused = await meanwhile(gateway, async () => {
      const { socket, send, next } = await openSocket(gateway.url);
      for (let index = 0; index < 1000; index += 1) {
        send({ type: 'subscribe', id: String(index), payload });
      }
      let errors = 0;
      for (let ended = 0; ended < 1000;) {
        const { type } = await next();
        if (type === 'error') errors += 1;
        if (type === 'error' || type === 'complete') ended += 1;
      }
      socket.terminate();
      return errors;
    });
    // Each of these ends at once, so there is room for some more.
    expect(refused).toBeLessThan(901);
  });

  it('is closed when it uses one id twice, and its completion ends', async () => {
    gateway.standIn.behave(() => ({ kind: 'stall' }));
    const payload = { query: StreamChatDocument.toString(), variables: { input: ask('Hi') } };
    const { send, closed } = await openSocket(gateway.url);
    send({ type: 'subscribe', id: '1', payload });
    await gateway.standIn.waitFor(({ active }) => active === 1, AbortSignal.timeout(60_000));
    for (let index = 0; index < 100; index += 1) send({ type: 'subscribe', id: '1', payload });
    expect(await closed).toMatchObject({ code: 4409 });
    await gateway.standIn.waitFor(({ active }) => active === 0, AbortSignal.timeout(60_000));
  });

  it('is closed for a second connection_init, however many come', async () => {
    const { code } = await meanwhile(gateway, async () => {
      const raw = await openRawSocket(gateway.url);
      for (let index = 0; index < 1000; index += 1) raw.send({ type: 'connection_init' });
      return await raw.closed;
    });
    expect(code).toBe(4429);
  });

  it.each<[string, string | Buffer, number]>([
    ['text that is no JSON', '\u0000\uFFFF{', 4400],
    ['a list', '[]', 4400],
    ['a message of a type that only a server sends', '{"type":"next","id":"1"}', 4400],
    ['bytes', Buffer.alloc(1000, 7), 4400],
  ])('is closed for garbage: %s', async (_what, garbage, code) => {
    const { socket, closed } = await openSocket(gateway.url);
    socket.send(garbage);
    expect((await closed).code).toBe(code);
  });

  it('is closed for bytes that are no frame', async () => {
    const { host, port, hostname } = new URL(gateway.url);
    const socket = connect(Number(port), hostname);
    socket.write(
      [
        'GET /graphql HTTP/1.1',
        `Host: ${host}`,
        'Connection: Upgrade',
        'Upgrade: websocket',
        'Sec-WebSocket-Version: 13',
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
        'Sec-WebSocket-Protocol: graphql-transport-ws',
        '\r\n',
      ].join('\r\n'),
    );
    await once(socket, 'data');
    socket.write(Buffer.alloc(1000, 255));
    const [frame]: Buffer[] = await once(socket, 'data');
    // A closing frame, with the code for a breach of the protocol.
    expect(frame?.subarray(0, 4)).toEqual(Buffer.from([0x88, 2, 0x03, 0xea]));
    await once(socket, 'close');
  });

  it('is closed for a message of thousands of fragments', async () => {
    const { socket, closed } = await openSocket(gateway.url);
    for (let index = 0; index < 200_000; index += 1) socket.send('x', { fin: false });
    expect((await closed).code).toBe(1008);
  });
});

describe('a client that sends and does not read', () => {
  const text = 'x'.repeat(10_000);

  it.each<[string, (index: number) => Message]>([
    ['pings', () => ({ type: 'ping', payload: { text } })],
    [
      'operations',
      (index) => ({ type: 'subscribe', id: String(index), payload: { query: `{ ${text} }` } }),
    ],
  ])('is not read any more when its answers to %s pile up', async (_what, messageOf) => {
    const lines: string[] = [];
    const logger = pino({ level: 'error' }, { write: (line: string) => lines.push(line) });
    await withSurface({ logger }, async ({ url }) => {
      const raw = await openSocket(url);
      await meanwhile(gateway, async () => {
        flood(raw, messageOf);
        // Others are served meanwhile.
        const { socket, send, next } = await openSocket(url);
        send({ type: 'subscribe', id: '1', payload: version });
        expect(await next()).toMatchObject({ type: 'next' });
        socket.terminate();
      });
      // Most of the 50 MB are still here.
      expect(raw.socket.bufferedAmount).toBeGreaterThan(10_000_000);
      raw.socket.terminate();
    });
    expect(lines).toEqual([]);
  });

  it('is dropped when it does not answer a ping by the next one', async () => {
    await withSurface({ limits: { keepAliveMs: 30, maxSockets: 1 } }, async ({ url }) => {
      const { socket, closed } = await openSocket(url);
      socket.pause();
      socket.once('error', () => {});
      await expect
        .poll(async () => typeof (await tryToOpen(url)), { timeout: 5000 })
        .toBe('object');
      // The client notes that it was cut off when it reads again.
      socket.resume();
      await closed.then(({ code }) => expect(code).toBe(1006));
    });
  });
});
