import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHttpTransport } from '../../../src/codex/engine/direct/transport/http-transport.ts';
import type { Transport } from '../../../src/codex/engine/direct/transport/transport.ts';
import { never } from '../../support/core.ts';
import { listenOn, type TestServer } from './proxy-servers.ts';
import { endOf, listen, plainNetwork, receive, requestTo } from './requests.ts';

const answer = 'data: {"type":"response.created"}\n\ndata: {"type":"response.completed"}\n\n';

let transport: Transport;
let server: TestServer | undefined;

beforeEach(() => {
  transport = createHttpTransport({ network: plainNetwork });
});
afterEach(async () => {
  await transport.close();
  await server?.close();
  server = undefined;
});

/** A service, and the number of connections that were made to it so far. */
async function serve(handle: RequestListener): Promise<{ url: string; connections: () => number }> {
  let count = 0;
  const http = createHttpServer(handle);
  http.on('connection', () => (count += 1));
  server = await listenOn(http);
  return { url: `http://127.0.0.1:${server.port}`, connections: () => count };
}

/** A service that speaks no HTTP. It answers each connection with these bytes. */
async function say(bytes: string): Promise<string> {
  server = await listenOn(createServer((socket) => socket.once('data', () => socket.end(bytes))));
  return `http://127.0.0.1:${server.port}`;
}

describe('a connection', () => {
  it('is used again', async () => {
    const { url, connections } = await serve((_, response) => response.end(answer));
    for (let i = 0; i < 5; i += 1) await receive(transport, requestTo(url));

    expect(connections()).toBe(1);
  });

  it('carries one answer at a time', async () => {
    const { url, connections } = await serve((_, response) => response.end(answer));
    const all = Array.from({ length: 16 }, async () => await receive(transport, requestTo(url)));
    await Promise.all(all);
    await Promise.all(Array.from({ length: 16 }, async () => receive(transport, requestTo(url))));

    expect(connections()).toBe(16);
  });

  it('is not used again where the service closes it', async () => {
    const { url, connections } = await serve((_, response) => {
      response.setHeader('connection', 'close').end(answer);
    });
    for (let i = 0; i < 3; i += 1) await receive(transport, requestTo(url));

    expect(connections()).toBe(3);
  });

  it('is not used again where the service closed it in between', async () => {
    const { url, connections } = await serve((request, response) => {
      response.end(answer, () => request.socket.destroy());
    });
    for (let i = 0; i < 20; i += 1) {
      expect(endOf(await receive(transport, requestTo(url)))).toBe('response.completed');
      await server?.isEmpty();
    }

    expect(connections()).toBe(20);
  });

  it('is opened ahead of the first request', async () => {
    const { url, connections } = await serve((_, response) => response.end(answer));
    const { provider, credentials } = requestTo(url);
    await transport.prepare(provider, credentials);
    await Promise.all([receive(transport, requestTo(url)), receive(transport, requestTo(url))]);
    await transport.prepare(provider, credentials);

    expect(connections()).toBe(2);
  });

  it('that was opened ahead and has closed is replaced', async () => {
    const { url, connections } = await serve((_, response) => response.end(answer));
    const { provider, credentials } = requestTo(url);
    await transport.prepare(provider, credentials);
    await receive(transport, requestTo(url));
    await server?.drop();

    expect(endOf(await receive(transport, requestTo(url)))).toBe('response.completed');
    expect(connections()).toBe(3);
  });

  it('that cannot be opened ahead is no error', async () => {
    const { provider, credentials } = requestTo('http://127.0.0.1:1');

    await expect(transport.prepare(provider, credentials)).resolves.toBeUndefined();
  });

  it.each([0, 1])('closes with the transport, after %i requests', async (requests) => {
    const { url } = await serve((_, response) => response.end(answer));
    const { provider, credentials } = requestTo(url);
    await transport.prepare(provider, credentials);
    for (let i = 0; i < requests; i += 1) await receive(transport, requestTo(url));
    await expect.poll(() => server?.open).toBe(2);
    await transport.close();
    await server?.isEmpty();

    expect(server?.open).toBe(0);
  });
});

