import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, onTestFailed } from 'vitest';
import type { ConversationStore } from '../../../src/conversations/conversation-store.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import type { BundledModule } from '../../support/bundled-module.ts';
import { bundleStore, startChildStore } from './child-store.ts';
import { createTestConversations, type TestConversations } from './test-store.ts';
import { admin, textsOf } from './turns.ts';

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

/** Runs the program on the file and kills it after so many lines. Resolves with these. */
async function runAndKill(name: string, killAfter: number): Promise<string[]> {
  const { file } = conversations;
  const { child, lines } = startChildStore({
    module,
    file,
    name,
    chains: 5,
    turns: 40,
    length: 2000,
  });
  const closed = once(child, 'close');
  const printed: string[] = [];
  for await (const line of lines) {
    printed.push(line);
    if (printed.length === killAfter) child.kill('SIGKILL');
  }
  await closed;
  return printed;
}

async function assertWhole(store: ConversationStore, id: string): Promise<void> {
  const turn = await store.turn(admin, id);
  expect(turn).toMatchObject({ id, status: 'completed', events: '[]' });
  expect(textsOf(turn?.output)).toEqual([`answer 1 of ${id}`, `answer 2 of ${id}`]);
  const history = textsOf((await store.continuation(admin, id))?.history)?.map(String) ?? [];
  const [, name, chain, turns] = id.split('_');
  const expected = Array.from({ length: Number(turns) + 1 }, (_, n) => {
    const earlier = `resp_${name}_${chain}_${n}`;
    return [`question of ${earlier} and`, `answer 1 of ${earlier}`, `answer 2 of ${earlier}`];
  });
  const begins = history.map((text) => text.split(' ').slice(0, 4).join(' '));
  expect(begins).toEqual(expected.flat());
}

/** A turn that was running when the program was killed. */
const stopped = expect.objectContaining({
  status: 'failed',
  input: [expect.objectContaining({ role: 'user' })],
  output: [],
  events: null,
  endedAt: expect.any(Date),
  error: {
    code: 'server_error',
    message: 'The gateway stopped before the answer was complete.',
  },
});

it('a program killed at any moment leaves turns that are whole or failed, and nothing between', async () => {
  const seed = Date.now() % 2 ** 31;
  onTestFailed(() => {
    process.stderr.write(`seed ${seed}\n`);
  });
  const random = seededRandom(seed);
  const ended: string[] = [];
  const begun: string[] = [];
  for (let round = 0; round < 8; round += 1) {
    const printed = await runAndKill(`r${round}`, 1 + random(60));
    const idsOf = (word: string): string[] =>
      printed.filter((line) => line.startsWith(word)).map((line) => line.split(' ')[1] ?? '');
    ended.push(...idsOf('ended'));
    begun.push(...idsOf('begun'));

    const store = await conversations.open();
    for (const id of ended) await assertWhole(store, id);
    const unsaid = begun.filter((id) => !ended.includes(id));
    const turns = await Promise.all(unsaid.map(async (id) => await store.turn(admin, id)));
    // One may have ended without having been able to say so.
    const whole = unsaid.filter((_, index) => turns[index]?.status === 'completed');
    for (const id of whole) await assertWhole(store, id);
    const others = turns.filter((turn) => turn?.status !== 'completed');
    expect(others).toEqual(others.map(() => stopped));
    await store.close();
  }
  expect(begun.length).toBeGreaterThan(8);
});
