import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CompletionRequest } from '../../../src/codex/completion/request.ts';
import type { ConversationStore } from '../../../src/conversations/conversation-store.ts';
import { createConversationStore } from '../../../src/conversations/database/create-conversation-store.ts';
import { createTurns } from '../../../src/conversations/running/create-turns.ts';
import type { RunningTurn, TurnEvent } from '../../../src/conversations/running/running-turn.ts';
import { storedEvents } from '../../../src/conversations/running/stored-events.ts';
import type { StartingPoint, TurnPlan, Turns } from '../../../src/conversations/running/turns.ts';
import { keyCaller, localCaller } from '../../support/callers.ts';
import { ask, never, startTestCore, type TestCore } from '../../support/core.ts';
import { holdAnswers } from '../../support/held-answers.ts';
import { memoryLog } from '../../support/memory-log.ts';

let test: TestCore;
let store: ConversationStore;
let turns: Turns;
const log = memoryLog();

beforeEach(async () => {
  test = await startTestCore();
  const logger = pino({ level: 'silent' });
  store = await createConversationStore({ place: 'memory', days: 30, bytes: 1e9, logger });
  turns = createTurns({ core: test.core, store, logger: log.logger, keepaliveMs: 30 });
});
afterEach(async () => {
  await test.close();
  await turns.idle();
  await store.close();
});

interface Asked {
  readonly from?: StartingPoint;
  readonly plan?: Partial<TurnPlan>;
  readonly request?: Partial<CompletionRequest>;
  readonly signal?: AbortSignal;
}

let items = 0;

async function run(text: string, asked: Asked = {}): Promise<RunningTurn> {
  const { from = {}, plan = {}, request = {}, signal = never() } = asked;
  const start = await turns.begin(localCaller, from);
  const content = [{ type: 'input_text', text }];
  const input = [{ id: `msg_${(items += 1)}`, type: 'message', role: 'user', content }];
  const whole = { start, input, settings: { color: 'blue' }, isStored: true, ...plan };
  return await turns.run(ask(text, { idPrefix: 'resp_', ...request }), whole, signal);
}

async function eventsOf(stream: AsyncIterable<TurnEvent>): Promise<TurnEvent[]> {
  const events: TurnEvent[] = [];
  for await (const event of stream) events.push(event);
  return events;
}

async function textOf(turn: RunningTurn): Promise<string> {
  await turn.ended;
  return turn.completion.text;
}

