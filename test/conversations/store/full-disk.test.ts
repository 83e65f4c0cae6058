import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { BundledModule } from '../../support/bundled-module.ts';
import { bundleStore, startChildStore } from './child-store.ts';
import { createTestConversations, type TestConversations } from './test-store.ts';
import { admin } from './turns.ts';

let conversations: TestConversations;
let module: BundledModule;

beforeAll(async () => {
  module = await bundleStore();
});
afterAll(async () => {
  await module.remove();
});

beforeEach(async () => {
  conversations = await createTestConversations();
});
afterEach(async () => {
  await conversations.remove();
});

it('a file that cannot grow refuses turns as a whole, and what was written stays', async () => {
  const { file } = conversations;
  const { child, lines } = startChildStore({
    module,
    file,
    name: 'full',
    chains: 2,
    turns: 30,
    length: 20_000,
    maxBlocks: 1500,
  });
  const closed = once(child, 'close');
  const printed: string[] = [];
  for await (const line of lines) printed.push(line);
  expect(await closed).toEqual([0, null]);
  expect(printed.at(-1)).toBe('closed');
  const ids = (word: string): string[] =>
    printed.filter((line) => line.startsWith(word)).map((line) => line.split(' ')[1] ?? '');
  const refused = printed.filter((line) => line.startsWith('refused'));
  expect(refused.length).toBeGreaterThan(5);
  for (const line of refused) expect(line).toMatch(/ SQLITE_(?:FULL|IOERR\w*)$/);
  expect(ids('ended').length).toBeGreaterThan(5);

  const store = await conversations.open();
  for (const id of ids('ended')) {
    expect(await store.turn(admin, id)).toMatchObject({ status: 'completed', events: '[]' });
  }
  for (const id of ids('refused')) {
    const turn = await store.turn(admin, id);
    expect([undefined, 'failed']).toContain(turn?.status);
  }
  await store.close();
  expect(conversations.log.join('')).not.toContain('corrupt');
});
