import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Completion } from '../../src/codex/completion/completion.ts';
import {
  BoardDocument,
  CancelChatDocument,
  LiveBoardDocument,
  SubmitOutputsDocument,
  WatchChatDocument,
} from '../generated/graphql.ts';
import { startedStream } from '../../src/schema/chat/completion-streams.ts';
import { detached } from '../../src/schema/chat/detached.ts';
import type { StartContext } from '../../src/schema/chat/to-request.ts';
import type { SubmitToolOutputsInput } from '../../src/schema/chat/tool-outputs/submit-tool-outputs-input.ts';
import { submitToolOutputs } from '../../src/schema/chat/tool-outputs/submit-tool-outputs.ts';
import { localCaller } from '../support/callers.ts';
import { endAll, hearsText } from '../support/completions.ts';
import { ask, never, startTestCore, type TestCore } from '../support/core.ts';
import { slowLookups, type SlowLookups } from '../support/slow-lookups.ts';
import { functionTool } from '../support/tool-loop.ts';
import { whenAsked } from '../support/when-asked.ts';
import { allEvents, execute, post, transports } from './clients.ts';
import { boardUntil } from './live-board.ts';
import { startSurface, type TestSurface } from './surface.ts';

let test: TestCore;
let lookups: SlowLookups;
let surface: TestSurface;

beforeAll(async () => {
  // A turn that waits for tool results counts as active.
  test = await startTestCore({ parking: { count: 0, ms: 0 } });
  lookups = slowLookups(test.core);
  surface = await startSurface(lookups.core);
});
beforeEach(() => {
  lookups.hold();
});
afterEach(async () => {
  lookups.release();
  await endAll(test);
});
afterAll(async () => {
  await surface.close();
  await test.close();
});

/** Resolves once so many lookups wait. */
async function whenLookedUp(count = 1): Promise<void> {
  await vi.waitUntil(() => lookups.waiting === count, { timeout: 5000 });
}

/** An answer that runs until it is cancelled. */
async function startEndless(): Promise<Completion> {
  test.standIn.behave(whenAsked('Continue', { kind: 'stall', afterTokens: 1 }));
  const completion = await test.core.run(ask('Continue'), never());
  await hearsText(completion);
  return completion;
}

/** A completion that waits for the result of one call. */
async function startCalling(): Promise<Completion> {
  const calls = [{ name: 'look', arguments: '{}' }];
  test.standIn.behave(whenAsked('Look', { kind: 'calls', calls }));
  const request = ask('Look', { tools: [functionTool('look')], keepForToolOutputs: true });
  const completion = await test.core.run(request, never());
  await completion.result();
  return completion;
}

function outputsOf({ id, toolCalls }: Completion): {
  readonly completionId: string;
  readonly outputs: { toolCallId: string; content: { text: string }[] }[];
} {
  const outputs = toolCalls.map((call) => ({ toolCallId: call.id, content: [{ text: 'A cat' }] }));
  return { completionId: id, outputs };
}

describe.each(transports)('while a lookup waits, over %s', (_name, subscribe) => {
  it('a live board misses nothing that happens meanwhile', async () => {
    const board = execute(surface.url, BoardDocument, { first: 100 });
    await whenLookedUp();
    const running = await startEndless();
    const ended = await test.core.run(ask('Say exactly: done'), never());
    await ended.result();
    lookups.release();
    const { activityCursor: after, edges } = (await board).completions;
    running.cancel();

    const live = subscribe(surface.url, LiveBoardDocument, { after });
    const events = await boardUntil(live, ({ __typename }) => __typename === 'ActivityCancelled');
    const told = events.map((event) => [
      event.__typename,
      'completion' in event ? event.completion.id : null,
    ]);
    // What happened while the list was read is in the list, in the activity, or in both.
    expect(edges.map(({ node }) => node.id)).toEqual(
      expect.arrayContaining([running.id, ended.id]),
    );
    expect(told).toEqual(
      expect.arrayContaining([
        ['ActivityStarted', running.id],
        ['ActivityFinished', ended.id],
        ['ActivityCancelled', running.id],
      ]),
    );
  });

  it('a subscription to the activity hears all that comes after the cursor it confirms', async () => {
    const live = subscribe(surface.url, LiveBoardDocument, {});
    const first = live.next();
    await whenLookedUp();
    const completion = await test.core.run(ask('Say exactly: done'), never());
    await completion.result();
    lookups.release();

    expect((await first).value).toMatchObject({
      data: { activity: { __typename: 'ActivitySubscribed' } },
    });
    const events = await boardUntil(live, ({ __typename }) => __typename === 'ActivityFinished');
    expect(events.map(({ __typename }) => __typename)).toEqual([
      'ActivityStarted',
      'ActivityFirstToken',
      'ActivityFinished',
    ]);
  });

  it('a watcher gets every event, also where the completion ends before it is found', async () => {
    const completion = await startEndless();
    const watching = allEvents(subscribe(surface.url, WatchChatDocument, { id: completion.id }));
    await whenLookedUp();
    completion.cancel();
    lookups.release();
    expect((await watching).map(({ __typename }) => __typename)).toEqual([
      'ChatCompletionStarted',
      'ChatCompletionDelta',
      'ChatCompletionFailed',
    ]);
  });

  it('a watcher that leaves is gone at once, opens no stream and stops nothing', async () => {
    const completion = await startEndless();
    const events = vi.spyOn(completion, 'events');
    const watching = subscribe(surface.url, WatchChatDocument, { id: completion.id });
    const first = watching.next();
    await whenLookedUp();
    await watching.return?.();
    expect(await first).toMatchObject({ done: true });
    lookups.release();

    const opened = events.mock.results.map(({ value }) => value);
    for (const stream of opened) expect(await stream.next()).toMatchObject({ done: true });
    expect(completion.status).toBe('running');
  });
});

