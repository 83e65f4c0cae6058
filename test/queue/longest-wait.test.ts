import { getEventListeners } from 'node:events';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Completion } from '../../src/codex/completion/completion.ts';
import { createTurnQueue } from '../../src/codex/queue/turn-queue.ts';
import {
  ChatDocument,
  ReadChatDocument,
  StartChatDocument,
  StreamChatDocument,
} from '../generated/graphql.ts';
import { chatBody, dataOf, post } from '../rest/client.ts';
import { startRestApp } from '../rest/rest-app.ts';
import { ask as askOverGraphql } from '../schema/ask.ts';
import { allEvents, execute, transports } from '../schema/clients.ts';
import { endAll, hearsText } from '../support/completions.ts';
import { ask, never } from '../support/core.ts';
import { engineProcessIds } from '../support/engine-pid.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { whenAsked } from '../support/when-asked.ts';
import { endSharedGateway } from '../support/shared-gateway.ts';

// It looks for the app-server among those of its process.
beforeAll(endSharedGateway);

const message =
  'The request waited 1 s for its turn, which is the longest wait allowed. Try again in 3 s.';
const body = { message, type: 'server_error', param: null, code: 'queue_timeout' };

let gateway: TestGateway;
let holder: Completion;

beforeAll(async () => {
  const args = ['--max-turns', '1', '--queue-seconds', '1'];
  gateway = await startTestGateway({ args });
});
/** Takes the only place. */
beforeEach(async () => {
  gateway.standIn.behave(() => ({ kind: 'stall' }));
  holder = await gateway.core.run(ask('Hold the place'), never());
  await gateway.standIn.waitFor(({ active }) => active === 1, AbortSignal.timeout(60_000));
});
afterEach(async () => {
  await endAll(gateway);
});
afterAll(async () => {
  await gateway.close();
});

/** The estimate depends on how long the last turns took. */
function withoutTime(text: string): string {
  return text.replace(/Try again in \d+ s/, 'Try again in 3 s');
}

describe('a request that has waited too long for its turn', () => {
  it.each([
    ['/v1/chat/completions', chatBody()],
    ['/v1/chat/completions', chatBody({ stream: true })],
    ['/v1/completions', { model: 'gpt-5.5', prompt: 'hi' }],
    ['/v1/completions', { model: 'gpt-5.5', prompt: 'hi', stream: true }],
  ])('gets 503 with a time to retry: %s %j', async (path, request) => {
    const response = await post(`${gateway.url}${path}`, request);

    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toMatch(/^[1-9]\d?$/);
    expect(response.headers.get('retry-after-ms')).toMatch(/^[1-9]\d{3,4}$/);
    expect(response.headers.get('x-should-retry')).toBeNull();
    expect(JSON.parse(withoutTime(await response.text()))).toEqual({ error: body });
  });

  it('gets an error event where its stream had begun', async () => {
    const timing = { headerHoldMs: 1, keepaliveMs: 100 };
    const app = await startRestApp({ core: gateway.core, ...timing }, pino({ level: 'silent' }));
    const response = await post(`${app.url}/v1/chat/completions`, chatBody({ stream: true }));
    const text = await response.text();
    await app.close();

    expect(response.status).toBe(200);
    expect(text).toMatch(/^(?:: keepalive\n\n)+data: \{"error":/);
    expect(dataOf(withoutTime(text)).map((data): unknown => JSON.parse(data))).toEqual([
      { error: body },
    ]);
  });

  it('gets an error as data over GraphQL', async () => {
    const input = askOverGraphql('Hi');
    const { chatCompletion } = await execute(gateway.url, ChatDocument, { input });

    expect(chatCompletion).toEqual({
      __typename: 'UpstreamError',
      code: 'QUEUE_TIMEOUT',
      message: expect.stringMatching(/^The request waited 1 s for its turn/),
      retryAfterMs: expect.any(Number),
    });
  });

  it.each(transports)('gets a failed event over %s', async (_name, subscribe) => {
    const input = askOverGraphql('Hi');
    const events = await allEvents(subscribe(gateway.url, StreamChatDocument, { input }));

    expect(events).toMatchObject([
      { __typename: 'ChatCompletionStarted', sequence: 0 },
      {
        __typename: 'ChatCompletionFailed',
        sequence: 1,
        error: { __typename: 'UpstreamError', code: 'QUEUE_TIMEOUT' },
      },
    ]);
  });

  it('shows as failed where it was started in the background', async () => {
    const input = askOverGraphql('Hi');
    const { startChatCompletion } = await execute(gateway.url, StartChatDocument, { input });
    const id = 'id' in startChatCompletion ? startChatCompletion.id : '';
    const read = async (): Promise<unknown> =>
      (await execute(gateway.url, ReadChatDocument, { id })).chatCompletion;

    await expect.poll(read, { timeout: 5000 }).toMatchObject({
      status: 'FAILED',
      error: { code: 'QUEUE_TIMEOUT' },
    });
  });

  it('asks nothing of the service, and leaves no listener and no place taken', async () => {
    const client = new AbortController();
    const { received } = gateway.standIn;
    const waiting = await Promise.all(
      Array.from({ length: 9 }, () => gateway.core.run(ask('Hi'), client.signal)),
    );
    const ends = await Promise.allSettled(waiting.map((one) => one.result()));

    expect(new Set(ends.map(({ status }) => status))).toEqual(new Set(['rejected']));
    expect(getEventListeners(client.signal, 'abort')).toEqual([]);
    expect(gateway.core.queueHealth()).toMatchObject({ queuedTurns: 0, longestWaitMs: 0 });
    holder.cancel();
    gateway.standIn.behave(undefined);
    const next = await gateway.core.run(ask('Count to 2'), never());
    expect(await next.result()).toMatchObject({ text: '1 2' });
    expect(gateway.standIn.received).toBe(received + 1);
  });
});

describe('requests that wait when an engine dies', () => {
  it('have their turn once another one runs', async () => {
    // On a busy machine another app-server is not up within a second.
    const args = ['--max-turns', '1', '--queue-seconds', '60', '--engine', 'app-server'];
    const patient = await startTestGateway({ args });
    const stall = { kind: 'stall', afterTokens: 1 } as const;
    patient.standIn.behave(whenAsked('Hold the place', stall));
    const running = await patient.core.run(ask('Hold the place'), never());
    await hearsText(running);
    const waiting = await patient.core.run(ask('Count to 2'), never());
    expect(waiting.status).toBe('queued');
    for (const pid of engineProcessIds()) process.kill(pid, 'SIGKILL');

    expect(await waiting.result()).toMatchObject({ text: '1 2' });
    expect(running).toMatchObject({ status: 'failed', error: { code: 'engine_unavailable' } });
    await patient.close();
  });
});

describe('a queue', () => {
  it('clears the timer of a waiter that left or had its turn', async () => {
    vi.useFakeTimers();
    const queue = createTurnQueue({ maxTurns: 1, maxQueued: 9, maxWaitMs: 1000 });
    const places = Array.from({ length: 4 }, () => queue.enter('a'));
    const end = Promise.resolve(places[3]?.wait).catch((error: unknown) => error);
    expect(vi.getTimerCount()).toBe(3);
    places[1]?.leave();
    places[0]?.leave();
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(1000);

    expect(await end).toMatchObject({ code: 'queue_timeout' });
    expect(vi.getTimerCount()).toBe(0);
    expect(queue.health().queuedTurns).toBe(0);
    vi.useRealTimers();
  });
});
