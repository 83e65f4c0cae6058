import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import express, { type Response } from 'express';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { createSseResponse } from '../../src/http/answer/sse-response.ts';

const megabyte = 1024 * 1024;
const event = `data: ${'x'.repeat(16 * 1024)}\n\n`;

let answering: (res: Response) => void;
const server = createServer(express().use((_req, res) => answering(res)));
let client: Socket;

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  server.close();
});
afterEach(() => {
  vi.useRealTimers();
  client.destroy();
});

/** The answer to a client that has asked and does not read. */
async function answerToIdleClient(): Promise<Response> {
  const answer = new Promise<Response>((resolve) => {
    answering = resolve;
  });
  const address = server.address();
  client = connect(typeof address === 'object' ? (address?.port ?? 0) : 0, '127.0.0.1');
  client.pause();
  client.write('GET / HTTP/1.1\r\nHost: test\r\n\r\n');
  return await answer;
}

it('buffers little for a client that does not read, and continues once it does', async () => {
  const res = await answerToIdleClient();
  const sse = createSseResponse(res, { headerHoldMs: 60_000, keepaliveMs: 60_000 });
  const signal = AbortSignal.timeout(10_000);
  let sent = 0;
  let held = 0;
  while (sent < 100 * megabyte) {
    sent += event.length;
    held = Math.max(held, res.writableLength);
    if (sse.send(event)) continue;
    client.resume();
    await sse.drained(signal);
    client.pause();
  }
  sse.end();

  expect(held).toBeLessThan(megabyte);
  client.resume();
  await once(res, 'finish', { signal });
});

it('adds no comments to what a client has yet to read', async () => {
  const res = await answerToIdleClient();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  const sse = createSseResponse(res, { headerHoldMs: 60_000, keepaliveMs: 1000 });
  while (sse.send(event));
  const held = res.writableLength;
  vi.advanceTimersByTime(5000);

  expect(res.writableLength).toBe(held);
});

it('waits for silence before it adds one', async () => {
  const res = await answerToIdleClient();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  const sse = createSseResponse(res, { headerHoldMs: 2000, keepaliveMs: 1000 });
  const write = vi.spyOn(res, 'write');
  vi.advanceTimersByTime(1999);
  expect(sse.isOpen()).toBe(false);
  vi.advanceTimersByTime(1);
  await nextTurn();
  sse.send('data: 1\n\n');
  await nextTurn();
  vi.advanceTimersByTime(999);
  await nextTurn();
  sse.send('data: 2\n\n');
  await nextTurn();
  vi.advanceTimersByTime(1000);
  await nextTurn();
  sse.end();
  vi.advanceTimersByTime(5000);

  expect(write.mock.calls.map(([chunk]): unknown => chunk)).toEqual([
    ': keepalive\n\n',
    'data: 1\n\n',
    'data: 2\n\n',
    ': keepalive\n\n',
  ]);
});

it('writes the events that are ready in one go, and none later than that', async () => {
  const res = await answerToIdleClient();
  const sse = createSseResponse(res, { headerHoldMs: 60_000, keepaliveMs: 60_000 });
  const write = vi.spyOn(res, 'write');
  const end = vi.spyOn(res, 'end');
  const ready = async (text: string): Promise<void> => {
    await Promise.resolve();
    sse.send(text);
  };
  await Promise.all([ready('data: 1\n\n'), ready('data: 2\n\n')]);
  process.nextTick(() => sse.send('data: 3\n\n'));
  await nextTurn();
  sse.send('data: 4\n\n');
  sse.end();
  await nextTurn();

  expect(write.mock.calls.map(([chunk]): unknown => chunk)).toEqual([
    'data: 1\n\ndata: 2\n\n',
    'data: 3\n\n',
  ]);
  expect(end.mock.calls.map(([chunk]): unknown => chunk)).toEqual(['data: 4\n\n']);
});

it('stops waiting for a client that has gone', async () => {
  const res = await answerToIdleClient();
  const sse = createSseResponse(res, { headerHoldMs: 60_000, keepaliveMs: 60_000 });
  const gone = new AbortController();
  res.once('close', () => gone.abort());
  // More than the sockets of both sides take.
  for (let sent = 0; sent < 100 * megabyte; sent += event.length) sse.send(event);
  client.destroy();

  await expect(sse.drained(gone.signal)).rejects.toMatchObject({ name: 'AbortError' });
  expect(sse.send(event)).toBe(true);
});
