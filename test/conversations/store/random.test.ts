import { expect, it, onTestFailed } from 'vitest';
import type { ConversationStore } from '../../../src/conversations/conversation-store.ts';
import type { RawItem } from '../../../src/conversations/raw-item.ts';
import type { NewTurn } from '../../../src/conversations/turn.ts';
import { openDatabase } from '../../../src/sqlite/database.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { createTestConversations } from './test-store.ts';
import { alice, newId, newTurn, turnEnd } from './turns.ts';

const pieces =
  'a|b| |\u0000|\ud83d|\ude00|😀|é|漢|"|\\|\n|\u2028|\uffff|1|ß|\u0301|data:|{|-'.split('|');

/** Makes items of texts that are hard to keep. Some have the id of another one. */
function itemsFrom(random: (bound: number) => number): () => RawItem[] {
  const text = (): string =>
    Array.from({ length: random(30) }, () => pieces[random(pieces.length)]).join('');
  const item = (): RawItem => ({
    id: random(4) === 0 ? text().slice(0, 2) : newId('msg'),
    type: 'message',
    role: random(2) === 0 ? 'user' : 'assistant',
    content: random(2) === 0 ? text() : [{ type: 'input_text', text: text(), name: text() }],
    arguments: JSON.stringify({ [text()]: text() }),
  });
  return () => Array.from({ length: random(4) }, item);
}

async function lengthOf(store: ConversationStore, id: string): Promise<number | undefined> {
  return (await store.continuation(alice, id))?.history.length;
}

async function deleteAll(store: ConversationStore): Promise<void> {
  for (;;) {
    const { data } = await store.conversations(alice, { limit: 100 });
    if (data.length === 0) return;
    for (const { id } of data) await store.deleteConversation(alice, id);
  }
}

/** How many rows and words are left in a closed database. */
async function leftIn(file: string): Promise<unknown> {
  const database = await openDatabase(file);
  await database.exec(`CREATE VIRTUAL TABLE temp.words USING fts5vocab (main, item_words, 'row');
    CREATE VIRTUAL TABLE temp.titles USING fts5vocab (main, title_words, 'row');`);
  const tables = ['conversation', 'turn', 'item', 'content', 'temp.words', 'temp.titles'];
  const counts = tables.map((table) => `(SELECT count(*) FROM ${table})`);
  const left = await database.json(`SELECT json_array(${counts.join(', ')}) AS json`);
  database.close();
  return left;
}

it('whatever is said, branched, forked and deleted, histories are whole, and nothing is left at the end', async () => {
  const seed = Date.now() % 2 ** 31;
  onTestFailed(() => {
    process.stderr.write(`seed ${seed}\n`);
  });
  const random = seededRandom(seed);
  const items = itemsFrom(random);
  const conversations = await createTestConversations();
  const store = await conversations.open();
  const turns: NewTurn[] = [];
  const someTurn = (): NewTurn | undefined => turns[random(turns.length)];

  async function saySomething(): Promise<void> {
    const previous = random(3) === 0 ? undefined : someTurn();
    const before = previous === undefined ? 0 : await lengthOf(store, previous.id);
    if (before === undefined) return;
    const isBranch = previous === undefined || random(2) === 0;
    const turn = newTurn({
      input: items(),
      previousId: previous?.id ?? null,
      ...(!isBranch && { conversationId: previous.conversationId }),
    });
    const output = items();
    await store.beginTurn(turn);
    await store.endTurn(turn.id, turnEnd({ output }));
    turns.push(turn);
    expect(await lengthOf(store, turn.id)).toBe(before + turn.input.length + output.length);
  }

  async function deleteSomething(): Promise<void> {
    const turn = someTurn();
    if (turn === undefined) return;
    if (random(5) === 0) await store.deleteConversation(alice, turn.conversationId);
    else if (random(3) > 0) await store.deleteTurn(alice, turn.id);
    else {
      const fork = await store.fork(alice, turn.id);
      const all = (fork && (await store.allItems(alice, fork.id))) ?? [];
      const item = all[random(all.length)];
      if (fork && item) await store.deleteItem(alice, fork.id, item.id);
    }
  }

  for (let step = 0; step < 150; step += 1) {
    await saySomething();
    if (random(3) === 0) await deleteSomething();
  }
  await deleteAll(store);
  await store.close();
  expect(await leftIn(conversations.file)).toEqual([0, 0, 0, 0, 0, 0]);
  await conversations.remove();
});
