import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  BoardDocument,
  CancelChatDocument,
  ChatDocument,
  LiveBoardDocument,
  type BoardEventFragment,
  type LiveBoardSubscription,
  type LiveBoardSubscriptionVariables,
} from '../generated/graphql.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { startTestUpstream } from '../support/stand-in-home.ts';
import { ask, startOverRest } from './ask.ts';
import { execute, subscribeOverSse, transports, type Answers } from './clients.ts';
import { boardCursor, boardUntil, completeOverRest, isEndOf } from './live-board.ts';

const alice = { authorization: 'Bearer key-of-alice', 'user-agent': 'editor/1.2' };
const bob = { authorization: 'Bearer key-of-bob', 'user-agent': 'dashboard/3' };
const boss = { authorization: 'Bearer key-of-boss' };

let gateway: TestGateway;
let open: TestGateway;

beforeAll(async () => {
  const keys = 'alice:key-of-alice,bob:key-of-bob,boss:key-of-boss';
  gateway = await startTestGateway({ args: ['--api-key', keys, '--admin-keys', 'boss'] });
  open = await startTestGateway();
});
beforeEach(() => {
  gateway.standIn.behave(undefined);
  open.standIn.behave(undefined);
});
afterAll(async () => {
  await gateway.close();
  await open.close();
});

async function completeOverGraphql(url: string, headers = {}): Promise<string> {
  const { chatCompletion } = await execute(url, ChatDocument, { input: ask('Hi') }, headers);
  if (chatCompletion.__typename !== 'ChatCompletion') throw new Error(chatCompletion.message);
  return chatCompletion.id;
}

/** What happened to a completion, in order. */
function courseOf(id: string, events: readonly BoardEventFragment[]): string[] {
  return events
    .filter((event) => 'completion' in event && event.completion.id === id)
    .map(({ __typename }) => __typename.replace('Activity', ''));
}

