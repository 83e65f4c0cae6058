import type {
  AssistantMessage,
  ContentPart,
  Message,
  ReasoningMessage,
  ToolMessage,
} from '../../../completion/request.ts';
import type { JsonObject, ToolCall } from '../../../completion/tools.ts';

/** A conversation as items of the Responses API, with every text, name and picture unchanged. */
export function inputItems(messages: readonly Message[]): JsonObject[] {
  const custom = customCalls(messages);
  return messages.flatMap((message) => itemsOf(message, custom));
}

/** The ids of the calls whose tools take free text: the items of their results have another type. */
function customCalls(messages: readonly Message[]): ReadonlySet<unknown> {
  return new Set(messages.flatMap(customCallsOf));
}

function customCallsOf(message: Message): unknown[] {
  if (message.role === 'item') {
    return message.item['type'] === 'custom_tool_call' ? [message.item['call_id']] : [];
  }
  const calls = message.role === 'assistant' ? (message.toolCalls ?? []) : [];
  return calls.filter(({ type }) => type === 'custom').map(({ id }) => id);
}

function itemsOf(message: Message, custom: ReadonlySet<unknown>): JsonObject[] {
  switch (message.role) {
    case 'assistant':
      return assistantItems(message);
    case 'reasoning':
      return [reasoningItem(message)];
    case 'item':
      return [message.item];
    case 'tool':
      return [toolOutput(message, custom)];
    case 'system':
    case 'developer':
    case 'user':
    default:
      return [{ type: 'message', role: message.role, content: message.content.map(inputPart) }];
  }
}

/** The model's text, if any, and then its calls. */
function assistantItems({ content, toolCalls = [], id, phase }: AssistantMessage): JsonObject[] {
  const calls = toolCalls.map(callItem);
  if (toolCalls.length > 0 && content.every(({ text }) => text === '')) return calls;
  const message: JsonObject = {
    type: 'message',
    role: 'assistant',
    content: content.map(({ text }): JsonObject => ({ type: 'output_text', text })),
    ...(id !== undefined && { id }),
    ...(phase !== undefined && { phase }),
  };
  return [message, ...calls];
}

function callItem({ type, itemId, id, name, input }: ToolCall): JsonObject {
  const named = { ...(itemId !== undefined && { id: itemId }), call_id: id, name };
  return type === 'function'
    ? { type: 'function_call', ...named, arguments: input }
    : { type: 'custom_tool_call', ...named, input };
}

function reasoningItem({ id, content, encryptedContent }: ReasoningMessage): JsonObject {
  return {
    type: 'reasoning',
    ...(id !== undefined && { id }),
    summary: content.map(({ text }): JsonObject => ({ type: 'summary_text', text })),
    encrypted_content: encryptedContent,
  };
}

/** One text is written as a string, anything else in parts. */
function toolOutput(
  { toolCallId, content }: ToolMessage,
  custom: ReadonlySet<unknown>,
): JsonObject {
  const [first, ...rest] = content;
  const isText = first?.type === 'text' && rest.length === 0;
  return {
    type: custom.has(toolCallId) ? 'custom_tool_call_output' : 'function_call_output',
    call_id: toolCallId,
    output: isText ? first.text : content.map(inputPart),
  };
}

function inputPart(part: ContentPart): JsonObject {
  if (part.type === 'text') return { type: 'input_text', text: part.text };
  const { dataUrl, detail } = part;
  return { type: 'input_image', image_url: dataUrl, ...(detail !== undefined && { detail }) };
}
