import { inputPart } from '../../../completion/input-part.ts';
import type { Message, ToolMessage } from '../../../completion/request.ts';
import type { JsonObject, ToolCall } from '../../../completion/tools.ts';
import { assistantItems, reasoningItem, toolOutput } from '../../conversation/written-items.ts';

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
      return assistantItems(message, (message.toolCalls ?? []).map(callItem));
    case 'reasoning':
      return [reasoningItem(message)];
    case 'item':
      return [message.item];
    case 'tool':
      return [toolOutput(outputType(message, custom), message, inputPart)];
    case 'system':
    case 'developer':
    case 'user':
    default:
      return [{ type: 'message', role: message.role, content: message.content.map(inputPart) }];
  }
}

function outputType({ toolCallId }: ToolMessage, custom: ReadonlySet<unknown>): OutputType {
  return custom.has(toolCallId) ? 'custom_tool_call_output' : 'function_call_output';
}

function callItem({ type, itemId, id, namespace, name, input }: ToolCall): JsonObject {
  const named = {
    ...(itemId !== undefined && { id: itemId }),
    call_id: id,
    ...(namespace !== undefined && { namespace }),
    name,
  };
  return type === 'function'
    ? { type: 'function_call', ...named, arguments: input }
    : { type: 'custom_tool_call', ...named, input };
}

type OutputType = Parameters<typeof toolOutput>[0];
