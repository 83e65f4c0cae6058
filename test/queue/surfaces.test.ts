import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  ChatDocument,
  QueueDocument,
  QueuedChatDocument,
  StreamChatDocument,
} from '../generated/graphql.ts';
import { chatBody, dataOf, post } from '../rest/client.ts';
import { ask } from '../schema/ask.ts';
import { allEvents, execute, transports } from '../schema/clients.ts';
import { endAll } from '../support/completions.ts';
import { localCaller } from '../support/callers.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';

const noThreadsWait = ['--warm-threads', '0', '--kept-threads', '0'];

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({
    args: [...noThreadsWait, '--max-turns', '2', '--max-queued', '1'],
  });
});
afterEach(async () => {
  await endAll(gateway);
});
afterAll(async () => {
  await gateway.close();
});

/** Takes both places and one in the queue. Returns the queued completion's id, and a function that frees all three. */
async function fill(): Promise<{ readonly queuedId: string; readonly letGo: () => void }> {
  gateway.standIn.behave(() => ({ kind: 'stall' }));
  const leaving = new AbortController();
  const request = {
    model: 'gpt-5.5',
    messages: [{ role: 'user', content: [{ type: 'text', text: 'hi' }] }],
    surface: 'CHAT_COMPLETIONS',
    caller: localCaller,
  } as const;
  await gateway.core.run(request, leaving.signal);
  await gateway.core.run(request, leaving.signal);
  await gateway.standIn.waitFor(({ active }) => active === 2, AbortSignal.timeout(60_000));
  const { id } = await gateway.core.run(request, leaving.signal);
  return { queuedId: id, letGo: () => leaving.abort() };
}

describe('a full gateway', () => {
  it.each([true, false])(
    'refuses a chat with 429 and a time to retry, stream: %s',
    async (stream) => {
      const { letGo } = await fill();
      const response = await post(`${gateway.url}/v1/chat/completions`, chatBody({ stream }));
      letGo();

      expect(response.status).toBe(429);
      expect(response.headers.get('retry-after')).toMatch(/^[1-9]\d?$/);
      expect(response.headers.get('retry-after-ms')).toMatch(/^[1-9]\d{3,4}$/);
      expect(response.headers.get('x-should-retry')).toBeNull();
      const seconds = response.headers.get('retry-after');
      expect(await response.json()).toEqual({
        error: {
          message: `Too many requests: 1 wait for their turn already. Try again in ${seconds} s.`,
          type: 'rate_limit_error',
          param: null,
          code: 'rate_limit_exceeded',
        },
      });
    },
  );

  it('refuses over GraphQL with an error as data', async () => {
    const { letGo } = await fill();
    const { chatCompletion } = await execute(gateway.url, ChatDocument, { input: ask('Hi') });
    letGo();

    expect(chatCompletion).toEqual({
      __typename: 'RateLimitedError',
      code: 'RATE_LIMIT_EXCEEDED',
      message: expect.stringMatching(/^Too many requests: 1 wait for their turn already\./),
      retryAfterMs: expect.any(Number),
    });
  });

  it.each(transports)(
    'refuses a subscription over %s with a failed event',
    async (_name, subscribe) => {
      const { letGo } = await fill();
      const events = await allEvents(
        subscribe(gateway.url, StreamChatDocument, { input: ask('Hi') }),
      );
      letGo();

      expect(events).toEqual([
        {
          __typename: 'ChatCompletionFailed',
          completionId: expect.any(String),
          sequence: 0,
          error: {
            __typename: 'RateLimitedError',
            code: 'RATE_LIMIT_EXCEEDED',
            message: expect.stringMatching(/^Too many requests/),
            retryAfterMs: expect.any(Number),
          },
        },
      ]);
    },
  );

  it('shows the queue on /healthz and in Query.health', async () => {
    const { letGo } = await fill();
    const health: unknown = await (await fetch(`${gateway.url}/healthz`)).json();
    const overGraphql = await execute(gateway.url, QueueDocument, {});
    letGo();

    expect(health).toMatchObject({
      engine: { active_turns: 2 },
      queue: { max_turns: 2, queued_turns: 1, longest_wait_ms: expect.any(Number) },
    });
    expect(overGraphql.health.queue).toEqual({
      maxTurns: 2,
      queuedTurns: 1,
      longestWaitMs: expect.any(Number),
    });
  });

  it('shows a completion that waits, and how long', async () => {
    const { queuedId, letGo } = await fill();
    const waiting = await execute(gateway.url, QueuedChatDocument, { id: queuedId });
    letGo();
    const ended = await execute(gateway.url, QueuedChatDocument, { id: queuedId });

    expect(waiting.chatCompletion).toEqual({
      status: 'QUEUED',
      queuedMs: expect.any(Number),
      lastSequence: 0,
    });
    expect(ended.chatCompletion).toMatchObject({ status: 'CANCELLED', lastSequence: 1 });
  });
});

describe('a flood', () => {
  it('is answered to the last request that was accepted', async () => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, async () => {
        const body = chatBody({
          stream: true,
          messages: [{ role: 'user', content: 'Count to 9' }],
        });
        const response = await post(`${gateway.url}/v1/chat/completions`, body);
        return { status: response.status, text: await response.text() };
      }),
    );
    const accepted = answers.filter(({ status }) => status === 200);
    const refused = answers.filter(({ status }) => status === 429);

    expect(accepted.length).toBeGreaterThanOrEqual(3);
    expect(accepted.length + refused.length).toBe(40);
    for (const { text } of accepted) expect(dataOf(text).at(-1)).toBe('[DONE]');
    await expect
      .poll(async () => await gateway.engine.loadedThreads(), { timeout: 10_000 })
      .toBe(0);
    expect(gateway.core.queueHealth()).toEqual({ maxTurns: 2, queuedTurns: 0, longestWaitMs: 0 });
  });
});
