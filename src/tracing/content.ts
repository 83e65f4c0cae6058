import type { Attributes } from '@opentelemetry/api';
import type { Completion } from '../codex/completion/completion.ts';
import type { CompletionRequest, ContentPart, Message } from '../codex/completion/request.ts';
import type { ToolCall } from '../codex/completion/tools.ts';
import { cutText } from '../util/cut-text.ts';

/** Characters of one attribute. Spans wait in memory, and collectors refuse large ones. */
const longestAttribute = 64 * 1024;

/** Characters of one text in it. */
const longestText = longestAttribute / 4;

/** Characters of a message without its parts, at most. */
const messageFrame = 200;

/** A part of a message, as the conventions' JSON schemas of messages have it. */
type Part =
  | { readonly type: 'text' | 'reasoning'; readonly content: string }
  | { readonly type: 'blob'; readonly modality: 'image'; readonly content: string }
  | {
      readonly type: 'tool_call';
      readonly id: string;
      readonly name: string;
      readonly arguments: string;
    }
  | { readonly type: 'tool_call_response'; readonly id: string; readonly response: string };

interface SpanMessage {
  readonly role: string;
  readonly parts: readonly Part[];
}

/**
 * The prompt of a request, the tools among it. Of a long one the last messages are kept, and of a long
 * message its last parts.
 */
export function inputAttributes({ messages, tools = [] }: CompletionRequest): Attributes {
  const isInstruction = ({ role }: Message): boolean => role === 'system' || role === 'developer';
  const instructions = messages.filter(isInstruction).flatMap(partsOf);
  const said = messages.filter((message) => !isInstruction(message));
  const definitions = tools.map(({ type, name, description }) => ({ type, name, description }));
  return {
    'gen_ai.input.messages': toMessages(said.map(toSpanMessage)),
    ...(instructions.length > 0 && { 'gen_ai.system_instructions': toJson(instructions) }),
    ...(definitions.length > 0 && { 'gen_ai.tool.definitions': toJson(definitions) }),
  };
}

/** The answer of a completion, as far as it came. Of a long one, the last parts are kept. */
export function outputAttributes(completion: Completion): Attributes {
  const { text, reasoning, toolCalls, finishReason } = completion;
  const parts: Part[] = [
    ...(reasoning === '' ? [] : [{ type: 'reasoning' as const, content: cut(reasoning) }]),
    ...(text === '' ? [] : [{ type: 'text' as const, content: cut(text) }]),
    ...toolCalls.map(toCallPart),
  ];
  const message = { role: 'assistant', parts, finish_reason: finishReason ?? 'error' };
  return { 'gen_ai.output.messages': toMessages([message]) };
}

/** The arguments of a call, for its event. */
export function callAttributes({ input }: ToolCall): Attributes {
  return { 'gen_ai.tool.call.arguments': cut(input) };
}

function toSpanMessage(message: Message): SpanMessage {
  const { role } = message;
  return {
    role: role === 'reasoning' || role === 'item' ? 'assistant' : role,
    parts: partsOf(message),
  };
}

function partsOf(message: Message): Part[] {
  if (message.role === 'tool') {
    const response = cut(message.content.map(textOf).join(''));
    return [{ type: 'tool_call_response', id: message.toolCallId, response }];
  }
  const type = message.role === 'reasoning' ? 'reasoning' : 'text';
  const parts = message.content.map((part: ContentPart): Part =>
    part.type === 'image'
      ? { type: 'blob', modality: 'image', content: '' }
      : { type, content: cut(part.text) },
  );
  return message.role === 'assistant'
    ? [...parts, ...(message.toolCalls ?? []).map(toCallPart)]
    : parts;
}

function toCallPart({ id, name, input }: ToolCall): Part {
  return { type: 'tool_call', id, name, arguments: cut(input) };
}

function textOf(part: ContentPart): string {
  return part.type === 'text' ? part.text : '';
}

function cut(text: string): string {
  return cutText(text, longestText);
}

/** Messages as JSON, the last that fit; of a last one that does not fit alone, its last parts. */
function toMessages(messages: readonly SpanMessage[]): string {
  const kept = lastThatFit(messages, longestAttribute);
  const last = messages.at(-1);
  if (kept.length > 0 || last === undefined) return JSON.stringify(kept);
  return JSON.stringify([
    { ...last, parts: lastThatFit(last.parts, longestAttribute - messageFrame) },
  ]);
}

/** A list as JSON, of whose members the last are kept that fit. */
function toJson(list: readonly object[]): string {
  return JSON.stringify(lastThatFit(list, longestAttribute));
}

/** The last members of a list whose JSON has at most so many characters. */
function lastThatFit<T extends object>(list: readonly T[], length: number): readonly T[] {
  let left = length - 2;
  const tooLong = list.findLastIndex((member) => {
    left -= JSON.stringify(member).length + 1;
    return left < 0;
  });
  return list.slice(tooLong + 1);
}