describe('a terminal event', () => {
  it('ends the request while the stream is still open', async () => {
    const { url } = await serve((_, response) => response.write(answer));

    expect(endOf(await receive(transport, requestTo(url)))).toBe('response.completed');
  });

  it('is the last event that a listener gets', async () => {
    const { url } = await serve((_, response) => response.end(answer + answer));

    expect((await receive(transport, requestTo(url))).events).toHaveLength(2);
  });

  it('is not taken back by what breaks later', async () => {
    const { url } = await serve((request, response) => {
      response.write(answer, () => request.socket.destroy());
    });

    expect(endOf(await receive(transport, requestTo(url)))).toBe('response.completed');
  });
});

describe('an abort', () => {
  it.each([
    ['before the headers', ''],
    ['before the first event', ': ping\n\n'],
    ['in mid-answer', 'data: {"type":"response.created"}\n\n'],
  ])('%s closes the connection, and nothing else does', async (_, sent) => {
    const stop = new AbortController();
    let closedAt = 0;
    let closed: (() => void) | undefined;
    const gone = new Promise<void>((resolve) => (closed = resolve));
    let arrive: (() => void) | undefined;
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    const { url } = await serve((request, response) => {
      request.socket.once('close', () => {
        closedAt = performance.now();
        closed?.();
      });
      if (sent === '') arrive?.();
      else response.write(sent, () => arrive?.());
    });
    const answered = transport.send(requestTo(url), listen(), stop.signal);
    await arrived;
    const abortedAt = performance.now();
    stop.abort();

    await expect(answered).rejects.toMatchObject({ name: 'CancelledError' });
    await gone;
    expect(closedAt).toBeGreaterThanOrEqual(abortedAt);
  });

  it('before the request sends nothing', async () => {
    const { url, connections } = await serve((_, response) => response.end(answer));

    await expect(
      transport.send(requestTo(url), listen(), AbortSignal.abort()),
    ).rejects.toMatchObject({ name: 'CancelledError' });
    expect(connections()).toBe(0);
  });

  it('after the terminal event does nothing', async () => {
    const { url } = await serve((_, response) => response.write(answer));
    const stop = new AbortController();
    const received = listen();
    await transport.send(requestTo(url), received, stop.signal);
    stop.abort();

    expect(endOf(received)).toBe('response.completed');
  });
});

describe('silence', () => {
  const silent = { name: 'BrokenConnection', fault: 'timeout', isSent: true };

  it('before the headers ends the request', async () => {
    const { url } = await serve(() => {});

    await expect(receive(transport, requestTo(url, { idleMs: 50 }))).rejects.toMatchObject(silent);
    await server?.isEmpty();
  });

  it('is also a stream of comments', async () => {
    const { url } = await serve((request, response) => {
      const timer = setInterval(() => response.write(': ping\n\n'), 10);
      request.socket.once('close', () => clearInterval(timer));
    });

    await expect(receive(transport, requestTo(url, { idleMs: 200 }))).rejects.toMatchObject(silent);
    await server?.isEmpty();
  });

  it('is not what comes slowly', async () => {
    const { url } = await serve((_, response) => {
      let count = 0;
      const timer = setInterval(() => {
        count += 1;
        response.write('data: {"type":"response.in_progress"}\n\n');
        if (count < 20) return;
        clearInterval(timer);
        response.end(answer);
      }, 50);
    });

    expect((await receive(transport, requestTo(url, { idleMs: 500 }))).events).toHaveLength(22);
  });

  it('of a refusal ends with what has come of it', async () => {
    const { url } = await serve((_, response) => response.writeHead(500).write('half'));

    await expect(receive(transport, requestTo(url))).rejects.toMatchObject({
      name: 'ServiceRefusal',
      status: 500,
      body: 'half',
    });
  }, 20_000);
});

