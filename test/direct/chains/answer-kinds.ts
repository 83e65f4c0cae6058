import type { AssistantMessage } from '../../../src/codex/completion/request.ts';
import type { JsonObject, ToolCall } from '../../../src/codex/completion/tools.ts';
import type { EndedAnswer } from '../../../src/codex/engine/direct/chains/begun.ts';
import { callItem, calling, ended, messageItem, reasoningItem } from './conversation.ts';

/** How an answer ends. */
export const answerKinds = [
  'text',
  'blanks',
  'two messages',
  'calls',
  'text and calls',
  'search',
  'shaped',
  'cut',
  'incomplete',
  'refusal',
  'one of two calls',
  'failed',
] as const;

/** One of `answerKinds`. */
export type AnswerKind = (typeof answerKinds)[number];

/** An answer as the service gives it, null for none, with the message that its client has of it. */
export function answerOf(
  kind: AnswerKind,
  name: string,
): { readonly answer: EndedAnswer | null; readonly message: AssistantMessage } {
  const text = `answer ${name},`;
  const [one, two] = [calling(`call_${name}_1`, '{"a":1, "b":2}'), calling(`call_${name}_2`)];
  const thought = reasoningItem(name);
  const plain = [thought, messageItem(text)];
  switch (kind) {
    case 'blanks':
      return { answer: ended([thought, messageItem(` ${text}\n`)]), message: had(` ${text}\n`) };
    case 'two messages':
      return {
        answer: ended([thought, messageItem(text, { phase: 'commentary' }), messageItem(' b')]),
        message: had(`${text} b`),
      };
    case 'calls':
      return withCalls([thought, callItem(one), callItem(two)], '', [one, two]);
    case 'text and calls':
      return withCalls([...plain, callItem(one)], text, [one]);
    case 'search': {
      const search = { type: 'web_search_call', id: `ws_${name}`, status: 'completed' };
      return { answer: ended([search, ...plain]), message: had(text) };
    }
    case 'shaped':
      return { answer: ended([thought, messageItem(`{"a": "${name}`)]), message: had(`"${name}`) };
    case 'cut':
    case 'failed':
      return { answer: null, message: had(`${text} but not all`) };
    case 'incomplete':
      return { answer: ended(plain, { finishReason: 'length' }), message: had(text) };
    case 'refusal': {
      const content = [{ type: 'refusal', refusal: 'no' }];
      const items = [thought, messageItem('', { content })];
      return { answer: ended(items, { finishReason: 'content_filter' }), message: had('') };
    }
    case 'one of two calls': {
      const { answer } = withCalls([thought, callItem(one), callItem(two)], '', [one]);
      return { answer, message: had('', [one]) };
    }
    case 'text':
    default:
      return { answer: ended(plain), message: had(text) };
  }
}

function withCalls(
  items: readonly JsonObject[],
  text: string,
  toolCalls: readonly ToolCall[],
): { readonly answer: EndedAnswer; readonly message: AssistantMessage } {
  return { answer: ended(items, { toolCalls }), message: had(text, toolCalls) };
}

function had(text: string, toolCalls: readonly ToolCall[] = []): AssistantMessage {
  return { role: 'assistant', content: [{ type: 'text', text }], toolCalls };
}
