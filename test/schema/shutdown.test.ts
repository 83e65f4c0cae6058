import { createClient as createSseClient } from 'graphql-sse';
import { createClient } from 'graphql-ws';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { LiveBoardDocument, type LiveBoardSubscription } from '../generated/graphql.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { startTestUpstream, type TestUpstream } from '../support/stand-in-home.ts';
import { startOverRest } from './ask.ts';
import { post, webSocketUrl, type Answer } from './clients.ts';
import { boardCursor, boardUntil, completeOverRest, isEndOf } from './live-board.ts';
import { openSocket, type Message } from './raw-socket.ts';

const watches = [
  'subscription { activity { __typename } }',
  'subscription { account { __typename } }',
  'subscription { health { __typename } }',
  'subscription { activity(withProgress: true) { __typename } }',
  'subscription { alerts { __typename } }',
];

const opened: TestUpstream[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map(async (upstream) => await upstream.close()));
});

async function start(): Promise<TestGateway> {
  const upstream = await startTestUpstream();
  opened.push(upstream);
  return await startTestGateway({ upstream });
}

/** Begins a conversation, and gives its id. */
async function begin({ url }: TestGateway): Promise<string> {
  const query = 'mutation { createConversation(input: {}) { ... on Conversation { id } } }';
  const text = await (await post(url, { query })).text();
  return /"id":"(conv_\w+)"/.exec(text)?.[1] ?? '';
}

/** Starts a gateway again, on the same address. */
async function restart({ url, ...upstream }: TestGateway): Promise<TestGateway> {
  return await startTestGateway({ upstream, args: ['--addr', new URL(url).host] });
}

describe('a gateway that is shut down', () => {
  it('closes WebSockets with 1001, and completes only what has ended', async () => {
    const gateway = await start();
    gateway.standIn.behave(() => ({ kind: 'stall', afterTokens: 1, text: 'One two.' }));
    const { id } = await startOverRest(gateway.url, 'Hi');
    const raw = await openSocket(gateway.url);
    const messages: Message[] = [];
    raw.socket.on('message', (data) => {
      messages.push(JSON.parse(Buffer.isBuffer(data) ? data.toString() : ''));
    });
    const chat = `subscription { chatCompletionEvents(id: "${id}") { __typename } }`;
    const conversation = `subscription { conversation(id: "${await begin(gateway)}") { __typename } }`;
    for (const [index, query] of [...watches, conversation, chat].entries()) {
      raw.send({ type: 'subscribe', id: String(index), payload: { query } });
    }
    await expect.poll(() => JSON.stringify(messages)).toContain('ChatCompletionDelta');
    await expect.poll(() => JSON.stringify(messages)).toContain('ConversationState');
    await gateway.close();
    expect(await raw.closed).toEqual({ code: 1001, reason: 'Going away' });
    expect(messages.filter(({ type }) => type !== 'next')).toEqual([{ id: '6', type: 'complete' }]);
    expect(JSON.stringify(messages)).toContain('ChatCompletionFailed');
  });

  it.each(watches)('cuts server-sent streams, and completes none: %s', async (query) => {
    const gateway = await start();
    const { body } = await post(gateway.url, { query }, { accept: 'text/event-stream' });
    const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = (await reader?.read())?.value ?? '';
    const read = async (): Promise<void> => {
      for (;;) {
        const { value, done } = (await reader?.read()) ?? { done: true };
        if (done) return;
        text += value;
      }
    };
    const reading = read();
    const startedAt = performance.now();
    await Promise.all([gateway.close(), expect(reading).rejects.toThrow('terminated')]);
    expect(text).not.toContain('complete');
    expect(text).not.toContain('error');
    // The streams are cut at once; nobody waits for their clients.
    expect(performance.now() - startedAt).toBeLessThan(900);
  });
});

const query = LiveBoardDocument.toString();
const retry = {
  retryAttempts: Infinity,
  // By default graphql-ws gives up on an address where nobody listens.
  shouldRetry: () => true,
  retryWait: async (): Promise<void> => await new Promise((resolve) => setImmediate(resolve)),
};
interface WatchingClient {
  readonly name: string;
  readonly watch: (
    url: string,
    variables: Record<string, unknown>,
  ) => AsyncIterableIterator<Answer<LiveBoardSubscription>>;
}

const clients: readonly WatchingClient[] = [
  {
    name: 'graphql-ws',
    watch: (url, variables) => {
      const client = createClient({ url: webSocketUrl(url), webSocketImpl: WebSocket, ...retry });
      return client.iterate<LiveBoardSubscription>({ query, variables });
    },
  },
  {
    name: 'graphql-sse',
    watch: (url, variables) => {
      const client = createSseClient({ url: `${url}/graphql`, ...retry });
      return client.iterate<LiveBoardSubscription>({ query, variables });
    },
  },
];

describe.each(clients)('a live board of $name', ({ watch }) => {
  it('continues after a restart of the gateway, and is notified of the gap', async () => {
    const first = await start();
    let after = await boardCursor(first.url);
    const variables = {
      get after() {
        return after;
      },
    };
    const events = watch(first.url, variables);
    const before = await completeOverRest(first.url);
    const seen = await boardUntil(keepCursor(events), isEndOf(before));
    expect(seen.at(-1)).toMatchObject({ __typename: 'ActivityFinished' });
    await first.close();

    const second = await restart(first);
    const next = async (): Promise<unknown> =>
      (await keepCursor(events).next()).value?.data?.activity;
    expect(await next()).toMatchObject({ __typename: 'ActivitySubscribed' });
    const gap = await next();
    expect(gap).toMatchObject({ __typename: 'ActivityGap', hasRestarted: true });
    const id = await completeOverRest(second.url);
    const later = await boardUntil(keepCursor(events), isEndOf(id));
    expect(later.at(-1)).toMatchObject({ __typename: 'ActivityFinished', completion: { id } });
    await events.return?.();
    await second.close();

    /** Without a `return()`: leaving the loop would unsubscribe. */
    function keepCursor(
      answers: AsyncIterableIterator<Answer<LiveBoardSubscription>>,
    ): AsyncIterableIterator<Answer<LiveBoardSubscription>> {
      return {
        async next() {
          const result = await answers.next();
          if (result.done !== true) after = result.value.data?.activity.cursor ?? after;
          return result;
        },
        [Symbol.asyncIterator]() {
          return this;
        },
      };
    }
  });
});