/** Submits as both operations do; aborting the signal is leaving. */
const submissions: readonly [
  string,
  (input: SubmitToolOutputsInput, signal: AbortSignal) => unknown,
][] = [
  [
    'a mutation',
    (input, signal) =>
      detached(signal, async (alive) => await submitToolOutputs(starter(), input, alive)),
  ],
  [
    'a subscription',
    async (input, signal) => {
      const start = async (alive: AbortSignal): Promise<Completion> =>
        await submitToolOutputs(starter(), input, alive);
      const stream = startedStream(start, 'cancel');
      signal.addEventListener('abort', () => void stream.return?.(), { once: true });
      return await stream.next();
    },
  ],
];

const starter = (): StartContext => ({ core: lookups.core, caller: localCaller });

describe.each(submissions)('while a lookup waits for %s', (_name, submit) => {
  it('a client that leaves has submitted nothing', async () => {
    const calling = await startCalling();
    const leaving = new AbortController();
    const submitted = Promise.resolve(submit(outputsOf(calling), leaving.signal)).catch(() => {});
    await whenLookedUp();
    leaving.abort();
    lookups.release();
    await submitted;

    // A later request comes after whatever that one started.
    await (await test.core.run(ask('Say exactly: later'), never())).result();
    const completions = await test.core.completions();
    expect(completions.filter(({ previousId }) => previousId === calling.id)).toEqual([]);
    expect(calling.nextId).toBeNull();
  });
});

describe('while a lookup waits', () => {
  it('a completion that ends is not cancelled any more', async () => {
    test.standIn.behave(whenAsked('Slowly', { kind: 'delay', ms: 100 }));
    const completion = await test.core.run(ask('Slowly'), never());
    const cancelling = execute(surface.url, CancelChatDocument, { id: completion.id });
    await whenLookedUp();
    await completion.result();
    lookups.release();
    expect((await cancelling).cancelChatCompletion).toMatchObject({
      id: completion.id,
      status: 'COMPLETED',
      error: null,
    });
  });

  it('one that runs on is cancelled once it is found', async () => {
    const completion = await startEndless();
    const cancelling = execute(surface.url, CancelChatDocument, { id: completion.id });
    await whenLookedUp();
    expect(completion.status).toBe('running');
    lookups.release();
    expect((await cancelling).cancelChatCompletion).toMatchObject({ status: 'CANCELLED' });
  });

  it('outputs that are submitted twice with one idempotency key start one completion', async () => {
    const input = { ...outputsOf(await startCalling()), idempotencyKey: 'once' };
    const submitting = [1, 2].map(
      async () => await execute(surface.url, SubmitOutputsDocument, { input }),
    );
    await whenLookedUp(2);
    lookups.release();
    const ids = (await Promise.all(submitting)).map(({ submitToolOutputs: submitted }) =>
      submitted.__typename === 'ChatCompletion' ? submitted.id : submitted.message,
    );
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).toMatch(/^chatcmpl-/);
  });

  it('a query reads one state, of one completion under several names', async () => {
    const completion = await startEndless();
    const fields = '{ id text status lastSequence }';
    const query = `query ($id: ID!) {
      one: chatCompletion(id: $id) ${fields}
      two: chatCompletion(id: $id) ${fields}
      three: node(id: $id) { ... on ChatCompletion ${fields} }
    }`;
    const answering = post(surface.url, { query, variables: { id: completion.id } });
    await whenLookedUp(3);
    completion.cancel();
    lookups.release();
    const shown = { id: completion.id, status: 'CANCELLED' };
    expect(await (await answering).json()).toMatchObject({
      data: { one: shown, two: shown, three: shown },
    });
  });
});