describe('a service that is not one', () => {
  it.each([
    ['notHttp', 'SSH-2.0-OpenSSH_9.6\r\n'],
    ['notHttp', '\u0015\u0003\u0001\u0000\u0002\u0002P'],
    ['reset', ''],
  ])('is %s', async (fault, bytes) => {
    const url = await say(bytes);

    await expect(receive(transport, requestTo(url))).rejects.toMatchObject({
      name: 'BrokenConnection',
      fault,
      isSent: true,
    });
  });

  it('is tls where it speaks none', async () => {
    const { url } = await serve((_, response) => response.end(answer));

    await expect(
      receive(transport, requestTo(url.replace('http:', 'https:'))),
    ).rejects.toMatchObject({ name: 'BrokenConnection', fault: 'tls', isSent: false });
  });
});

describe('a refusal', () => {
  it('keeps 64 kB of a long page', async () => {
    const { url } = await serve((_, response) => {
      response.writeHead(403, { 'content-type': 'text/html' });
      response.end('x'.repeat(10_000_000));
    });
    const refusal = await receive(transport, requestTo(url)).catch((error: unknown) => error);

    expect(refusal).toMatchObject({ name: 'ServiceRefusal', status: 403 });
    expect(refusal).toHaveProperty('body.length', 64 * 1024);
  });

  it.each([301, 302, 307, 308])('of %i is not followed', async (status) => {
    const asked: (string | undefined)[] = [];
    const { url } = await serve(({ url: path }, response) => {
      asked.push(path);
      response.writeHead(status, { location: '/elsewhere' }).end();
    });

    await expect(receive(transport, requestTo(url))).rejects.toMatchObject({
      name: 'ServiceRefusal',
      status,
      headers: { location: '/elsewhere' },
    });
    expect(asked).toEqual(['/responses']);
  });

  it('of a body that is too large is heard while the body is sent', async () => {
    const { url } = await serve((request, response) => {
      response.writeHead(413, { connection: 'close' }).end('{"detail":"too large"}');
      request.socket.end();
    });
    const image = `data:image/png;base64,${'A'.repeat(20_000_000)}`;

    await expect(receive(transport, requestTo(url, { body: { image } }))).rejects.toMatchObject({
      name: 'ServiceRefusal',
      status: 413,
      body: '{"detail":"too large"}',
    });
  });

  it('has one cookie or several as a list', async () => {
    const { url } = await serve((_, response) => {
      response.setHeader('set-cookie', ['a=1']).setHeader('retry-after', ['1', '2']);
      response.writeHead(403).end();
    });

    await expect(receive(transport, requestTo(url))).rejects.toMatchObject({
      headers: { 'set-cookie': ['a=1'], 'retry-after': '1, 2' },
    });
  });
});

describe('a listener that throws', () => {
  it.each(['headers', 'event'])('in %s ends the request with its error', async (where) => {
    const { url } = await serve((_, response) => response.write(answer));
    const fail = (): never => {
      throw new Error('mine');
    };
    const listener = { ...listen(), [where]: fail };

    await expect(transport.send(requestTo(url), listener, never())).rejects.toThrow('mine');
  });
});

describe('a request of many bytes', () => {
  it.each([100_000, 1_000_000, 20_000_000])('arrives whole: %i', async (length) => {
    let received = 0;
    const { url } = await serve((request, response) => {
      request.on('data', (bytes: Buffer) => (received += bytes.length));
      request.on('end', () => response.end(answer));
    });
    const image = `data:image/png;base64,${'A'.repeat(length)}`;
    const { events } = await receive(transport, requestTo(url, { body: { image } }));

    expect(events).toHaveLength(2);
    expect(received).toBeGreaterThan(length);
  });
});
