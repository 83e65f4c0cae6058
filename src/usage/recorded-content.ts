import { z } from 'zod';
import type { Completion } from '../codex/completion/completion.ts';
import type { CompletionRequest, ContentPart, Message } from '../codex/completion/request.ts';
import type { RecordedContent, RecordedMessage } from './usage-store.ts';

const toolCalls = z.array(
  z.object({
    type: z.enum(['function', 'custom']),
    id: z.string(),
    name: z.string(),
    input: z.string(),
  }),
);

/** What `toContent` gives, as it is read back. */
export const recordedContent: z.ZodType<RecordedContent> = z.object({
  messages: z.array(
    z.object({
      role: z.enum(['system', 'developer', 'user', 'assistant', 'tool']),
      text: z.string(),
      pictureCount: z.number(),
      toolCalls,
      toolCallId: z.string().nullable(),
    }),
  ),
  text: z.string(),
  reasoning: z.string(),
  toolCalls,
});

/** The texts of a completion, without its pictures. */
export function toContent(
  completion: Completion,
  { messages }: CompletionRequest,
): RecordedContent {
  const { text, reasoning, toolCalls: calls } = completion;
  return { messages: messages.flatMap(toRecordedMessage), text, reasoning, toolCalls: calls };
}

/** None for reasoning, and for items that only the model reads. */
function toRecordedMessage(message: Message): RecordedMessage[] {
  if (message.role === 'reasoning' || message.role === 'item') return [];
  const parts: readonly ContentPart[] = message.content;
  const texts = parts.filter((part) => part.type === 'text');
  const recorded = {
    role: message.role,
    text: texts.map(({ text }) => text).join('\n'),
    pictureCount: parts.length - texts.length,
    toolCalls: message.role === 'assistant' ? (message.toolCalls ?? []) : [],
    toolCallId: message.role === 'tool' ? message.toolCallId : null,
  };
  return [recorded];
}
