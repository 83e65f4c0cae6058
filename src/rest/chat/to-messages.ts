import type { ContentPart, Message, TextPart } from '../../codex/completion/request.ts';
import type { UserPart } from './content-parts.ts';
import type { ChatMessage } from './message-fields.ts';

/** The conversation in the session core's terms. What the schema refuses does not occur. */
export function toMessages(messages: readonly ChatMessage[]): Message[] {
  return messages.flatMap((message): Message[] => {
    switch (message.role) {
      case 'system':
      case 'developer':
        return [{ role: message.role, content: toTextParts(message.content) }];
      case 'user':
        return [{ role: 'user', content: toContentParts(message.content) }];
      case 'assistant':
        return [{ role: 'assistant', content: toTextParts(answerOf(message)) }];
      case 'tool':
      case 'function':
      default:
        return [];
    }
  });
}

type AssistantMessage = Extract<ChatMessage, { role: 'assistant' }>;
type TextLike = { type: 'text'; text: string } | { type: 'refusal'; refusal: string };

/** A refusal is what the model said, so it takes the place of the text. */
function answerOf({ content, refusal }: AssistantMessage): string | readonly TextLike[] {
  return content ?? refusal ?? '';
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