describe('a turn', () => {
  it('is written before its end is passed on', async () => {
    const turn = await run('Count to 3');
    let statusAtEnd: string | undefined;
    for await (const { type } of turn.events()) {
      if (type !== 'done') continue;
      statusAtEnd = (await store.turn(localCaller, turn.completion.id))?.status;
    }

    expect(statusAtEnd).toBe('completed');
    expect(turn.completion.id).toMatch(/^resp_[0-9a-f]{32}$/);
  });

  it('is kept with what was asked, its items, its usage and its settings', async () => {
    const turn = await run('Count to 3');
    const { output } = await turn.ended;

    expect(await store.turn(localCaller, turn.completion.id)).toMatchObject({
      status: 'completed',
      model: 'gpt-5.5',
      conversationId: turn.conversationId,
      previousId: null,
      input: turn.input,
      settings: { color: 'blue' },
      output,
      usage: turn.completion.usage,
      error: null,
      incompleteReason: null,
    });
    expect(output.at(-1)).toMatchObject({ type: 'message', role: 'assistant' });
  });

  it('has the same events for every reader: live, late, and from the store', async () => {
    test.standIn.behave(() => ({ kind: 'delay', ms: 200, text: 'one two three' }));
    const turn = await run('Count to 3');

    const live = await eventsOf(turn.events());
    const late = await eventsOf(turn.events());
    const stored = await store.turn(localCaller, turn.completion.id);
    const replayed = stored && storedEvents(stored);

    expect(live.map(({ sequence }) => sequence)).toEqual(live.map((_, index) => index));
    expect(live.map(({ type }) => type)).toContain('keepalive');
    expect(late).toEqual(live);
    expect(replayed && (await eventsOf(replayed))).toEqual(live);
  });

  it('is not kept where the request does not want that', async () => {
    const turn = await run('Count to 3', { plan: { isStored: false } });
    await turn.ended;

    expect(await store.turn(localCaller, turn.completion.id)).toBeUndefined();
    expect([turn.isStored, turn.conversationId, turn.completion.conversationId]).toEqual([
      false,
      null,
      null,
    ]);
  });

  it.each([
    ['cut', { maxOutputTokens: 2 }, 'incomplete', 'max_output_tokens'],
    ['cancelled', {}, 'cancelled', null],
  ])('that was %s is kept with its real status', async (how, request, status, reason) => {
    const turn = await run('Count to 3000', { request });
    if (how === 'cancelled') turn.completion.cancel();
    await turn.ended;

    expect(await store.turn(localCaller, turn.completion.id)).toMatchObject({
      status,
      incompleteReason: reason,
    });
  });

  it('ends with its client, unless it is detached', async () => {
    const client = new AbortController();
    const held = holdAnswers(test.standIn, 'Bound', 'Detached');
    const bound = await run('Bound', { signal: client.signal });
    const detached = await run('Detached', {
      plan: { isDetached: true },
      signal: client.signal,
    });
    client.abort();
    await bound.ended;
    held.release();
    await detached.ended;
    expect([bound.completion.status, detached.completion.status]).toEqual([
      'cancelled',
      'completed',
    ]);
  });

  it('is answered all the same where it cannot be written, and then is not stored', async () => {
    await store.close();
    const turn = await run('Say exactly: still here');

    expect(await textOf(turn)).toBe('still here');
    expect(turn.isStored).toBe(false);
    expect(log.lines.map(({ msg }) => msg)).toContain('the turn could not be stored');
  });

  it.each(['beginTurn', 'endTurn'] as const)(
    'is answered before a slow store has written it, by %s, and is whole then',
    async (slow) => {
      let free = (): void => {};
      const isFree = new Promise<void>((resolve) => (free = resolve));
      const late: ConversationStore = {
        ...store,
        beginTurn: async (turn) => {
          if (slow === 'beginTurn') await isFree;
          await store.beginTurn(turn);
        },
        endTurn: async (id, end) => {
          if (slow === 'endTurn') await isFree;
          return await store.endTurn(id, end);
        },
      };
      turns = createTurns({ core: test.core, store: late, logger: log.logger, writeMs: 50 });
      const turn = await run('Say exactly: in time');
      expect(await textOf(turn)).toBe('in time');
      expect(turn.isStored).toBe(false);
      expect(log.lines.map(({ msg }) => msg)).toContain('the turn is stored late');

      free();
      await expect
        .poll(async () => await store.turn(localCaller, turn.completion.id))
        .toMatchObject({ status: 'completed' });
    },
  );

  it('is refused where it is detached and cannot be written', async () => {
    await store.close();

    await expect(run('Count to 3', { plan: { isDetached: true } })).rejects.toMatchObject({
      code: 'server_error',
    });
  });

  it('can be found while it runs, by its caller alone', async () => {
    const turn = await run('Count to 3000');
    const { id } = turn.completion;

    expect(turns.running(localCaller, id)).toBe(turn);
    expect(turns.running(keyCaller('bob'), id)).toBeUndefined();
    turn.completion.cancel();
    await turn.ended;
    expect(turns.running(localCaller, id)).toBeUndefined();
  });

  it('is one turn for a repeated request with an idempotency key', async () => {
    const { id: conversationId } = await store.createConversation({
      owner: localCaller.id,
      items: [],
    });
    const request = { caller: localCaller, idempotency: { key: 'once', body: {} } };
    const once = async (): Promise<RunningTurn> =>
      await turns.once(request, never(), async (signal) => {
        return await run('Count to 3', { from: { conversationId }, signal });
      });
    const both = await Promise.all([once(), once()]);
    const [first] = both;
    const { output } = await first.ended;

    expect([...both, await once()]).toEqual([first, first, first]);
    const said = await store.allItems(localCaller, conversationId);
    expect(said).toEqual([...first.input, ...output]);
  });
});

