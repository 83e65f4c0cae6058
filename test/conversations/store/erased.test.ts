import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConversationStore } from '../../../src/conversations/conversation-store.ts';
import { createTestConversations, type TestConversations } from './test-store.ts';
import { alice, answerMessage, newTurn, say, turnEnd, userMessage } from './turns.ts';

let conversations: TestConversations;
let store: ConversationStore;

beforeEach(async () => {
  conversations = await createTestConversations();
  store = await conversations.open();
});
afterEach(async () => {
  await store.close();
  await conversations.remove();
});

/** Which of these words stand anywhere in the files of the folder, whatever their case. */
async function wordsOnDisk(...words: string[]): Promise<string[]> {
  const bytes = (await conversations.bytes()).toLowerCase();
  return words.filter((word) => bytes.includes(word));
}

/** Fills the index, so that its words are spread over many pages. */
async function sayMuch(): Promise<void> {
  for (let i = 0; i < 60; i += 1) {
    const text = Array.from({ length: 100 }, (_, n) => `word${(n * 7919 + i * 104_729) % 1e6}`);
    await say(store, { ask: text.join(' '), answer: text.toReversed().join(' ') });
  }
}

/** A turn whose every member has a word of its own. */
async function saySecrets(more: object = {}): Promise<ReturnType<typeof newTurn>> {
  const turn = newTurn({
    input: [
      userMessage('The swordfish'),
      { id: 'fc_1', type: 'function_call', name: 'f', arguments: '{"a":"armadillo"}' },
    ],
    settings: { instructions: 'Think of a wolverine.' },
    ...more,
  });
  await store.beginTurn(turn);
  await store.endTurn(
    turn.id,
    turnEnd({
      output: [answerMessage('It is a pangolin.')],
      events: '[{"text":"chinchilla"}]',
      error: { code: 'server_error', message: 'capybara' },
    }),
  );
  return turn;
}

const secrets = ['swordfish', 'armadillo', 'wolverine', 'pangolin', 'chinchilla', 'capybara'];

describe('of what was deleted no word is left in any file', () => {
  it('where it was a conversation', async () => {
    await sayMuch();
    const turn = await saySecrets();
    expect(await wordsOnDisk(...secrets)).toEqual(secrets);
    await store.deleteConversation(alice, turn.conversationId);
    expect(await wordsOnDisk(...secrets)).toEqual([]);
    expect((await store.conversations(alice, { limit: 1, search: 'pangolin' })).data).toEqual([]);
  });

  it('where it was a turn', async () => {
    await sayMuch();
    const turn = await saySecrets();
    await store.deleteTurn(alice, turn.id);
    expect(await wordsOnDisk(...secrets)).toEqual([]);
  });

  it('where it was a turn whose items others need: then only these stay', async () => {
    const first = await saySecrets();
    const at = { conversationId: first.conversationId, previousId: first.id };
    const second = await say(store, { ask: 'And?', answer: 'Yes.' }, at);
    await store.deleteTurn(alice, first.id);
    expect(await wordsOnDisk(...secrets)).toEqual(['swordfish', 'armadillo', 'pangolin']);
    await store.deleteTurn(alice, second.id);
    expect(await wordsOnDisk(...secrets)).toEqual([]);
  });

  it('where it was an item, with the events and the title that show it', async () => {
    const { id: conversationId } = await store.createConversation({ owner: alice.id });
    const turn = await saySecrets({ conversationId });
    const items = (await store.allItems(alice, conversationId)) ?? [];
    await store.deleteItem(alice, conversationId, items[0]?.id ?? '');
    expect(await wordsOnDisk(...secrets)).toEqual([
      'armadillo',
      'wolverine',
      'pangolin',
      'capybara',
    ]);
    expect(await store.conversation(alice, conversationId)).toMatchObject({ title: '' });
    expect(await store.turn(alice, turn.id)).toMatchObject({ events: null });
  });

  it('where it was all that had it: a fork and a branch keep theirs', async () => {
    const first = await say(store, { ask: 'swordfish', answer: 'pangolin' });
    const fork = await store.fork(alice, first.id, 'Fork');
    const at = { conversationId: first.conversationId, previousId: first.id };
    await say(store, { ask: 'armadillo', answer: 'wolverine' }, at);
    const branch = await say(
      store,
      { ask: 'capybara', answer: 'chinchilla' },
      { previousId: first.id },
    );
    await store.deleteConversation(alice, first.conversationId);
    const left = async (): Promise<string[]> => await wordsOnDisk(...secrets);
    expect(await left()).toEqual(['swordfish', 'pangolin', 'chinchilla', 'capybara']);
    await store.deleteTurn(alice, branch.id);
    expect(await left()).toEqual(['swordfish', 'pangolin']);
    await store.deleteConversation(alice, fork?.id ?? '');
    expect(await left()).toEqual([]);
  });

  it('where it was a title or metadata', async () => {
    const metadata = { a: 'armadillo' };
    const { id } = await store.createConversation({
      owner: alice.id,
      title: 'swordfish',
      metadata,
    });
    await store.changeConversation(alice, id, { title: 'New', metadata: {} });
    expect(await wordsOnDisk(...secrets)).toEqual([]);
  });

  it('where it was too old', async () => {
    const turn = await saySecrets();
    await store.close();
    store = await conversations.open({ now: () => Date.now() + 31 * 24 * 60 * 60 * 1000 });
    await expect.poll(async () => await wordsOnDisk(...secrets)).toEqual([]);
    expect(await store.turn(alice, turn.id)).toBeUndefined();
  });
});
