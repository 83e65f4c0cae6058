import type {
  AssistantMessage,
  ContentPart,
  ReasoningMessage,
  ToolMessage,
} from '../../completion/request.ts';
import type { JsonObject } from '../../completion/tools.ts';

/** What the model said, as items of the Responses API: its text, if any, and then its calls. */
export function assistantItems(
  { content, toolCalls = [], id, phase }: AssistantMessage,
  calls: readonly JsonObject[],
): JsonObject[] {
  if (toolCalls.length > 0 && content.every(({ text }) => text === '')) return [...calls];
  const message: JsonObject = {
    type: 'message',
    role: 'assistant',
    content: content.map(({ text }): JsonObject => ({ type: 'output_text', text })),
    ...(id !== undefined && { id }),
    ...(phase !== undefined && { phase }),
  };
  return [message, ...calls];
}

/** Reasoning of an earlier answer as an item of the Responses API. */
export function reasoningItem({ id, content, encryptedContent }: ReasoningMessage): JsonObject {
  return {
    type: 'reasoning',
    ...(id !== undefined && { id }),
    summary: content.map(({ text }): JsonObject => ({ type: 'summary_text', text })),
    encrypted_content: encryptedContent,
  };
}

/**
 * The result of a call as an item of the Responses API. A single text is written as a string,
 * anything else in parts.
 */
export function toolOutput(
  type: 'function_call_output' | 'custom_tool_call_output',
  { toolCallId, content }: ToolMessage,
  inputPart: (part: ContentPart) => JsonObject,
): JsonObject {
  const [first, ...rest] = content;
  const isText = first?.type === 'text' && rest.length === 0;
  return { type, call_id: toolCallId, output: isText ? first.text : content.map(inputPart) };
}
