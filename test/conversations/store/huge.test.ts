// In a process of its own: the memory of large texts makes each start of a process slow.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConversationStore } from '../../../src/conversations/conversation-store.ts';
import { openDatabase, ResultTooLargeError } from '../../../src/sqlite/database.ts';
import { createTestConversations, type TestConversations } from './test-store.ts';
import { alice, answerMessage, newTurn, turnEnd, userMessage } from './turns.ts';

const megabyte = 1024 * 1024;
const large = (megabytes: number): string => 'x'.repeat(megabytes * megabyte);

let conversations: TestConversations;
let store: ConversationStore;
/** It has some 66 MB, in messages of 11. */
let id: string;

beforeAll(async () => {
  conversations = await createTestConversations();
  store = await conversations.open();
  ({ id } = await store.createConversation({ owner: alice.id }));
  for (let count = 0; count < 6; count += 1) {
    await store.addItems(alice, id, [userMessage(`${count} ${large(11)}`, `msg_${count}`)]);
  }
}, 120_000);
afterAll(async () => {
  await store.close();
  await conversations.remove();
});

const tooLong = expect.objectContaining({
  code: 'context_length_exceeded',
  message: expect.stringMatching(
    /^The conversation has \d+ bytes\. No answer can continue from more than 67108864: start a new one\.$/,
  ),
});

describe('a conversation of more than 64 MB', { timeout: 120_000 }, () => {
  it('is shown in pages of what fits, and of one item at least, in either order', async () => {
    const ids = async (query: object): Promise<unknown> => {
      const page = await store.items(alice, id, { limit: 100, order: 'asc', ...query });
      return page && [page.data.map((item) => item.id), page.hasMore];
    };
    expect(await ids({})).toEqual([['msg_0', 'msg_1'], true]);
    expect(await ids({ after: 'msg_1' })).toEqual([['msg_2', 'msg_3'], true]);
    expect(await ids({ after: 'msg_4' })).toEqual([['msg_5'], false]);
    expect(await ids({ order: 'desc' })).toEqual([['msg_5', 'msg_4'], true]);
    expect(await ids({ order: 'desc', limit: 1 })).toEqual([['msg_5'], true]);
  });

  it('cannot be brought back by references to its items', async () => {
    const ids = Array.from({ length: 6 }, (_, index) => `msg_${index}`);
    await expect(store.itemsById(alice, ids)).rejects.toEqual(tooLong);
    expect((await store.itemsById(alice, ids.slice(0, 2))).size).toBe(2);
  });

  it('has a title, takes no more items, and cannot be continued', async () => {
    expect(await store.conversation(alice, id)).toMatchObject({ title: `0 ${'x'.repeat(57)}…` });
    await expect(store.addItems(alice, id, [userMessage('more')])).rejects.toEqual(tooLong);
    await expect(store.allItems(alice, id)).rejects.toEqual(tooLong);
    expect(await store.deleteItem(alice, id, 'msg_3')).toBe(true);
    expect(await store.allItems(alice, id)).toHaveLength(5);
  });

  it('cannot be continued from one of its turns, whose input comes in pages', async () => {
    const first = newTurn({ input: [userMessage(large(30))] });
    await store.beginTurn(first);
    await store.endTurn(first.id, turnEnd({ output: [answerMessage(large(10))] }));
    const at = { conversationId: first.conversationId, previousId: first.id };
    const second = newTurn({ ...at, input: [userMessage(large(30))] });
    await store.beginTurn(second);
    await store.endTurn(second.id, turnEnd());
    await expect(store.continuation(alice, second.id)).rejects.toEqual(tooLong);
    expect((await store.continuation(alice, first.id))?.history).toHaveLength(2);

    const query = { limit: 100, order: 'asc' } as const;
    const given = await store.inputItems(alice, second.id, query);
    expect([given?.data.length, given?.hasMore]).toEqual([1, true]);
    const turns = await store.turnsOf(alice, first.conversationId, query);
    expect([turns.data.map((turn) => turn.id), turns.hasMore]).toEqual([[first.id], true]);
    const last = await store.turnsOf(alice, first.conversationId, { ...query, after: first.id });
    expect([last.data.map((turn) => turn.id), last.hasMore]).toEqual([[second.id], false]);
  });
});

it('a result that no string can hold is an error, and the database still works', async () => {
  const database = await openDatabase(':memory:');
  const read = database.json(
    `WITH RECURSIVE part (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM part WHERE n < 6)
      SELECT json_quote(group_concat(printf('%.*c', 50000000, 'x'), '')) AS json FROM part`,
  );
  await expect(read).rejects.toBeInstanceOf(ResultTooLargeError);
  expect(await database.json('SELECT json_array(1, NULL) AS json')).toEqual([1, null]);
  expect(await database.json('SELECT 7 AS json')).toBe(7);
  expect(await database.json('SELECT NULL AS json')).toBeNull();
  expect(await database.json('SELECT 1 AS json WHERE FALSE')).toBeUndefined();
  database.close();
}, 60_000);
