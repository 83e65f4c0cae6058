import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConversationStore } from '../../../src/conversations/conversation-store.ts';
import { createTestConversations, type TestConversations } from './test-store.ts';
import { alice, bob, newTurn, say, textsOf, turnEnd, userMessage } from './turns.ts';

describe.each(['disk', 'memory'] as const)('conversations kept on %s', (mode) => {
  let conversations: TestConversations;
  let store: ConversationStore;
  let time: number;

  beforeEach(async () => {
    conversations = await createTestConversations(mode);
    time = Date.parse('2026-03-10T12:00:00Z');
    store = await conversations.open({ now: () => (time += 1000) });
  });
  afterEach(async () => {
    await store.close();
    await conversations.remove();
  });

  const titles = async (query: object = {}): Promise<string[]> =>
    (await store.conversations(alice, { limit: 10, ...query })).data.map(({ title }) => title);

  it('are made with a title, metadata and items, or without', async () => {
    const items = [userMessage('Hi'), userMessage('there')];
    const metadata = { topic: 'a\u0000b' };
    const made = await store.createConversation({ owner: alice.id, title: 'T', metadata, items });
    expect(made).toEqual({
      id: expect.stringMatching(/^conv_[\da-f]{32}$/),
      owner: alice.id,
      title: 'T',
      metadata,
      createdAt: new Date(time),
      usedAt: new Date(time),
      forkedFrom: null,
      lastTurnId: null,
    });
    expect(await store.conversation(alice, made.id)).toEqual(made);
    expect(await store.allItems(alice, made.id)).toEqual(items);
    const empty = await store.createConversation({ owner: alice.id });
    expect(empty).toMatchObject({ title: '', metadata: {} });
    expect(await store.allItems(alice, empty.id)).toEqual([]);
  });

  it.each([
    ['Hi\n\n  there,\tyou ', 'Hi there, you'],
    [
      'Explain how the tides of the sea follow the moon and the sun together',
      'Explain how the tides of the sea follow the moon and the…',
    ],
    ['x'.repeat(80), `${'x'.repeat(59)}…`],
    [`${'x'.repeat(58)}😀😀`, `${'x'.repeat(58)}…`],
  ])('get their title from the first message: %j', async (text, title) => {
    const image = {
      ...userMessage(''),
      content: [{ type: 'input_image', image_url: 'data:image/png;base64,AAAA' }],
    };
    const developer = { ...userMessage('Be brief.'), role: 'developer' };
    const turn = newTurn({ input: [developer, image, userMessage(text), userMessage('Later')] });
    await store.beginTurn(turn);
    expect(await titles()).toEqual([title]);
  });

  it('are listed in pages, the last used first', async () => {
    const made: string[] = [];
    for (const title of ['1', '2', '3', '4', '5']) {
      made.push((await store.createConversation({ owner: alice.id, title })).id);
    }
    await store.createConversation({ owner: bob.id, title: 'of bob' });
    await store.changeConversation(alice, made[1] ?? '', { metadata: { a: 'b' } });
    expect(await titles()).toEqual(['2', '5', '4', '3', '1']);
    const first = await store.conversations(alice, { limit: 2 });
    expect([first.data.map(({ title }) => title), first.hasMore]).toEqual([['2', '5'], true]);
    const after = first.data.at(-1);
    const rest = await store.conversations(alice, { limit: 3, after });
    expect([rest.data.map(({ title }) => title), rest.hasMore]).toEqual([['4', '3', '1'], false]);

    const before = rest.data.at(-1);
    const last = await store.conversations(alice, { limit: 2, before, isReversed: true });
    expect([last.data.map(({ title }) => title), last.hasMore]).toEqual([['3', '4'], true]);
  });

  it('are listed from the same place on, whatever becomes of the one at that place', async () => {
    for (const title of ['1', '2', '3']) {
      await store.createConversation({ owner: alice.id, title });
    }
    const [, after] = (await store.conversations(alice, { limit: 2 })).data;
    await store.changeConversation(alice, after?.id ?? '', { metadata: { a: 'b' } });
    expect(await titles()).toEqual(['2', '3', '1']);
    expect(await titles({ after })).toEqual(['1']);
    await store.deleteConversation(alice, after?.id ?? '');
    expect(await titles({ after })).toEqual(['1']);
  });

  it('are found by words of their titles and items, in any of these', async () => {
    await say(store, { ask: 'Tell me of the Wombat', answer: 'It digs; “Höhlen” in German.' });
    await say(store, { ask: 'and the fox?', answer: 'It hunts.' });
    expect(await titles({ search: 'wombat' })).toEqual(['Tell me of the Wombat']);
    expect(await titles({ search: 'the' })).toEqual(['and the fox?', 'Tell me of the Wombat']);
    expect(await titles({ search: '  wombat  HOHLEN ' })).toEqual(['Tell me of the Wombat']);
    expect(await titles({ search: 'wombat hunts' })).toEqual([]);
    expect(await titles({ search: '"AND * : ^ fox" -?' })).toEqual(['and the fox?']);
    await say(store, { ask: '東京の天気は？', answer: '100%晴れです。' });
    expect(await titles({ search: '天気' })).toEqual(['東京の天気は？']);
    expect(await titles({ search: '%晴れ 東京' })).toEqual(['東京の天気は？']);
    expect(await titles({ search: '_気' })).toEqual([]);
    expect(await titles({ search: '' })).toHaveLength(3);
    expect(await titles({ search: '?!' })).toHaveLength(3);
  });

  it('list their turns, oldest first or newest first', async () => {
    const first = await say(store, { ask: '1', answer: 'A' });
    const at = { conversationId: first.conversationId };
    const second = await say(store, { ask: '2', answer: 'B' }, { ...at, previousId: first.id });
    const third = newTurn({ ...at, previousId: second.id });
    await store.beginTurn(third);
    const page = async (query: object): Promise<unknown> => {
      const found = await store.turnsOf(alice, first.conversationId, {
        limit: 2,
        order: 'asc',
        ...query,
      });
      return [found.data.map(({ id }) => id), found.hasMore];
    };
    expect(await page({})).toEqual([[first.id, second.id], true]);
    expect(await page({ after: second.id })).toEqual([[third.id], false]);
    expect(await page({ order: 'desc' })).toEqual([[third.id, second.id], true]);
    expect(await page({ order: 'desc', after: second.id })).toEqual([[first.id], false]);
    await expect(page({ after: 'resp_none' })).rejects.toMatchObject({ code: 'invalid_value' });
  });

  it('are forked at a turn, and neither changes the other', async () => {
    const first = await say(store, { ask: '1', answer: 'A' });
    const at = { conversationId: first.conversationId };
    await say(store, { ask: '2', answer: 'B' }, { ...at, previousId: first.id });
    const fork = await store.fork(alice, first.id, 'Other way');
    expect(fork).toMatchObject({
      title: 'Other way',
      owner: alice.id,
      forkedFrom: { ...at, turnId: first.id },
      lastTurnId: first.id,
    });
    const forkId = fork?.id ?? '';
    expect(textsOf(await store.allItems(alice, forkId))).toEqual(['1', 'A']);
    expect((await store.turnsOf(alice, forkId, { limit: 5, order: 'asc' })).data).toEqual([]);
    const third = await say(store, { ask: '3', answer: 'C' }, { conversationId: forkId });
    expect(textsOf((await store.continuation(alice, third.id))?.history)).toEqual([
      '1',
      'A',
      '3',
      'C',
    ]);

    expect(await store.deleteConversation(alice, first.conversationId)).toBe(true);
    expect(textsOf(await store.allItems(alice, forkId))).toEqual(['1', 'A', '3', 'C']);
    expect(await store.turn(alice, first.id)).toBeUndefined();
    expect(await store.conversation(alice, first.conversationId)).toBeUndefined();
    expect(await store.fork(alice, first.id)).toBeUndefined();
  });

  it('keep the items of a deleted turn for those that continue from it', async () => {
    const first = await say(store, { ask: '1', answer: 'A' });
    const at = { conversationId: first.conversationId };
    const second = await say(store, { ask: '2', answer: 'B' }, { ...at, previousId: first.id });
    expect(await store.deleteTurn(alice, first.id)).toBe(true);
    expect(await store.deleteTurn(alice, first.id)).toBe(false);
    expect(await store.turn(alice, first.id)).toBeUndefined();
    expect(textsOf((await store.continuation(alice, second.id))?.history)).toEqual([
      '1',
      'A',
      '2',
      'B',
    ]);
    expect(await store.deleteTurn(alice, second.id)).toBe(true);
    expect(await store.conversation(alice, first.conversationId)).toBeUndefined();
    expect(await store.facts()).toMatchObject({ conversations: 0 });
  });

  it('keep nothing more of a turn that is deleted while it runs', async () => {
    const first = await say(store, { ask: '1', answer: 'A' });
    const at = { conversationId: first.conversationId, previousId: first.id };
    const running = newTurn({ ...at, input: [userMessage('2')] });
    await store.beginTurn(running);
    const next = await say(store, { ask: '3', answer: 'C' }, { ...at, previousId: running.id });
    const leaf = newTurn({ ...at, previousId: next.id });
    await store.beginTurn(leaf);
    for (const { id } of [running, leaf]) {
      expect(await store.deleteTurn(alice, id)).toBe(true);
      await expect(store.endTurn(id, turnEnd())).rejects.toMatchObject({
        code: 'response_not_found',
      });
      expect(await store.turn(alice, id)).toBeUndefined();
    }
    const history = (await store.continuation(alice, next.id))?.history;
    expect(textsOf(history)).toEqual(['1', 'A', '2', '3', 'C']);
  });

  it('lose a deleted last turn, with its items', async () => {
    const first = await say(store, { ask: '1', answer: 'A' });
    const at = { conversationId: first.conversationId };
    const second = await say(store, { ask: '2', answer: 'B' }, { ...at, previousId: first.id });
    await store.deleteTurn(alice, second.id);
    expect(textsOf(await store.allItems(alice, first.conversationId))).toEqual(['1', 'A']);
    expect(await store.conversation(alice, first.conversationId)).toMatchObject({
      lastTurnId: first.id,
    });
    expect(await store.continuation(alice, first.id)).toMatchObject({ isLast: true });
  });

  it('list their items in pages, and continue after one that was deleted', async () => {
    const items = ['0', '1', '2', '3'].map((text) => userMessage(text, `msg_${text}`));
    const { id } = await store.createConversation({ owner: alice.id, items });
    const page = async (query: object): Promise<unknown> => {
      const found = await store.items(alice, id, { limit: 2, order: 'asc', ...query });
      return [textsOf(found?.data), found?.hasMore];
    };
    expect(await page({})).toEqual([['0', '1'], true]);
    expect(await store.deleteItem(alice, id, 'msg_1')).toBe(true);
    expect(await store.deleteItem(alice, id, 'msg_1')).toBe(false);
    expect(await store.item(alice, id, 'msg_1')).toBeUndefined();
    expect(await page({ after: 'msg_1' })).toEqual([['2', '3'], false]);
    expect(await page({ order: 'desc', after: 'msg_2' })).toEqual([['0'], false]);
    expect(await store.item(alice, id, 'msg_2')).toEqual(items[2]);

    const added = [userMessage('again', 'msg_1'), userMessage('2', 'msg_2')];
    expect(await store.addItems(alice, id, added)).toEqual([
      added[0],
      { ...added[1], id: expect.stringMatching(/^msg_given[\da-f]{32}$/) },
    ]);
    expect(textsOf(await store.allItems(alice, id))).toEqual(['0', '2', '3', 'again', '2']);
    expect(await store.item(alice, id, 'msg_1')).toMatchObject({ id: 'msg_1' });
  });

  it('tell who follows them what happens', async () => {
    const { id } = await store.createConversation({ owner: alice.id });
    const notices = store.notices(id);
    const turn = newTurn({ conversationId: id });
    await store.beginTurn(turn);
    await store.endTurn(turn.id, turnEnd());
    await store.changeConversation(alice, id, { title: 'New' });
    await store.deleteConversation(alice, id);
    const told: unknown[] = [];
    for await (const notice of notices) told.push(notice);
    expect(told).toEqual([
      { type: 'turn-started', turnId: turn.id },
      { type: 'turn-ended', turnId: turn.id },
      { type: 'changed' },
      { type: 'deleted' },
    ]);
    const closed = store.notices('conv_other');
    const next = closed.next();
    await store.close();
    expect(await next).toEqual({ done: true, value: undefined });
    store = await conversations.open();
  });
});
