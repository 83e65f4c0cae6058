import { inputPart } from '../../codex/completion/input-part.ts';
import type { ContentPart, Message } from '../../codex/completion/request.ts';
import type { JsonObject, ToolCall } from '../../codex/completion/tools.ts';
import type { RawItem } from '../raw-item.ts';
import { newItemId } from './item-ids.ts';

/**
 * Messages as the items that are kept of them: what `toMessages` reads. Those without an id get a new
 * one.
 */
export function fromMessages(messages: readonly Message[]): RawItem[] {
  const calls = new Map<string, ToolCall>();
  return messages.flatMap((message) => {
    if (message.role !== 'assistant') return [itemOf(message, calls)];
    for (const call of message.toolCalls ?? []) calls.set(call.id, call);
    return assistantItems(message);
  });
}

function assistantItems({
  content,
  id,
  phase,
  toolCalls = [],
}: Extract<Message, { role: 'assistant' }>): RawItem[] {
  const said: RawItem = {
    id: id ?? newItemId('message'),
    type: 'message',
    role: 'assistant',
    status: 'completed',
    ...(phase !== undefined && { phase }),
    content: content.map(({ text }) => ({ type: 'output_text', text, annotations: [] })),
  };
  return [...(content.length > 0 ? [said] : []), ...toolCalls.map(callItem)];
}

function callItem({ type, id: callId, itemId, name, namespace, input }: ToolCall): RawItem {
  const isCustom = type === 'custom';
  const itemType = isCustom ? 'custom_tool_call' : 'function_call';
  return {
    id: itemId ?? newItemId(itemType),
    type: itemType,
    status: 'completed',
    call_id: callId,
    name,
    ...(namespace !== undefined && { namespace }),
    ...(isCustom ? { input } : { arguments: input }),
  };
}

function itemOf(
  message: Exclude<Message, { role: 'assistant' }>,
  calls: ReadonlyMap<string, ToolCall>,
): RawItem {
  switch (message.role) {
    case 'reasoning':
      return {
        id: message.id ?? newItemId('reasoning'),
        type: 'reasoning',
        summary: message.content.map(({ text }) => ({ type: 'summary_text', text })),
        encrypted_content: message.encryptedContent,
      };
    case 'item':
      return toRawItem(message.item);
    case 'tool':
      return outputItem(message.toolCallId, message.content, calls);
    case 'user':
    case 'system':
    case 'developer':
    default: {
      const { role, content } = message;
      return { id: newItemId('message'), type: 'message', role, content: content.map(inputPart) };
    }
  }
}

/** Without a call among the messages, it is the output of a function. */
function outputItem(
  callId: string,
  content: readonly ContentPart[],
  calls: ReadonlyMap<string, ToolCall>,
): RawItem {
  const isCustom = calls.get(callId)?.type === 'custom';
  const type = isCustom ? 'custom_tool_call_output' : 'function_call_output';
  return {
    id: newItemId(type),
    type,
    status: 'completed',
    call_id: callId,
    output: content.map(inputPart),
  };
}

function toRawItem(item: JsonObject): RawItem {
  const { id, type } = item;
  const named = typeof type === 'string' ? type : 'unknown';
  return { ...item, id: typeof id === 'string' && id !== '' ? id : newItemId(named), type: named };
}
