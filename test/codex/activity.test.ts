import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Activity } from '../../src/codex/activity/activity.ts';
import type { EventStream } from '../../src/codex/streams/event-stream.ts';
import { keyCaller } from '../support/callers.ts';
import { scopedCore } from '../../src/codex/scoped-core.ts';
import type { Board } from '../../src/codex/session-core.ts';
import { UpstreamError } from '../../src/errors/errors.ts';
import { ask, never, startTestCore, type TestCore } from '../support/core.ts';

let test: TestCore;

beforeAll(async () => {
  test = await startTestCore();
});
beforeEach(() => {
  test.standIn.behave(undefined);
});
afterAll(async () => {
  await test.close();
});

/** What a reader gets, up to the end of the given completion. */
async function untilEndOf(id: string, activity: EventStream<Activity>): Promise<Activity[]> {
  const ends = new Set(['finished', 'failed', 'cancelled']);
  const all: Activity[] = [];
  for await (const event of activity) {
    all.push(event);
    if (event.type !== 'gap' && event.completion.id === id && ends.has(event.type)) break;
  }
  return all;
}

const typesOf = (events: readonly Activity[]): string[] => events.map(({ type }) => type);

describe('the activity of a core', () => {
  it('reports each step of a completion, with the completion', async () => {
    const activity = test.core.activity();
    const completion = await test.core.run(ask('Count to 5'), never());
    const events = await untilEndOf(completion.id, activity);

    expect(typesOf(events)).toEqual(['started', 'first-token', 'finished']);
    for (const event of events) expect(event).toMatchObject({ completion, at: expect.any(Date) });
    const [started, first, finished] = events.map(({ at }) => at);
    expect(started?.getTime()).toBeGreaterThanOrEqual(completion.createdAt.getTime());
    expect([first, finished]).toEqual([completion.firstTokenAt, completion.endedAt]);
  });

  it('reports each tool call', async () => {
    const calls = ['look', 'listen'].map((name) => ({ name, arguments: '{}' }));
    test.standIn.behave(() => ({ kind: 'calls', calls }));
    const tools = calls.map(
      ({ name }) => ({ type: 'function', name, description: '', parameters: {} }) as const,
    );
    const activity = test.core.activity();
    const completion = await test.core.run(ask('Go', { tools }), never());
    const events = await untilEndOf(completion.id, activity);

    expect(events.slice(1)).toMatchObject([
      { type: 'first-token' },
      { type: 'tool-call', index: 0, call: { name: 'look' } },
      { type: 'tool-call', index: 1, call: { name: 'listen' } },
      { type: 'finished', completion: { finishReason: 'tool_calls' } },
    ]);
  });

  it('distinguishes a failure from a cancellation', async () => {
    test.standIn.behave(() => ({ kind: 'failed', code: 'context_length_exceeded', message: 'No' }));
    let activity = test.core.activity();
    const failing = await test.core.run(ask('Fail'), never());
    expect(typesOf(await untilEndOf(failing.id, activity))).toEqual(['started', 'failed']);

    test.standIn.behave(() => ({ kind: 'stall' }));
    activity = test.core.activity();
    const stalled = await test.core.run(ask('Stall'), never());
    stalled.cancel();
    expect(typesOf(await untilEndOf(stalled.id, activity))).toEqual(['started', 'cancelled']);
  });

  it('resumes after any cursor and neither loses nor repeats an event', async () => {
    const before = await test.core.activityCursor();
    const completions = await Promise.all(
      ['a', 'b', 'c', 'd'].map(async (text) => await test.core.run(ask(text), never())),
    );
    await Promise.all(completions.map(async (completion) => await completion.result()));
    const last = await test.core.run(ask('last'), never());
    const whole = await untilEndOf(last.id, test.core.activity(before));

    expect(whole).toHaveLength(15);
    expect(await test.core.activityCursor()).toBe(whole.at(-1)?.cursor);
    for (const [index, { cursor }] of whole.slice(0, -1).entries()) {
      expect(await untilEndOf(last.id, test.core.activity(cursor))).toEqual(whole.slice(index + 1));
    }
  });

  it('releases a waiting reader at once', async () => {
    const reader = test.core.activity();
    const waiting = reader.next();
    await reader.return?.();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(await reader.next()).toEqual({ done: true, value: undefined });
  });

  it('shows a client that is not an admin its own, and releases it at once', async () => {
    const caller = keyCaller('alice');
    const scoped = scopedCore(test.core, caller);
    const activity = scoped.activity();
    const other = await test.core.run(ask('Hi', { caller: keyCaller('bob') }), never());
    await other.result();
    const own = await test.core.run(ask('Hi', { caller }), never());

    expect(typesOf(await untilEndOf(own.id, activity))).toHaveLength(3);
    expect(await scoped.completions()).toEqual([own]);
    expect(await scoped.completion(own.id)).toBe(own);
    expect(await scoped.completion(other.id)).toBeUndefined();
    const reader = scoped.activity();
    const waiting = reader.next();
    await reader.return?.();
    expect(await waiting).toEqual({ done: true, value: undefined });
  });

  it('ends with the core, after the failures of what was running', async () => {
    const closing = await startTestCore();
    closing.standIn.behave(() => ({ kind: 'stall' }));
    const activity = closing.core.activity();
    await closing.core.run(ask('Stall'), never());
    await closing.close();

    const events: Activity[] = [];
    for await (const event of activity) events.push(event);
    expect(events).toMatchObject([
      { type: 'started' },
      { type: 'failed', completion: { error: expect.any(UpstreamError) } },
    ]);
  });
});

