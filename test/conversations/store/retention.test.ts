import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConversationStore } from '../../../src/conversations/conversation-store.ts';
import { createTestConversations, type TestConversations } from './test-store.ts';
import { alice, newTurn, say, turnEnd, userMessage } from './turns.ts';

const dayMs = 24 * 60 * 60 * 1000;

describe.each(['disk', 'memory'] as const)('what is too old or too much, on %s', (mode) => {
  let conversations: TestConversations;
  let time: number;

  beforeEach(async () => {
    conversations = await createTestConversations(mode);
    time = Date.now();
  });
  afterEach(async () => {
    await conversations.remove();
  });

  const open = async (options: object): Promise<ConversationStore> =>
    await conversations.open({ now: () => time, ...options });

  /** Resolves once that conversation has gone. */
  async function gone(store: ConversationStore, conversationId: string): Promise<void> {
    for await (const notice of store.notices(conversationId)) {
      if (notice.type === 'deleted') return;
    }
    throw new Error('It has not gone.');
  }

  const idsIn = async (store: ConversationStore): Promise<string[]> =>
    (await store.conversations(alice, { limit: 100 })).data.map(({ id }) => id);

  it('goes some days after its last use, the others stay', async () => {
    const store = await open({ days: 2 });
    const at = (): object => ({ createdAt: new Date(time) });
    const old = await say(store, { ask: 'old', answer: 'A' }, at());
    const used = await store.createConversation({ owner: alice.id, title: 'used' });
    time += dayMs;
    await store.changeConversation(alice, used.id, { title: 'used again' });
    const oldHasGone = gone(store, old.conversationId);
    time += dayMs + 60_000;
    const turn = newTurn(at());
    await store.beginTurn(turn);
    await store.endTurn(turn.id, turnEnd({ endedAt: new Date(time) }));
    await oldHasGone;
    expect(await idsIn(store)).toEqual([turn.conversationId, used.id]);
    expect(await store.turn(alice, old.id)).toBeUndefined();
    expect(await store.itemsById(alice, [old.input[0]?.id ?? ''])).toEqual(new Map());
    await store.close();
  });

  it('goes where there is no room, the longest unused first, and nothing is refused', async () => {
    const store = await open({ bytes: 2 ** 20 });
    const text = 'a few words about '.repeat(2000);
    const made: string[] = [];
    for (let i = 0; i < 40; i += 1) {
      time += 1000;
      const items = [userMessage(text + String(i))];
      made.push((await store.createConversation({ owner: alice.id, items })).id);
    }
    await gone(store, made[20] ?? '');
    await expect.poll(async () => (await store.facts()).bytes).toBeLessThanOrEqual(2 ** 20);
    const left = await idsIn(store);
    expect(left.length).toBeGreaterThan(5);
    expect(left).toEqual(made.toReversed().slice(0, left.length));
    await store.close();
  });

  it('stays while a turn runs in it, and where it is the last one used', async () => {
    const store = await open({ days: 1, bytes: 2 ** 20 });
    const running = newTurn({ createdAt: new Date(time) });
    await store.beginTurn(running);
    const old = await store.createConversation({ owner: alice.id });
    const oldHasGone = gone(store, old.id);
    time += 5 * dayMs;
    const items = [userMessage('x '.repeat(2 ** 20))];
    const large = await store.createConversation({ owner: alice.id, items });
    await oldHasGone;
    expect(await idsIn(store)).toEqual([large.id, running.conversationId]);

    const runningHasGone = gone(store, running.conversationId);
    await store.endTurn(running.id, turnEnd({ endedAt: new Date(time - 2 * dayMs) }));
    await runningHasGone;
    expect(await idsIn(store)).toEqual([large.id]);
    await store.close();
  });
});
