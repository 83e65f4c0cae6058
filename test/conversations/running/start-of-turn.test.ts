import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConversationStore } from '../../../src/conversations/conversation-store.ts';
import {
  createTurnStarts,
  type TurnStarts,
} from '../../../src/conversations/running/start-of-turn.ts';
import { createTestConversations, type TestConversations } from '../store/test-store.ts';
import { alice, newTurn, say, turnEnd } from '../store/turns.ts';

let kept: TestConversations;
let store: ConversationStore;
let starts: TurnStarts;

beforeEach(async () => {
  kept = await createTestConversations('memory');
  store = await kept.open();
  starts = createTurnStarts(store);
});
afterEach(async () => {
  await store.close();
  await kept.remove();
});

const locked = { code: 'conversation_locked', param: 'conversation' };

describe('in one conversation', () => {
  it('only one turn at a time begins, by whatever it is continued', async () => {
    const { id, conversationId } = await say(store, { ask: 'Hi', answer: 'Hello' });

    const named = await starts.begin(alice, { conversationId });
    await expect(starts.begin(alice, { conversationId })).rejects.toMatchObject(locked);
    const branch = await starts.begin(alice, { previousId: id });
    expect(branch.conversationId).not.toBe(conversationId);
    named.release();

    const after = await starts.begin(alice, { previousId: id });
    expect(after.conversationId).toBe(conversationId);
    await expect(starts.begin(alice, { conversationId })).rejects.toMatchObject(locked);
    after.release();
    expect(await starts.begin(alice, { conversationId })).toMatchObject({ conversationId });
  });

  it('none begins before the first one has ended', async () => {
    const first = await starts.begin(alice, {});
    const conversationId = first.conversationId ?? '';
    const turn = newTurn({ conversationId });
    await store.beginTurn(turn);
    await expect(starts.begin(alice, { conversationId })).rejects.toMatchObject(locked);

    await store.endTurn(turn.id, turnEnd());
    first.release();
    const second = await starts.begin(alice, { conversationId });
    expect(second.history).toHaveLength(2);
  });
});