describe('the board of a core', () => {
  it('shows what its cursor does not tell, whenever it is read', async () => {
    const boards: (Board & { readonly ended: ReadonlySet<string> })[] = [];
    const state = { isOver: false };
    const inARow = async (): Promise<void> => {
      for (let count = 0; count < 5; count += 1) {
        await (await test.core.run(ask('Hi'), never())).result();
      }
    };
    const work = Promise.all([inARow(), inARow(), inARow()]).then(() => (state.isOver = true));
    while (!state.isOver) {
      const board = await test.core.board();
      const ended = board.completions.filter(({ endedAt }) => endedAt !== null);
      boards.push({ ...board, ended: new Set(ended.map(({ id }) => id)) });
      await nextTurn();
    }
    await work;
    const last = await test.core.run(ask('last'), never());
    await last.result();

    for (const { completions, cursor, ended } of boards.filter(
      (_board, index) => index % 10 === 0,
    )) {
      const events = await untilEndOf(last.id, test.core.activity(cursor));
      const listed = new Set(completions.map(({ id }) => id));
      const told = (type: Activity['type']): Set<string> =>
        new Set(
          events.flatMap((each) =>
            each.type === type && each.type !== 'gap' ? [each.completion.id] : [],
          ),
        );
      for (const { id } of await test.core.completions()) {
        expect(listed.has(id) || told('started').has(id)).toBe(true);
        expect(ended.has(id) || told('finished').has(id)).toBe(true);
      }
    }
  });

  it('hides the completions of others from a caller that is not an admin', async () => {
    const owner = keyCaller('owner of a board');
    const own = await test.core.run(ask('Hi', { caller: owner }), never());
    await (await test.core.run(ask('Hi'), never())).result();
    await own.result();
    const { completions, cursor } = await scopedCore(test.core, owner).board();
    expect(completions).toEqual([own]);
    expect(cursor).toBe(await test.core.activityCursor());
  });
});

describe('the completions of a core', () => {
  it('are the running and the recent ones, newest first', async () => {
    const first = await test.core.run(ask('One'), never());
    await first.result();
    test.standIn.behave(() => ({ kind: 'stall' }));
    const second = await test.core.run(ask('Two'), never());
    await test.standIn.waitFor(({ active }) => active === 1, AbortSignal.timeout(60_000));
    test.standIn.behave(undefined);
    const third = await test.core.run(ask('Three'), never());
    await third.result();

    expect((await test.core.completions()).slice(0, 3)).toEqual([third, second, first]);
    second.cancel();
    await second.result().catch(() => undefined);
    expect((await test.core.completions()).slice(0, 3)).toEqual([third, second, first]);
  });
});
