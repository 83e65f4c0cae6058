import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConversationStore } from '../../../src/conversations/conversation-store.ts';
import { createTestConversations, type TestConversations } from './test-store.ts';
import {
  admin,
  alice,
  answerMessage,
  bob,
  newId,
  newTurn,
  say,
  textsOf,
  turnEnd,
  userMessage,
} from './turns.ts';

describe.each(['disk', 'memory'] as const)('turns kept on %s', (mode) => {
  let conversations: TestConversations;
  let store: ConversationStore;

  beforeEach(async () => {
    conversations = await createTestConversations(mode);
    store = await conversations.open();
  });
  afterEach(async () => {
    await store.close();
    await conversations.remove();
  });

  const history = async (id: string, reader = alice): Promise<unknown[] | undefined> =>
    textsOf((await store.continuation(reader, id))?.history);

  it.each(['failed', 'cancelled'] as const)(
    'add nothing to a conversation that their client named where they are %s',
    async (status) => {
      const { id: conversationId } = await store.createConversation({ owner: alice.id });
      const lost = newTurn({ conversationId, input: [userMessage('Again', 'msg_1')] });
      await store.beginTurn(lost);
      await store.endTurn(lost.id, turnEnd({ status, output: [answerMessage('Half')] }));
      expect(await store.allItems(alice, conversationId)).toEqual([]);
      expect(await history(lost.id)).toEqual(['Again', 'Half']);

      const asked = newTurn({ conversationId, input: [userMessage('Again', 'msg_1')] });
      await store.beginTurn(asked);
      await store.endTurn(asked.id, turnEnd({ output: [answerMessage('Whole')] }));
      const items = await store.allItems(alice, conversationId);
      expect(textsOf(items)).toEqual(['Again', 'Whole']);
    },
  );

  it('add to a conversation that their client named once another one continues from them', async () => {
    const { id: conversationId } = await store.createConversation({ owner: alice.id });
    const cut = newTurn({ conversationId });
    await store.beginTurn(cut);
    await store.endTurn(cut.id, turnEnd({ status: 'failed', output: [answerMessage('Half')] }));
    const at = { conversationId, previousId: cut.id };
    const next = await say(store, { ask: 'More', answer: 'A' }, at);
    const whole = ['Hi', 'Half', 'More', 'A'];
    expect(textsOf(await store.allItems(alice, conversationId))).toEqual(whole);
    expect(await history(next.id)).toEqual(whole);
  });

  it.each(['failed', 'cancelled'] as const)(
    'add to the conversation that they made what there is where they are %s',
    async (status) => {
      const first = newTurn();
      await store.beginTurn(first);
      await store.endTurn(first.id, turnEnd({ status, output: [answerMessage('Half')] }));
      const { conversationId } = first;
      const next = newTurn({ conversationId, previousId: first.id, input: [userMessage('More')] });
      await store.beginTurn(next);
      await store.endTurn(next.id, turnEnd({ status, output: [] }));

      const items = await store.allItems(alice, conversationId);
      expect(textsOf(items)).toEqual(['Hi', 'Half', 'More']);
    },
  );

  it('are read as they were written, while they run and after their end', async () => {
    const turn = newTurn({
      settings: { instructions: 'Be brief.', metadata: { a: 'b' } },
      input: [
        userMessage('One'),
        { id: 'fc_1', type: 'function_call', arguments: '{"x":"\u0000"}' },
      ],
    });
    await store.beginTurn(turn);
    const began = {
      ...turn,
      endedAt: null,
      output: [],
      usage: null,
      error: null,
      incompleteReason: null,
      unmet: [],
      events: null,
    };
    expect(await store.turn(alice, turn.id)).toEqual(began);

    const end = turnEnd({
      status: 'incomplete',
      incompleteReason: 'max_output_tokens',
      usage: {
        inputTokens: 1,
        cachedInputTokens: 2,
        cacheWriteInputTokens: 3,
        outputTokens: 4,
        reasoningOutputTokens: 5,
        totalTokens: 6,
        isEstimated: true,
      },
      unmet: ['temperature'],
      events: '[{"type":"x"}]',
    });
    await store.endTurn(turn.id, end);
    expect(await store.turn(alice, turn.id)).toEqual({ ...turn, ...end });
  });

  it('have the history of their chain, oldest first', async () => {
    const first = await say(store, { ask: '1', answer: 'A' });
    const { conversationId } = first;
    const second = await say(
      store,
      { ask: '2', answer: 'B' },
      { conversationId, previousId: first.id },
    );
    expect(await history(second.id)).toEqual(['1', 'A', '2', 'B']);
    expect(await history(first.id)).toEqual(['1', 'A']);
    expect(await store.continuation(alice, first.id)).toMatchObject({
      status: 'completed',
      conversationId,
      isLast: false,
    });
    expect(await store.continuation(alice, second.id)).toMatchObject({ isLast: true });
    expect(textsOf(await store.allItems(alice, conversationId))).toEqual(['1', 'A', '2', 'B']);
  });

  it('begin, in a conversation that a client named, with what was there then', async () => {
    const { id: conversationId } = await store.createConversation({
      owner: alice.id,
      items: [userMessage('0')],
    });
    const first = await say(store, { ask: '1', answer: 'A' }, { conversationId });
    await store.addItems(alice, conversationId, [userMessage('by hand')]);
    const second = await say(store, { ask: '2', answer: 'B' }, { conversationId });
    expect(await history(first.id)).toEqual(['0', '1', 'A']);
    expect(await history(second.id)).toEqual(['0', '1', 'A', 'by hand', '2', 'B']);
    expect(await store.continuation(alice, first.id)).toMatchObject({ isLast: false });
  });

  it('do not see one that runs beside them in the same conversation', async () => {
    const { id: conversationId } = await store.createConversation({ owner: alice.id });
    const one = newTurn({ conversationId, input: [userMessage('1')] });
    const two = newTurn({ conversationId, input: [userMessage('2')] });
    await store.beginTurn(one);
    await store.beginTurn(two);
    expect(await store.allItems(alice, conversationId)).toEqual([]);
    await store.endTurn(two.id, turnEnd({ output: [answerMessage('B')] }));
    await store.endTurn(one.id, turnEnd({ output: [answerMessage('A')] }));
    expect(await history(one.id)).toEqual(['1', 'A']);
    expect(await history(two.id)).toEqual(['2', 'B']);
    expect(textsOf(await store.allItems(alice, conversationId))).toEqual(['2', 'B', '1', 'A']);
  });

  it('branch into a conversation of their own, and neither sees the other', async () => {
    const root = await say(store, { ask: '1', answer: 'A' });
    const { conversationId } = root;
    const left = await say(
      store,
      { ask: 'left', answer: 'L' },
      { conversationId, previousId: root.id },
    );
    const right = await say(store, { ask: 'right', answer: 'R' }, { previousId: root.id });
    expect(await history(left.id)).toEqual(['1', 'A', 'left', 'L']);
    expect(await history(right.id)).toEqual(['1', 'A', 'right', 'R']);
    expect(textsOf(await store.allItems(alice, right.conversationId))).toEqual([
      '1',
      'A',
      'right',
      'R',
    ]);
    expect(await store.conversation(alice, right.conversationId)).toMatchObject({
      title: '1',
      forkedFrom: { conversationId, turnId: root.id },
      lastTurnId: right.id,
    });
  });

  it('keep two continuations of one turn apart, even in one conversation', async () => {
    const root = await say(store, { ask: '1', answer: 'A' });
    const at = { conversationId: root.conversationId, previousId: root.id };
    const left = newTurn({ ...at, input: [userMessage('left')] });
    const right = newTurn({ ...at, input: [userMessage('right')] });
    await store.beginTurn(left);
    await store.beginTurn(right);
    await store.endTurn(left.id, turnEnd({ output: [answerMessage('L')] }));
    await store.endTurn(right.id, turnEnd({ output: [answerMessage('R')] }));
    expect(await history(left.id)).toEqual(['1', 'A', 'left', 'L']);
    expect(await history(right.id)).toEqual(['1', 'A', 'right', 'R']);
  });

  it('cannot continue from one that is not kept', async () => {
    await expect(store.beginTurn(newTurn({ previousId: 'resp_none' }))).rejects.toMatchObject({
      code: 'previous_response_not_found',
    });
    const { data } = await store.conversations(alice, { limit: 10 });
    expect(data).toEqual([]);
  });

  it('keep every text where an item comes with an id that the conversation has', async () => {
    const item = userMessage('1', 'msg_same');
    const first = newTurn({ input: [item, userMessage('1b', 'msg_same')] });
    await store.beginTurn(first);
    await store.endTurn(first.id, turnEnd());
    const second = await say(
      store,
      { ask: '2', answer: 'B' },
      { conversationId: first.conversationId, previousId: first.id, input: [item] },
    );
    const items = (await store.continuation(alice, second.id))?.history ?? [];
    expect(textsOf(items)).toEqual(['1', '1b', 'Hello!', '1', 'B']);
    expect(new Set(items.map(({ id }) => id)).size).toBe(5);
    expect(items[3]).toEqual({ ...item, id: expect.stringMatching(/^msg_given[\da-f]{32}$/) });
  });

  it('show what they were given, in pages of either order', async () => {
    const first = await say(store, { ask: '1', answer: 'A' });
    const second = await say(
      store,
      { ask: '2', answer: 'B' },
      { conversationId: first.conversationId, previousId: first.id },
    );
    const page = await store.inputItems(alice, second.id, { limit: 2, order: 'desc' });
    expect(textsOf(page?.data)).toEqual(['2', 'A']);
    expect(page?.hasMore).toBe(true);
    const after = page?.data.at(-1)?.id ?? '';
    const rest = await store.inputItems(alice, second.id, { limit: 2, order: 'desc', after });
    expect([textsOf(rest?.data), rest?.hasMore]).toEqual([['1'], false]);
    const up = await store.inputItems(alice, second.id, { limit: 9, order: 'asc', after });
    expect(textsOf(up?.data)).toEqual(['2']);
    await expect(
      store.inputItems(alice, second.id, { limit: 2, order: 'asc', after: 'msg_none' }),
    ).rejects.toMatchObject({ code: 'invalid_value', param: 'after' });
    expect(await store.inputItems(alice, 'resp_none', { limit: 2, order: 'asc' })).toBeUndefined();
  });

  it('do not exist for another caller, and all exist for one that sees all', async () => {
    const turn = await say(store, { ask: '1', answer: 'A' });
    const { id, conversationId, input } = turn;
    const itemId = input[0]?.id ?? '';
    const page = { limit: 5, order: 'asc' } as const;
    const seenBy = async (reader: typeof alice): Promise<unknown[]> => [
      (await store.turn(reader, id))?.id,
      await history(id, reader),
      textsOf((await store.inputItems(reader, id, page))?.data),
      textsOf([...(await store.itemsById(reader, [itemId])).values()]),
      (await store.conversation(reader, conversationId))?.id,
      (await store.conversations(reader, { limit: 5 })).data.length,
      (await store.turnsOf(reader, conversationId, page)).data.length,
      textsOf(await store.allItems(reader, conversationId)),
      textsOf((await store.items(reader, conversationId, page))?.data),
      (await store.item(reader, conversationId, itemId))?.id,
    ];
    const all = [
      id,
      ['1', 'A'],
      ['1'],
      ['1'],
      conversationId,
      1,
      1,
      ['1', 'A'],
      ['1', 'A'],
      itemId,
    ];
    expect(await seenBy(alice)).toEqual(all);
    expect(await seenBy(admin)).toEqual(all);
    const nothing = undefined;
    expect(await seenBy(bob)).toEqual([
      nothing,
      nothing,
      nothing,
      [],
      nothing,
      0,
      0,
      nothing,
      nothing,
      nothing,
    ]);
    expect(await store.deleteTurn(bob, id)).toBe(false);
    expect(await store.deleteConversation(bob, conversationId)).toBe(false);
    expect(await store.changeConversation(bob, conversationId, { title: 'mine' })).toBeUndefined();
    expect(await store.fork(bob, id)).toBeUndefined();
    expect(await store.addItems(bob, conversationId, [userMessage('x')])).toBeUndefined();
    expect(await store.deleteItem(bob, conversationId, itemId)).toBe(false);
    expect(await seenBy(alice)).toEqual(all);
  });

  it('find items by their ids, the newest of several, and the own one first', async () => {
    const id = newId('msg');
    const first = await say(store, { ask: '1', answer: 'A' }, { input: [userMessage('old', id)] });
    await say(store, { ask: '2', answer: 'B' }, { input: [userMessage('new', id)] });
    await say(
      store,
      { ask: '3', answer: 'C' },
      { owner: bob.id, input: [userMessage('of bob', id)] },
    );
    const found = await store.itemsById(alice, [id, first.input[0]?.id ?? '', 'msg_none']);
    expect(textsOf([...found.values()])).toEqual(['new']);
    const known = await store.itemsById({ id: alice.id, seesAll: true }, [id]);
    expect(textsOf([...known.values()])).toEqual(['new']);
  });

  it('keep what no other program would: lone surrogates, NUL, and 1,500 levels', async () => {
    const deep = JSON.parse(`${'['.repeat(1500)}"deep"${']'.repeat(1500)}`);
    const odd = { id: 'x', type: 'other', text: 'a\u0000b\ud83d', deep, 'k"\u2028': [null, 1e300] };
    const half = '\ud83d of a pair';
    const turn = newTurn({ input: [odd, userMessage(half, half)], settings: { deep } });
    await store.beginTurn(turn);
    await store.endTurn(turn.id, turnEnd({ output: [odd] }));
    const kept = await store.turn(alice, turn.id);
    expect(JSON.stringify(kept?.input)).toBe(JSON.stringify(turn.input));
    expect(await store.conversation(alice, turn.conversationId)).toMatchObject({
      title: '\ufffd of a pair',
    });
    const { conversationId } = turn;
    expect(await store.item(alice, conversationId, half)).toEqual(turn.input[1]);
    expect(await store.itemsById(alice, [half])).toEqual(new Map([[half, turn.input[1]]]));
    await store.addItems(alice, conversationId, [userMessage('again', half)]);
    expect(await store.allItems(alice, conversationId)).toHaveLength(4);
    expect(JSON.stringify(kept?.settings)).toBe(JSON.stringify({ deep }));
    expect(kept?.output).toMatchObject([{ text: odd.text }]);
    expect(await store.deleteTurn(alice, turn.id)).toBe(true);
    expect(textsOf(await store.allItems(alice, conversationId))).toEqual(['again']);
  });
});
