import type { Attributes } from '@opentelemetry/api';
import type { Completion } from '../codex/completion/completion.ts';
import type { CompletionRequest, ContentPart, Message } from '../codex/completion/request.ts';
import type { ToolCall } from '../codex/completion/tools.ts';

/** Characters of one attribute. Spans wait in memory, and collectors refuse large ones. */
const longestAttribute = 64 * 1024;

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

/** The prompt of a request, the tools among it. Of a long one, the last messages are kept. */
export function inputAttributes({ messages, tools = [] }: CompletionRequest): Attributes {
  const isInstruction = ({ role }: Message): boolean => role === 'system' || role === 'developer';
  const instructions = messages.filter(isInstruction).flatMap(partsOf);
  const said = messages.filter((message) => !isInstruction(message));
  const definitions = tools.map(({ type, name, description }) => ({ type, name, description }));
  return {
    'gen_ai.input.messages': toJson(said.map(toSpanMessage)),
    ...(instructions.length > 0 && { 'gen_ai.system_instructions': toJson(instructions) }),
    ...(definitions.length > 0 && { 'gen_ai.tool.definitions': toJson(definitions) }),
  };
}

/** The answer of a completion, as far as it came. */
export function outputAttributes(completion: Completion): Attributes {
  const { text, reasoning, toolCalls, finishReason } = completion;
  const parts: Part[] = [
    ...(reasoning === '' ? [] : [{ type: 'reasoning' as const, content: cut(reasoning) }]),
    ...(text === '' ? [] : [{ type: 'text' as const, content: cut(text) }]),
    ...toolCalls.map(toCallPart),
  ];
  const message = { role: 'assistant', parts, finish_reason: finishReason ?? 'error' };
  return { 'gen_ai.output.messages': toJson([message]) };
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
  return text.length > longestAttribute / 4 ? `${text.slice(0, longestAttribute / 4)}…` : text;
}

/** A list as JSON, of whose members the last are kept that fit. */
function toJson(list: readonly object[]): string {
  const kept: string[] = [];
  let length = 2;
  for (const member of list.toReversed()) {
    const text = JSON.stringify(member);
    length += text.length + 1;
    if (length > longestAttribute) break;
    kept.unshift(text);
  }
  return `[${kept.join(',')}]`;
}
