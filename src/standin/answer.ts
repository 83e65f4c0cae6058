import { contentOf, lastTurn } from './conversation.ts';
import type { LastTurn } from './conversation.ts';
import type { PlannedItem } from './plan.ts';
import { outputProse, prose } from './prose.ts';
import { planReasoning } from './reasoning.ts';
import type { ResponsesRequest } from './request.ts';
import { valueFor } from './schema-value.ts';
import { planCalls } from './tool-calls.ts';
import { planSearch } from './web-search.ts';
import { arrayOf, type JsonObject } from './wire/json.ts';
import { wordsOf } from './words.ts';

const REPEAT = /^\s*(?:please\s+)?(?:repeat after me|say exactly)\s*:\s*([\s\S]+)$/i;
const COUNT = /^\s*(?:please\s+)?count (?:from 1 )?to (\d{1,6})\b/i;
const MOST_NUMBERS = 100_000;

/**
 * The normal answer, decided by the conversation alone: equal requests get equal text and usage on
 * both transports and on every run. `Repeat after me: X` and `Say exactly: X` answer X, `Count to
 * N` (at most 100,000) the numbers with one token each.
 */
export function planAnswer(request: ResponsesRequest): readonly PlannedItem[] {
  const turn = lastTurn(request.input);
  const seed = seedOf(request);
  const reasoning = planReasoning(request, turn.prompt, seed);
  const calls = planCalls(request, turn.prompt, turn.called, seed);
  if (calls.length > 0) return [...reasoning, ...calls];
  const search = planSearch(request, turn.prompt);
  const text = textOf(request, turn, seed);
  const message = { kind: 'message', text, ...topLogprobsOf(request.body) } as const;
  return search === undefined
    ? [...reasoning, message]
    : [...reasoning, search.call, { ...message, ...search.cite(text) }];
}

function textOf(request: ResponsesRequest, turn: LastTurn, seed: number): string {
  if (request.schema) return JSON.stringify(valueFor(request.schema, wordsOf(turn.prompt, seed)));
  if (turn.outputs.length > 0) return outputProse(turn.outputs, seed);
  const [, repeat] = REPEAT.exec(turn.prompt) ?? [];
  if (repeat !== undefined) return repeat;
  const [, count] = COUNT.exec(turn.prompt) ?? [];
  return count === undefined ? prose(turn, seed) : numbersTo(Math.min(Number(count), MOST_NUMBERS));
}

function topLogprobsOf({ include, top_logprobs: count }: JsonObject): { topLogprobs?: number } {
  const isWanted = arrayOf(include).includes('message.output_text.logprobs');
  return isWanted ? { topLogprobs: typeof count === 'number' ? count : 0 } : {};
}

function numbersTo(count: number): string {
  return Array.from({ length: count }, (_, index) => String(index + 1)).join(' ');
}

/** A 32-bit FNV-1a hash of what the conversation says. */
function seedOf(request: ResponsesRequest): number {
  const said = request.input.map((item) => contentOf(item)?.text ?? '').join('\n');
  let hash = 0x811c9dc5;
  for (let index = 0; index < said.length; index += 1) {
    hash = Math.imul(hash ^ said.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}
