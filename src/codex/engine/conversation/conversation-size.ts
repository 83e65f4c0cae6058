import type { ContentPart, Message } from '../../completion/request.ts';

/** What a message costs beside its text, in characters. */
const perMessage = 100;

/** About how many characters a conversation has. Pictures count as base64. */
export function conversationSize(messages: readonly Message[]): number {
  return messages.reduce((sum, message) => sum + messageSize(message), 0);
}

function messageSize(message: Message): number {
  const parts: readonly ContentPart[] = message.content;
  const calls = message.role === 'assistant' ? (message.toolCalls ?? []) : [];
  return (
    perMessage +
    parts.reduce((sum, part) => sum + textOf(part).length, 0) +
    calls.reduce((sum, { input }) => sum + input.length, 0) +
    opaqueSize(message)
  );
}

function opaqueSize(message: Message): number {
  if (message.role === 'reasoning') return message.encryptedContent.length;
  return message.role === 'item' ? JSON.stringify(message.item).length : 0;
}

function textOf(part: ContentPart): string {
  return part.type === 'text' ? part.text : part.dataUrl;
}
