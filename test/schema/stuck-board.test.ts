import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { LiveBoardDocument } from '../generated/graphql.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { post, subscribeOverSse } from './clients.ts';
import { boardCursor, boardUntil, completeOverRest, isEndOf } from './live-board.ts';
import { messagesOf, openSocket } from './raw-socket.ts';
import { startSurface, type TestSurface } from './surface.ts';

let gateway: TestGateway;
let surface: TestSurface;

beforeAll(async () => {
  gateway = await startTestGateway({ isShared: true });
  // A stuck socket answers no pings. It is not to be dropped for that here, however busy the machine.
  surface = await startSurface(gateway.core, { limits: { keepAliveMs: 600_000 } });
});
beforeEach(() => {
  gateway.standIn.behave(undefined);
});
afterAll(async () => {
  await surface.close();
  await gateway.close();
});

/** Large for a completion of many calls, so that few events fill every buffer on the way. */
const query = `subscription Stuck($after: String!) {
  activity(after: $after) {
    __typename
    cursor
    ... on ChatCompletionActivity { completion { id toolCalls { input } } }
  }
}`;

interface SlowEvent {
  readonly __typename: string;
  readonly cursor: string;
  readonly completion?: { readonly id: string };
}

/** A subscriber that has asked and reads nothing until it is told to. */
type StuckSubscriber = (url: string, after: string) => Promise<() => AsyncIterable<SlowEvent>>;

const overWebSocket: StuckSubscriber = async (url, after) => {
  const { socket, send } = await openSocket(url);
  send({ type: 'subscribe', id: '1', payload: { query, variables: { after } } });
  socket.pause();
  return async function* read() {
    const messages = messagesOf(socket);
    socket.resume();
    for await (const message of messages) yield JSON.parse(message).payload.data.activity;
  };
};

const overSse: StuckSubscriber = async (url, after) => {
  const body = { query, variables: { after } };
  const response = await post(url, body, { accept: 'text/event-stream' });
  return async function* read() {
    let text = '';
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += chunk;
      const events = text.split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) {
        const data = /^data: (.+)$/m.exec(event)?.[1];
        if (data !== undefined) yield JSON.parse(data).data.activity;
      }
    }
  };
};

async function callTools(count: number, input: string): Promise<string> {
  const calls = Array.from({ length: count }, () => ({ name: 'look', arguments: input }));
  gateway.standIn.behave(() => ({ kind: 'calls', calls }));
  const tools = [{ type: 'function', function: { name: 'look' } }];
  return await completeOverRest(gateway.url, { tools });
}

it.each([
  ['graphql-ws', overWebSocket],
  ['SSE', overSse],
] as const)(
  'a subscriber over %s that is stuck disturbs nobody, and gets a gap',
  async (_name, subscribe) => {
    const after = await boardCursor(gateway.url);
    const resume = await subscribe(surface.url, after);
    const prompt = subscribeOverSse(gateway.url, LiveBoardDocument, { after });
    // 300 times 300 kB: the stuck one's buffers are full before half of it is sent.
    await callTools(300, JSON.stringify({ at: 'x'.repeat(1000) }));
    for (let round = 0; round < 24; round += 1) await callTools(100, '{}');
    gateway.standIn.behave(undefined);
    const last = await completeOverRest(gateway.url);
    const everything = await boardUntil(prompt, isEndOf(last));

    const events: SlowEvent[] = [];
    for await (const event of resume()) {
      if (event.__typename === 'ActivitySubscribed') continue;
      events.push(event);
      if (event.__typename === 'ActivityFinished' && event.completion?.id === last) break;
    }
    const cursors = everything.map(({ cursor }) => cursor);
    expect(everything.map(({ __typename }) => __typename)).not.toContain('ActivityGap');
    expect(cursors).toHaveLength(303 + 24 * 103 + 3);
    const gap = events.findIndex(({ __typename }) => __typename === 'ActivityGap');
    expect(gap).toBeGreaterThan(0);
    const seen = events.map(({ cursor }) => cursor);
    const behind = seen.slice(gap + 1);
    expect(seen.slice(0, gap)).toEqual(cursors.slice(0, gap));
    expect(behind).toEqual(cursors.slice(-behind.length));
    expect(seen[gap]).toBe(cursors.at(-behind.length - 1));
    expect(behind.length).toBeGreaterThanOrEqual(1024);
    expect(gap + behind.length).toBeLessThan(cursors.length);
  },
  240_000,
);
