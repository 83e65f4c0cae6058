import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CompletionRequest, Message } from '../../src/codex/completion/request.ts';
import type { Tool } from '../../src/codex/completion/tools.ts';
import type { Behaviour, PlannedItem } from '../../src/standin/behaviour.ts';
import { createRandom, type Random } from '../fuzz/random.ts';
import { startTestCore, type TestCore } from '../support/core.ts';
import { lastAsked } from '../support/last-asked.ts';
import { functionTool } from '../support/tool-loop.ts';
import { said } from './chat.ts';
import { answered, conversationOf, resultsOf, runToEnd, runUntilText } from './item-chat.ts';

const steps = Number(process.env['CODEX_SERVE_TEST_STEPS'] ?? 120);
const seed = Number(process.env['CODEX_SERVE_TEST_SEED'] ?? Date.now() % 1_000_000);

const tools: readonly Tool[] = [
  functionTool('look'),
  { ...functionTool('find'), namespace: { name: 'crm', description: '' } },
];

/** A conversation as its client has it. */
interface Chat {
  readonly messages: readonly Message[];
  /** Whether the last answer's calls have no results yet. */
  readonly open: readonly Message[];
}

let count = 0;
const nextId = (prefix: string): string => `${prefix}_${(count += 1)}`;

/** An answer with items of all kinds, some of them calls. */
function someItems(random: Random): PlannedItem[] {
  const items: PlannedItem[] = [];
  const reason = (): void => {
    const id = nextId('rs');
    items.push({ kind: 'reasoning', id, summary: [], tokens: 3, encrypted: `sealed ${id}` });
  };
  const say = (phase: string): void => {
    const id = nextId('msg');
    items.push({ kind: 'message', id, phase, text: `Said as ${id}.` });
  };
  if (random.chance(60)) reason();
  if (random.chance(40)) say('commentary');
  if (random.chance(20)) reason();
  if (random.chance(50)) {
    for (let calls = 1 + random.below(2); calls > 0; calls -= 1) {
      const name = random.pick(['look', 'crm__find']);
      const [id, callId] = [nextId('fc'), nextId('call')];
      items.push({ kind: 'function_call', id, callId, name, input: `{"city":"${id}"}` });
    }
  } else say('final_answer');
  return items;
}

/** The same items for a service that knows namespaces. */
function inNamespaces(items: readonly PlannedItem[]): readonly PlannedItem[] {
  return items.map((item) => {
    const isFind = item.kind === 'function_call' && item.name === 'crm__find';
    return isFind ? { ...item, name: 'find', namespace: 'crm' } : item;
  });
}

/** Mostly the same ones: others are those of another thread. */
function settingsOf(random: Random): Partial<CompletionRequest> {
  return { effort: 'high', tools: random.chance(90) ? tools : tools.toReversed() };
}

/** What a client says next. */
function someInput(random: Random, { open }: Chat): readonly Message[] {
  if (open.length === 0) return [said('user', `Question ${(count += 1)}`)];
  const results = random.chance(50) ? open : open.toReversed();
  if (random.chance(70)) return results;
  const beside = [said('user', `Beside ${(count += 1)}`)];
  if (random.chance(30)) beside.push(said('developer', `Mind ${(count += 1)}`));
  return random.chance(80) ? [...results, ...beside] : [...beside, ...results];
}

const trouble: readonly Behaviour[] = [
  { kind: 'stall', text: 'one two three four', afterTokens: 2 },
  { kind: 'status', status: 429, body: { error: { code: 'usage_limit_reached', message: 'no' } } },
  { kind: 'incomplete', reason: 'max_output_tokens', text: 'one two three', afterTokens: 2 },
];

describe.each([
  ['app-server', 'websocket'],
  ['app-server', 'sse'],
  ['direct', 'websocket'],
  ['direct', 'sse'],
] as const)('conversations of items on %s over %s', (engineSetting, transport) => {
  let sides: readonly [TestCore, TestCore];
  /** What the service was shown in each step: with reuse, and without. */
  const views: (readonly [object[], object[]])[] = [];

  beforeAll(async () => {
    const start = async (size: number): Promise<TestCore> => {
      const waiting = { count: size, ms: 600_000 };
      return await startTestCore({ engineSetting, transport, kept: waiting, parking: waiting });
    };
    sides = await Promise.all([start(100), start(0)]);
  });
  afterAll(async () => {
    await Promise.all(sides.map(async (side) => await side.close()));
  });

  /** Lets both sides answer in the same way. */
  async function ask(
    messages: readonly Message[],
    behaviour: Behaviour,
    settings: Partial<CompletionRequest>,
  ): Promise<readonly Message[] | null> {
    const runs = await Promise.all(
      sides.map(async (side) => {
        side.standIn.behave(() => behaviour);
        const run = behaviour.kind === 'stall' ? runUntilText : runToEnd;
        const completion = await run(side, messages, settings);
        const request = lastAsked(side.standIn);
        return { completion, view: request === undefined ? [] : conversationOf(request) };
      }),
    );
    const [one, other] = runs;
    views.push([one?.view ?? [], other?.view ?? []]);
    const whole = runs.filter(({ completion }) => completion.finishReason !== null);
    return whole.length < 2 ? null : answered(one?.completion.items ?? []);
  }

  it(`reach the service as a client without any memory would send them (seed ${seed})`, async () => {
    const random = createRandom(seed);
    const chats: Chat[] = [];
    for (let step = 0; step < steps / 4; step += 1) {
      if (chats.length === 0 || random.chance(10)) {
        chats.push({ messages: [said('developer', `Chat ${(count += 1)}`)], open: [] });
      }
      const index = random.below(chats.length);
      const chat = chats[index] ?? { messages: [], open: [] };
      const messages = [...chat.messages, ...someInput(random, chat)];
      const items = someItems(random);
      const planned = engineSetting === 'direct' ? inNamespaces(items) : items;
      const behaviour: Behaviour = random.chance(15)
        ? random.pick(trouble)
        : { kind: 'items', items: planned };
      const answer = await ask(messages, behaviour, settingsOf(random));
      if (answer === null) continue;
      const calls = answer.flatMap((message) =>
        message.role === 'assistant' ? (message.toolCalls ?? []) : [],
      );
      const open = resultsOf(
        calls.map((call) => ({ type: 'call', id: call.id, status: 'completed', call })),
      );
      const next = { messages: [...messages, ...answer], open };
      // A branch leaves the conversation that it comes from as it was.
      if (random.chance(20)) chats.push(next);
      else chats[index] = next;
    }
    for (const [reused, replayed] of views) expect(reused).toEqual(replayed);
  }, 240_000);
});