describe.each(transports)('Subscription.activity over %s', (_name, subscribe) => {
  const board = (
    variables: LiveBoardSubscriptionVariables,
    headers: Record<string, string> = boss,
  ): Answers<LiveBoardSubscription> =>
    subscribe(gateway.url, LiveBoardDocument, variables, headers);

  it('shows completions of both surfaces from start to end, and whose they are', async () => {
    const after = await boardCursor(gateway.url, boss);
    const rest = await completeOverRest(gateway.url, {}, alice);
    const graphql = await completeOverGraphql(gateway.url, bob);
    const events = await boardUntil(board({ after }), isEndOf(rest, graphql));

    const course = ['Started', 'FirstToken', 'Finished'];
    expect(courseOf(rest, events)).toEqual(course);
    expect(courseOf(graphql, events)).toEqual(course);
    expect(events).toHaveLength(6);
    for (const { at } of events) expect(at).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]{12}Z$/);
    expect(events[2]).toMatchObject({
      completion: {
        id: rest,
        model: 'gpt-5.5',
        surface: 'CHAT_COMPLETIONS',
        client: { keyName: 'alice', program: 'editor', userAgent: 'editor/1.2' },
        status: 'COMPLETED',
        timeToFirstTokenMs: expect.any(Number),
        durationMs: expect.any(Number),
        finishReason: 'STOP',
        usage: { totalTokens: expect.any(Number) },
        error: null,
      },
    });
    expect(events[5]).toMatchObject({
      completion: {
        id: graphql,
        surface: 'GRAPHQL',
        client: { keyName: 'bob', program: 'dashboard', userAgent: 'dashboard/3' },
      },
    });
  });

  it('shows them as they happen', async () => {
    open.standIn.behave(() => ({ kind: 'stall', afterTokens: 1, text: 'One two.' }));
    const after = await boardCursor(open.url);
    const live = subscribe(open.url, LiveBoardDocument, { after });
    const next = async (): Promise<BoardEventFragment | undefined> =>
      (await live.next()).value?.data?.activity;
    expect(await next()).toMatchObject({ __typename: 'ActivitySubscribed', cursor: after });
    const { id, leave } = await startOverRest(open.url, 'Hi');

    const running = { status: 'RUNNING', endedAt: null, finishReason: null };
    expect(await next()).toMatchObject({
      __typename: 'ActivityStarted',
      completion: { id, ...running },
    });
    expect(await next()).toMatchObject({
      __typename: 'ActivityFirstToken',
      completion: { id, ...running, firstTokenAt: expect.any(String) },
    });
    leave();
    expect(await next()).toMatchObject({
      __typename: 'ActivityCancelled',
      completion: { id, status: 'CANCELLED', endedAt: expect.any(String) },
    });
    await live.return?.();
  });

  it('distinguishes tool calls, failures and cancellations', async () => {
    const { url, standIn } = open;
    const after = await boardCursor(url);
    standIn.behave(() => ({ kind: 'calls', calls: [{ name: 'look', arguments: '{"at":1}' }] }));
    const tools = [{ type: 'function', function: { name: 'look' } }];
    const calling = await completeOverRest(url, { tools });
    standIn.behave(() => ({
      kind: 'failed',
      code: 'context_length_exceeded',
      message: 'Too long',
    }));
    await completeOverRest(url);
    standIn.behave(() => ({ kind: 'stall', afterTokens: 1, text: 'One two.' }));
    const cancelled = await startOverRest(url, 'Hi');
    await execute(url, CancelChatDocument, { id: cancelled.id });
    const events = await boardUntil(
      subscribe(url, LiveBoardDocument, { after }),
      isEndOf(cancelled.id),
    );

    expect(courseOf(calling, events)).toEqual(['Started', 'FirstToken', 'ToolCall', 'Finished']);
    expect(events[2]).toMatchObject({
      index: 0,
      toolCall: { type: 'FUNCTION', name: 'look', input: '{"at":1}' },
    });
    expect(events[5]).toMatchObject({
      __typename: 'ActivityFailed',
      completion: { status: 'FAILED', error: { code: 'CONTEXT_LENGTH_EXCEEDED' } },
    });
    expect(courseOf(cancelled.id, events)).toEqual(['Started', 'FirstToken', 'Cancelled']);
    await cancelled.rest();
  });

  it('shows only what is filtered for', async () => {
    const after = await boardCursor(gateway.url, boss);
    const ofAlice = await completeOverRest(gateway.url, {}, alice);
    const ofBob = await completeOverGraphql(gateway.url, bob);
    const last = await completeOverRest(gateway.url, { model: 'gpt-5.5' }, bob);
    const seen = async (
      filter: LiveBoardSubscriptionVariables['filter'],
      id: string,
    ): Promise<Set<string>> => {
      const events = await boardUntil(board({ after, filter }), isEndOf(id));
      return new Set(events.map((event) => ('completion' in event ? event.completion.id : '')));
    };

    expect(await seen({ keyName: 'bob' }, last)).toEqual(new Set([ofBob, last]));
    expect(await seen({ surface: 'REST' }, last)).toEqual(new Set([ofAlice, last]));
    expect(await seen({ model: 'gpt-5.5' }, last)).toEqual(new Set([ofAlice, last]));
    expect(await seen({ model: 'gpt-6.2-sol', keyName: 'bob' }, ofBob)).toEqual(new Set([ofBob]));
  });

  it('shows a key that is not an admin nothing of other keys', async () => {
    const after = await boardCursor(gateway.url, alice);
    await completeOverRest(gateway.url, {}, bob);
    const own = await completeOverRest(gateway.url, {}, alice);
    const events = await boardUntil(board({ after }, alice), isEndOf(own));
    expect(events).toHaveLength(3);
    expect(courseOf(own, events)).toHaveLength(3);
  });

  it('resumes after the last event seen, and neither loses nor repeats one', async () => {
    const after = await boardCursor(gateway.url, boss);
    const ids = await Promise.all(
      [alice, bob, alice].map(async (caller) => await completeOverRest(gateway.url, {}, caller)),
    );
    const last = await completeOverRest(gateway.url, {}, bob);
    const whole = await boardUntil(board({ after }), isEndOf(...ids, last));
    const cursors = whole.map(({ cursor }) => cursor);

    expect(new Set(cursors).size).toBe(12);
    for (const [index, cursor] of cursors.slice(0, -1).entries()) {
      const rest = await boardUntil(board({ after: cursor }), isEndOf(last));
      expect(rest.map((event) => event.cursor)).toEqual(cursors.slice(index + 1));
    }
  });

  it('reports a restart of the gateway, and continues in the new run', async () => {
    const upstream = await startTestUpstream({});
    const first = await startTestGateway({ upstream });
    await completeOverRest(first.url);
    const after = await boardCursor(first.url);
    await first.close();
    const second = await startTestGateway({ upstream });
    const id = await completeOverRest(second.url);

    const events = await boardUntil(
      subscribe(second.url, LiveBoardDocument, { after }),
      isEndOf(id),
    );
    expect(events[0]).toMatchObject({ __typename: 'ActivityGap', hasRestarted: true });
    expect(courseOf(id, events)).toEqual(['Started', 'FirstToken', 'Finished']);
    expect(events).toHaveLength(4);
    await second.close();
    await upstream.close();
  });
});

it('a completion that waits for its turn is reported, and listed, as queued', async () => {
  const narrow = await startTestGateway({ args: ['--max-turns', '1'] });
  narrow.standIn.behave(() => ({ kind: 'stall', afterTokens: 1, text: 'One two.' }));
  const { leave } = await startOverRest(narrow.url, 'Hi');
  narrow.standIn.behave(undefined);
  const after = await boardCursor(narrow.url);
  const live = subscribeOverSse(narrow.url, LiveBoardDocument, { after });
  const answering = completeOverRest(narrow.url);
  expect((await live.next()).value?.data?.activity).toMatchObject({
    __typename: 'ActivitySubscribed',
    cursor: after,
  });
  const queued = (await live.next()).value?.data?.activity;
  expect(queued).toMatchObject({
    __typename: 'ActivityQueued',
    completion: { status: 'QUEUED', firstTokenAt: null },
  });
  const { completions } = await execute(narrow.url, BoardDocument, {
    filter: { status: ['QUEUED'] },
  });
  expect(completions).toMatchObject({ totalCount: 1 });
  leave();
  const id = await answering;
  const course = courseOf(id, await boardUntil(live, isEndOf(id)));
  expect(course).toEqual(['Started', 'FirstToken', 'Finished']);
  await narrow.close();
});
