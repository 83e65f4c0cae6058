import type {
  AssistantMessage,
  ContentPart,
  Message,
  TextPart,
} from '../../../codex/completion/request.ts';
import type { ToolCall } from '../../../codex/completion/tools.ts';
import type { UserPart } from './content-parts.ts';
import type { ChatMessage, ToolCallParam } from './message-fields.ts';
import type { ReasoningFormat } from './reasoning-format.ts';
import { withoutThinking } from './reasoning-format.ts';

/** The conversation in the session core's terms. Its calls and results are known to match. */
export function toMessages(
  messages: readonly ChatMessage[],
  reasoning: ReasoningFormat,
): Message[] {
  return messages.map((message, index): Message => {
    switch (message.role) {
      case 'system':
      case 'developer':
        return { role: message.role, content: toTextParts(message.content) };
      case 'user':
        return { role: 'user', content: toContentParts(message.content) };
      case 'assistant':
        return toAssistantMessage(message, index, reasoning);
      case 'tool':
        return {
          role: 'tool',
          toolCallId: message.tool_call_id,
          content: toContentParts(message.content),
        };
      case 'function':
      default:
        return {
          role: 'tool',
          toolCallId: functionCallId(index - 1),
          content: toTextParts(message.content ?? ''),
        };
    }
  });
}

type AssistantParam = Extract<ChatMessage, { role: 'assistant' }>;
type TextLike = { type: 'text'; text: string } | { type: 'refusal'; refusal: string };

function toAssistantMessage(
  message: AssistantParam,
  index: number,
  reasoning: ReasoningFormat,
): AssistantMessage {
  const toolCalls = toToolCalls(message, index);
  const said = toTextParts(answerOf(message));
  const content = reasoning === 'think' ? withoutThinking(said) : said;
  if (toolCalls.length === 0) return { role: 'assistant', content };
  // Clients write a call without text as null, '' or nothing, and all mean the same.
  return { role: 'assistant', content: content.filter(({ text }) => text !== ''), toolCalls };
}

/** A refusal is what the model said, so it takes the place of the text. */
function answerOf({ content, refusal }: AssistantParam): string | readonly TextLike[] {
  return content ?? refusal ?? '';
}

function toToolCalls({ tool_calls, function_call }: AssistantParam, index: number): ToolCall[] {
  if (!function_call) return (tool_calls ?? []).map(toToolCall);
  const { name, arguments: input } = function_call;
  return [{ type: 'function', id: functionCallId(index), name, input }];
}

function toToolCall(call: ToolCallParam): ToolCall {
  const { id } = call;
  return call.type === 'function'
    ? { type: 'function', id, name: call.function.name, input: call.function.arguments }
    : { type: 'custom', id, name: call.custom.name, input: call.custom.input };
}

/** Deprecated calls have no ids. One from the place is the same whenever the history is repeated. */
function functionCallId(messageIndex: number): string {
  return `call_function_${messageIndex}`;
}

function toTextParts(content: string | readonly TextLike[]): TextPart[] {
  if (typeof content === 'string') return [{ type: 'text', text: content }];
  return content.map((part) => ({
    type: 'text',
    text: part.type === 'text' ? part.text : part.refusal,
  }));
}

function toContentParts(content: string | readonly UserPart[]): ContentPart[] {
  if (typeof content === 'string') return [{ type: 'text', text: content }];
  return content.flatMap((part): ContentPart[] => {
    if ('text' in part) return [{ type: 'text', text: part.text }];
    if (!('image_url' in part)) return [];
    const { url, detail } = part.image_url;
    return [{ type: 'image', dataUrl: url, ...(detail && { detail }) }];
  });
}
