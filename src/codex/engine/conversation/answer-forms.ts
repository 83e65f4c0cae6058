import { isCallItem } from '../../completion/call-items.ts';
import type { AssistantMessage, Message } from '../../completion/request.ts';
import type { JsonObject, ToolCall } from '../../completion/tools.ts';

/** What the client was given of an answer, and what the service gave. */
export interface AnswerParts {
  /** As the client was given them. */
  readonly toolCalls: readonly ToolCall[];
  /** The service's items, in order. */
  readonly items: readonly JsonObject[];
}

/** A form in which a client may send an answer back. */
export type AnswerForm = readonly Message[];

/** The forms of an answer. They are often the same. */
export interface AnswerForms {
  /** As one message: all texts, then the calls. Null where the answer has neither. */
  readonly joined: AnswerForm | null;
  /** A message for each item, reasoning aside. */
  readonly separate: AnswerForm;
  /** Whether the service's items say the same as `joined`: one text at most, before the calls, and nothing else. */
  readonly isPlain: boolean;
}

/**
 * The answer in each form in which a client may send it back. Null if it cannot be recognized: it
 * holds a refusal, or calls that the client was not given, or nothing at all.
 */
export function answerForms({ toolCalls, items }: AnswerParts): AnswerForms | null {
  const texts = items.filter(({ type }) => type === 'message').map(textOf);
  const callIds = items.filter(isCallItem).map((item) => item['call_id']);
  const isGiven =
    callIds.length === toolCalls.length && toolCalls.every(({ id }) => callIds.includes(id));
  const separate = separateForm({ toolCalls, items });
  if (!isGiven || texts.includes(null) || separate.length === 0) return null;
  const isSaid = texts.length > 0 || toolCalls.length > 0;
  return {
    joined: isSaid ? [assistant(texts.join(''), toolCalls)] : null,
    separate,
    isPlain: separate.length === 1 && separate[0]?.role === 'assistant',
  };
}

/** A message for each item, without calls that the client was not given. Calls belong to the message before them. */
export function separateForm({ toolCalls, items }: AnswerParts): AnswerForm {
  const messages: Message[] = [];
  for (const item of items) {
    if (isCallItem(item)) {
      const call = toolCalls.find(({ id }) => id === item['call_id']);
      if (call !== undefined) addCall(messages, call);
    } else if (item['type'] === 'message') messages.push(assistant(textOf(item) ?? '', []));
    else if (item['type'] !== 'reasoning') messages.push({ role: 'item', content: [], item });
  }
  return messages;
}

function addCall(messages: Message[], call: ToolCall): void {
  const last = messages.at(-1);
  if (last?.role !== 'assistant') messages.push(assistant('', [call]));
  else messages.splice(-1, 1, { ...last, toolCalls: [...(last.toolCalls ?? []), call] });
}

function assistant(text: string, toolCalls: readonly ToolCall[]): AssistantMessage {
  return { role: 'assistant', content: [{ type: 'text', text }], toolCalls };
}

/** The text of a message; null if it holds anything else. */
function textOf({ content }: JsonObject): string | null {
  if (!Array.isArray(content)) return null;
  let text = '';
  for (const part of content) {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return null;
    if (part['type'] !== 'output_text' || typeof part['text'] !== 'string') return null;
    text += part['text'];
  }
  return text;
}
