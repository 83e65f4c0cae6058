import type {
  AnswerFormat,
  CompletionRequest,
  Message,
} from '../../src/codex/completion/request.ts';
import type { Random } from '../fuzz/random.ts';
import { functionTool } from '../support/tool-loop.ts';
import { said } from './chat.ts';
import { keyCaller, localCaller } from '../support/callers.ts';

/** What stays the same through a chat. */
export type ChatSettings = Pick<
  CompletionRequest,
  'model' | 'tools' | 'caller' | 'verbosity' | 'effort'
>;

/** What a client does next with a chat. */
export type Step =
  | { readonly kind: 'ask'; readonly prompt: string }
  /** Replaces the text of an earlier question; the chat continues from there. */
  | { readonly kind: 'edit'; readonly prompt: string; readonly at: number }
  /** Asks for the last answer again. */
  | { readonly kind: 'regenerate' }
  /** The same request once more, or twice at once, the answers thrown away. */
  | { readonly kind: 'retry'; readonly times: number }
  /** The same history from another client. */
  | { readonly kind: 'takeOver'; readonly client: string; readonly prompt: string };

const tools = [[], [functionTool('weather')], [functionTool('weather'), functionTool('tides')]];

/** The settings of a chat, few enough that many chats have the same. */
export function someSettings(random: Random): ChatSettings {
  const chosen = random.pick(tools);
  const effort = random.pick(['', 'low', 'high']);
  return {
    model: random.pick(['gpt-5.5', 'gpt-5.5', 'gpt-6-sol']),
    caller: clientOf(random.pick(['', 'alice', 'bob'])),
    ...(chosen.length > 0 && { tools: chosen }),
    ...(random.chance(5) && { verbosity: 'high' }),
    ...(effort !== '' && { effort }),
  };
}

/** Somebody with that key. */
export function clientOf(id: string): CompletionRequest['caller'] {
  return id === '' ? localCaller : keyCaller(id);
}

/** Options of one request of a chat, which replace the chat's settings. */
export function someWishes(random: Random, hasTools: boolean): Partial<CompletionRequest> {
  const format = random.chance(4) ? jsonObject : random.chance(6) ? strict : undefined;
  return {
    ...(random.chance(8) && { effort: random.pick(['none', 'medium', 'max']) }),
    ...(format !== undefined && { format }),
    ...(random.chance(6) && { stop: ['w1', 'w2'] }),
    ...(random.chance(4) && { maxOutputTokens: 3 }),
    ...(hasTools && random.chance(8) && { allowsParallelToolCalls: false }),
    ...(hasTools && random.chance(4) && { toolChoice: random.pick(['none', 'required'] as const) }),
  };
}

/** A step that can be done with a chat whose messages these are. */
export function someStep(random: Random, messages: readonly Message[]): Step {
  const asked = messages.flatMap(({ role }, index) => (role === 'user' ? [index] : []));
  const prompt = somePrompt(random);
  const dice = random.below(100);
  if (asked.length === 0 || dice < 60) return { kind: 'ask', prompt };
  if (dice < 72) return { kind: 'edit', prompt, at: random.pick(asked) };
  if (dice < 82) return { kind: 'regenerate' };
  if (dice < 90) return { kind: 'retry', times: 1 + random.below(2) };
  return { kind: 'takeOver', client: random.pick(['', 'alice', 'bob']), prompt };
}

function somePrompt(random: Random): string {
  const what = random.below(4);
  const dice = random.below(100);
  if (dice < 30) return `Say exactly: answer ${what}`;
  if (dice < 33) return `Flaky ${what}`;
  if (dice < 36) return `Stall ${what}`;
  if (dice < 38) return `Refuse ${what}`;
  return `Question ${what}`;
}

/** The messages up to the last question. */
export function upToQuestion(messages: readonly Message[]): readonly Message[] {
  return messages.slice(0, messages.findLastIndex(({ role }) => role === 'user') + 1);
}

/** The message with which every chat of a group begins, so that its requests can be told. */
export function openingOfGroup(group: number): Message {
  return said('developer', `Group ${group}`);
}

const jsonObject: AnswerFormat = { type: 'json_object' };
const strict: AnswerFormat = {
  type: 'json_schema',
  name: 'answer',
  schema: {
    type: 'object',
    properties: { a: { type: 'string' } },
    required: ['a'],
    additionalProperties: false,
  },
  isStrict: true,
};
