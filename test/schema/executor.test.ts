import { EventEmitter, once } from 'node:events';
import { GraphQLEnumType } from 'graphql';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { SessionCore } from '../../src/codex/session-core.ts';
import { ModelNotFoundError } from '../../src/errors/errors.ts';
import { HealthDocument, ModelsDocument, StreamChatDocument } from '../generated/graphql.ts';
import { startTestCore, type TestCore } from '../support/core.ts';
import { startTestGateway } from '../support/gateway.ts';
import { ask } from './ask.ts';
import { allEvents, post, subscribeOverSse, transports } from './clients.ts';
import { openSocket } from './raw-socket.ts';
import { startSurface } from './surface.ts';

let test: TestCore;

beforeAll(async () => {
  test = await startTestCore();
});
afterAll(async () => {
  await test.close();
});

describe.each(transports)('an event over %s', (_name, subscribe) => {
  it('does not read the variables again, no matter how long the conversation is', async () => {
    const surface = await startSurface(test.core);
    const { messages } = ask('Hi');
    const input = { messages: Array.from({ length: 20 }, () => messages).flat() };
    const parseValue = vi.spyOn(GraphQLEnumType.prototype, 'parseValue');
    const readsOf = async (text: string): Promise<{ events: number; reads: number }> => {
      test.standIn.behave(() => ({ kind: 'text', text }));
      parseValue.mockClear();
      const events = await allEvents(subscribe(surface.url, StreamChatDocument, { input }));
      return { events: events.length, reads: parseValue.mock.calls.length };
    };

    const short = await readsOf('One.');
    const long = await readsOf('word '.repeat(50));
    expect(long.events).toBeGreaterThan(short.events + 40);
    expect(short.reads).toBeGreaterThanOrEqual(input.messages.length);
    expect(long.reads).toBe(short.reads);
    parseValue.mockRestore();
    await surface.close();
  });
});

describe('a fault in the gateway', () => {
  const faulty = (): SessionCore => ({
    ...test.core,
    health: () => Promise.reject(new Error('secret database path')),
  });
  const shown = {
    message: 'The server had an error while processing your request.',
    locations: [{ line: 4, column: 3 }],
    path: ['health'],
    extensions: { code: 'INTERNAL_ERROR' },
  };

  it('is masked over HTTP, and logged', async () => {
    const lines: string[] = [];
    const logger = pino({ level: 'error' }, { write: (line: string) => lines.push(line) });
    const surface = await startSurface(faulty(), { logger });
    const response = await post(surface.url, { query: HealthDocument.toString() });
    const text = await response.text();
    expect(JSON.parse(text)).toEqual({
      data: null,
      errors: [shown],
    });
    expect(text).not.toContain('secret');
    expect(lines.join('')).toContain('secret database path');
    await surface.close();
  });

  it('is masked over a WebSocket, with no note of Yoga to itself', async () => {
    const surface = await startSurface(faulty());
    const { socket, send, next } = await openSocket(surface.url);
    send({ type: 'subscribe', id: '1', payload: { query: HealthDocument.toString() } });
    expect(await next()).toEqual({
      id: '1',
      type: 'next',
      payload: {
        data: null,
        errors: [shown],
      },
    });
    socket.close();
    await surface.close();
  });

  it('shows an error of this program with its code', async () => {
    const surface = await startSurface({
      ...test.core,
      models: () => Promise.reject(new ModelNotFoundError('gpt-0')),
    });
    const response = await post(surface.url, { query: ModelsDocument.toString() });
    expect(await response.json()).toMatchObject({
      data: null,
      errors: [{ path: ['models'], extensions: { code: 'MODEL_NOT_FOUND' } }],
    });
    await surface.close();
  });
});

describe('the log', () => {
  it('has operations and their variables when it is verbose, and only then', async () => {
    const linesOf = async (verbose: boolean): Promise<string> => {
      const lines: string[] = [];
      const logger = pino({ level: 'info' }, { write: (line: string) => lines.push(line) });
      const surface = await startSurface(test.core, { logger, verbose });
      await post(surface.url, {
        query: 'query Named($id: ID!) { model(id: $id) { id } }',
        variables: { id: 'a-model-name' },
      });
      await surface.close();
      return lines.join('');
    };
    const verbose = await linesOf(true);
    expect(verbose).toContain('"operationName":"Named"');
    expect(verbose).toContain('"variables":{"id":"a-model-name"}');
    expect(await linesOf(false)).not.toContain('a-model-name');
  });

  it('has the time to the first token of a subscription over SSE', async () => {
    const lines = new EventEmitter();
    const logged = once(lines, 'request');
    const gateway = await startTestGateway({
      logger: pino(
        { level: 'info' },
        { write: (line: string) => lines.emit(JSON.parse(line).msg, JSON.parse(line)) },
      ),
    });
    await allEvents(subscribeOverSse(gateway.url, StreamChatDocument, { input: ask('Hi') }));
    expect(await logged).toEqual([
      expect.objectContaining({
        path: '/graphql',
        status: 200,
        firstTokenMs: expect.any(Number),
      }),
    ]);
    await gateway.close();
  });
});
