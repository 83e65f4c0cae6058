import type { AssistantMessage, Message } from '../../../completion/request.ts';
import type { JsonObject, ToolCall } from '../../../completion/tools.ts';

/** What the client was given of an answer, and what the service gave. */
export interface AnswerParts {
  /** As the client was given them. */
  readonly toolCalls: readonly ToolCall[];
  /** The service's items, in order. */
  readonly items: readonly JsonObject[];
}

/**
 * The answer in each form in which a client may send it back: as one message, and as a message for
 * each item. Empty if it cannot be recognized: it holds a refusal, or calls that the client was not
 * given, or nothing at all.
 */
export function answerForms({ toolCalls, items }: AnswerParts): readonly (readonly Message[])[] {
  const texts = items.filter(({ type }) => type === 'message').map(textOf);
  const callIds = items.filter(isCall).map((item) => item['call_id']);
  const isGiven =
    callIds.length === toolCalls.length && toolCalls.every(({ id }) => callIds.includes(id));
  const isText = texts.every((text) => text !== null);
  if (!isGiven || !isText || (texts.length === 0 && toolCalls.length === 0)) return [];
  const joined = [assistant(texts.join(''), toolCalls)];
  const others = items.filter(({ type }) => type !== 'message' && type !== 'reasoning');
  const isPlain = texts.length <= 1 && others.every(isCall);
  return isPlain ? [joined] : [joined, separate(items, toolCalls)];
}

/** The calls belong to the message before them. */
function separate(items: readonly JsonObject[], toolCalls: readonly ToolCall[]): Message[] {
  const messages: Message[] = [];
  for (const item of items) {
    const last = messages.at(-1);
    const call = toolCalls.find(({ id }) => isCall(item) && id === item['call_id']);
    if (call === undefined) {
      if (item['type'] === 'message') messages.push(assistant(textOf(item) ?? '', []));
      else if (item['type'] !== 'reasoning') messages.push({ role: 'item', content: [], item });
    } else if (last?.role === 'assistant') {
      messages.splice(-1, 1, { ...last, toolCalls: [...(last.toolCalls ?? []), call] });
    } else messages.push(assistant('', [call]));
  }
  return messages;
}

function assistant(text: string, toolCalls: readonly ToolCall[]): AssistantMessage {
  return { role: 'assistant', content: [{ type: 'text', text }], toolCalls };
}

function isCall({ type }: JsonObject): boolean {
  return type === 'function_call' || type === 'custom_tool_call';
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