describe('what a turn continues from', () => {
  it('is the last turn of a conversation, whose conversation it joins', async () => {
    const first = await run('Count to 3');
    await first.ended;
    const previousId = first.completion.id;
    const second = await run('And to 4', { from: { previousId } });
    await second.ended;

    expect(second.conversationId).toBe(first.conversationId);
    const { history } = await turns.begin(localCaller, { previousId: second.completion.id });
    expect(history).toEqual([
      ...first.input,
      ...(await first.ended).output,
      ...second.input,
      ...(await second.ended).output,
    ]);
  });

  it('may be continued twice at once: neither sees the other', async () => {
    const first = await run('Count to 3');
    await first.ended;
    const from = { previousId: first.completion.id };
    const [one, other] = await Promise.all([
      run('Say exactly: one', { from }),
      run('Say exactly: two', { from }),
    ]);
    await Promise.all([one.ended, other.ended]);

    expect(one.conversationId).not.toBe(other.conversationId);
    const { history } = await turns.begin(localCaller, { previousId: one.completion.id });
    expect(JSON.stringify(history)).not.toContain('two');
  });

  it('may not run yet', async () => {
    const first = await run('Count to 3000');

    const from = { previousId: first.completion.id };
    await expect(turns.begin(localCaller, from)).rejects.toMatchObject({
      code: 'invalid_value',
      param: 'previous_response_id',
    });
    first.completion.cancel();
    await first.ended;
    expect((await turns.begin(localCaller, from)).history.slice(0, 1)).toEqual(first.input);
  });

  it('is unknown to another caller', async () => {
    const first = await run('Count to 3');
    await first.ended;

    const from = { previousId: first.completion.id };
    await expect(turns.begin(keyCaller('bob'), from)).rejects.toMatchObject({
      code: 'previous_response_not_found',
      param: 'previous_response_id',
    });
  });

  it('is one conversation for one turn at a time', async () => {
    const { id: conversationId } = await store.createConversation({ owner: localCaller.id });
    const from = { conversationId };
    const first = await run('Count to 3000', { from });

    await expect(turns.begin(localCaller, from)).rejects.toMatchObject({
      code: 'conversation_locked',
      param: 'conversation',
    });
    first.completion.cancel();
    await first.ended;
    const next = await run('Say exactly: free', { from });
    expect(await textOf(next)).toBe('free');
  });

  it.each(['the conversation', 'the turn'])(
    'waits for one whose client has left, by %s',
    async (by) => {
      const { id: conversationId } = await store.createConversation({ owner: localCaller.id });
      const leaving = new AbortController();
      const first = await run('Count to 3000', {
        from: { conversationId },
        signal: leaving.signal,
      });
      leaving.abort();

      const { id: previousId } = first.completion;
      const from = by === 'the turn' ? { previousId } : { conversationId };
      const next = await run('Say exactly: free', { from });
      expect(await textOf(next)).toBe('free');
    },
  );

  it('is a conversation that is free again where no turn came of it', async () => {
    const { id: conversationId } = await store.createConversation({ owner: localCaller.id });
    const from = { conversationId };
    await expect(run('Count to 3', { from, request: { model: 'no-such' } })).rejects.toMatchObject({
      code: 'model_not_found',
    });

    const turn = await run('Say exactly: free', { from });
    expect(await textOf(turn)).toBe('free');
  });
});
