import type { CompletionRequest, Message } from '../../src/codex/completion/request.ts';
import type { Completion } from '../../src/codex/completion/completion.ts';
import { CodexServeError } from '../../src/errors/errors.ts';
import type { RecordedRequest } from '../../src/standin/index.ts';
import { createRandom, type Random } from '../fuzz/random.ts';
import { never, type TestCore } from '../support/core.ts';
import {
  clientOf,
  openingOfGroup,
  someSettings,
  someStep,
  someWishes,
  upToQuestion,
  type ChatSettings,
} from './chats.ts';
import { said } from './chat.ts';
import { sentBack } from './client-habits.ts';
import type { ViewModel } from './model.ts';
import { viewOf } from './upstream-view.ts';

/** A core that asks the stand-in service. */
export interface Side {
  readonly test: TestCore;
  readonly model: ViewModel;
}

/** What one step of a chat led to on each side. */
export interface Outcome {
  readonly client: string;
  /** Of requests at once, which are alike, in an order of their own. */
  readonly answers: readonly [readonly string[], readonly string[]];
  readonly asked: readonly [readonly RecordedRequest[], readonly RecordedRequest[]];
}

/** A chat as the client of each side knows it: the ids of calls are each service's own. */
interface Chat {
  readonly settings: ChatSettings;
  readonly messages: readonly [readonly Message[], readonly Message[]];
}

/**
 * Runs a group of chats, step by step in random turns, the same on both sides. Its requests are
 * told by their opening, so that groups can run at once.
 */
export async function runGroup(
  sides: readonly [Side, Side],
  group: number,
  steps: number,
): Promise<readonly Outcome[]> {
  const random = createRandom(group);
  const opening = openingOfGroup(group);
  const fresh = (): Chat => ({
    settings: someSettings(random),
    messages: [[opening], [opening]],
  });
  const chats: Chat[] = [fresh()];
  const outcomes: Outcome[] = [];
  for (let step = 0; step < steps; step++) {
    if (random.chance(20)) chats.push(fresh());
    const index = random.below(chats.length);
    const { chat, times, keeps } = prepared(chats[index] ?? fresh(), random);
    const wished = someWishes(random, chat.settings.tools !== undefined);
    // An answer that is held back until it is whole cannot be cancelled half-way.
    const wishes = isStalled(chat.messages[0]) ? {} : wished;
    const seed = random.below(1_000_000);
    const both = await onBoth(sides, async ({ test }, side) => {
      const messages = sentBack(chat.messages[side], seed);
      const request = {
        ...chat.settings,
        ...wishes,
        messages,
        surface: 'CHAT_COMPLETIONS',
      } as const;
      return await Promise.all(Array.from({ length: times }, async () => await end(test, request)));
    });
    const name = `Group ${group}`;
    outcomes.push({
      client: chat.settings.caller.id,
      answers: [answersOf(both[0]), answersOf(both[1])],
      asked: [sides[0].model.taken(name), sides[1].model.taken(name)],
    });
    if (!keeps) continue;
    const next = { ...chat, messages: [extended(0), extended(1)] } as const;
    // A branch leaves the chat that it comes from as it was.
    if (random.chance(50)) chats.push(next);
    else chats[index] = next;

    function extended(side: 0 | 1): readonly Message[] {
      const last = both[side][0];
      return last === undefined ? chat.messages[side] : [...chat.messages[side], ...added(last)];
    }
  }
  return outcomes;
}

/** What the model was asked, in an order of its own: requests at once come in any. */
export function viewsOf(requests: readonly RecordedRequest[]): readonly string[] {
  return requests.map((request) => JSON.stringify(viewOf(request))).toSorted();
}

function prepared(chat: Chat, random: Random): { chat: Chat; times: number; keeps: boolean } {
  const [ours] = chat.messages;
  const change = (messages: (messages: readonly Message[]) => readonly Message[]): Chat => ({
    ...chat,
    messages: [messages(chat.messages[0]), messages(chat.messages[1])],
  });
  // The results of calls, or a question that got no answer: nothing else can be sent.
  if (ours.at(-1)?.role === 'tool') return { chat, times: 1, keeps: true };
  const step = someStep(random, ours);
  switch (step.kind) {
    case 'edit': {
      const edited = (messages: readonly Message[]): readonly Message[] => [
        ...messages.slice(0, step.at),
        said('user', step.prompt),
      ];
      return { chat: change(edited), times: 1, keeps: true };
    }
    case 'regenerate':
      return { chat: change(upToQuestion), times: 1, keeps: true };
    case 'retry':
      return { chat: change(upToQuestion), times: step.times, keeps: false };
    case 'takeOver': {
      const settings = { ...chat.settings, caller: clientOf(step.client) };
      const asked = change((messages) => [...messages, said('user', step.prompt)]);
      return { chat: { ...asked, settings }, times: 1, keeps: true };
    }
    case 'ask':
    default: {
      const asked = change((messages) => [...messages, said('user', step.prompt)]);
      return { chat: asked, times: 1, keeps: true };
    }
  }
}

async function onBoth<T>(
  sides: readonly [Side, Side],
  act: (side: Side, index: 0 | 1) => Promise<T>,
): Promise<readonly [T, T]> {
  return await Promise.all([act(sides[0], 0), act(sides[1], 1)]);
}

/** Runs a request to its end; one that falls silent is cancelled. */
async function end({ core }: TestCore, request: CompletionRequest): Promise<Completion> {
  const completion = await core.run(request, never());
  const stalls = isStalled(request.messages);
  for await (const { type } of completion.events()) {
    if (stalls && type === 'delta') completion.cancel();
  }
  return completion;
}

function isStalled(messages: readonly Message[]): boolean {
  const parts = messages.at(-1)?.content ?? [];
  return parts
    .map((part) => (part.type === 'text' ? part.text : ''))
    .join('')
    .startsWith('Stall');
}

function answersOf(completions: readonly Completion[]): readonly string[] {
  return completions.map((completion) => JSON.stringify(answerOf(completion))).toSorted();
}

function answerOf({ text, reasoning, toolCalls, finishReason, error, unmet }: Completion): unknown {
  const calls = toolCalls.map(({ type, name, input }) => ({ type, name, input }));
  const code = error instanceof CodexServeError ? error.code : null;
  return { text, reasoning, calls, finishReason, code, unmet };
}

/** What an answer adds to a chat: itself, and the results of its calls. */
function added({ text, toolCalls, error }: Completion): readonly Message[] {
  if (error !== null && text === '') return [];
  if (toolCalls.length === 0) return [said('assistant', text)];
  const answer: Message = { role: 'assistant', content: [{ type: 'text', text }], toolCalls };
  const results = toolCalls.map(({ id, input }): Message => {
    return { role: 'tool', toolCallId: id, content: [{ type: 'text', text: `Result: ${input}` }] };
  });
  return [answer, ...results];
}
