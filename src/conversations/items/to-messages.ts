import { isCallOutput } from '../../codex/completion/call-items.ts';
import { isObject } from '../../codex/completion/is-object.ts';
import { textOf } from '../../codex/completion/json-members.ts';
import type {
  AssistantMessage,
  ContentPart,
  ImageDetail,
  Message,
  TextPart,
} from '../../codex/completion/request.ts';
import type { JsonValue, ToolCall } from '../../codex/completion/tools.ts';
import type { RawItem } from '../raw-item.ts';
import { isGivenId } from './item-ids.ts';
import { passedItem } from './passed-item.ts';

/** Items that tell the gateway something, and that the model is not shown. */
const unshown = new Set([
  'additional_tools',
  'compaction_trigger',
  'configuration_update',
  'item_reference',
]);

/**
 * A conversation in the session core's terms. It leaves out what the model cannot be shown: reasoning
 * without its encrypted content, messages without content, references to items that are not kept, and
 * calls that the answer was cut within.
 */
export function toMessages(items: readonly RawItem[]): Message[] {
  const messages: Message[] = [];
  const answered = answeredCalls(items);
  for (const item of items) {
    const call = toolCallOf(item);
    if (call === null) messages.push(...messagesOf(item));
    else if (!isCut(item) || answered.has(call.id)) addCall(messages, call);
  }
  return messages;
}

/** Whether the answer ended within this call. */
export function isCut({ status }: RawItem): boolean {
  return status === 'incomplete' || status === 'in_progress';
}

/** The ids of the calls that have an output. */
function answeredCalls(items: readonly RawItem[]): ReadonlySet<JsonValue | undefined> {
  return new Set(items.filter(isCallOutput).map(({ call_id: id }) => id));
}

/** A call belongs to the text that it directly follows, or to the calls before it. */
function addCall(messages: Message[], call: ToolCall): void {
  const last = messages.at(-1);
  if (last?.role !== 'assistant') {
    messages.push({ role: 'assistant', content: [], toolCalls: [call] });
    return;
  }
  messages[messages.length - 1] = { ...last, toolCalls: [...(last.toolCalls ?? []), call] };
}

/** The call of a client's tool that an item is; null for any other item. */
export function toolCallOf(item: RawItem): ToolCall | null {
  if (item.type === 'function_call') return toToolCall('function', item, item['arguments']);
  return item.type === 'custom_tool_call' ? toToolCall('custom', item, item['input']) : null;
}

function toToolCall(
  type: ToolCall['type'],
  { id, call_id: callId, name, namespace }: RawItem,
  input: JsonValue | undefined,
): ToolCall {
  return {
    type,
    id: textOf(callId),
    ...(!isGivenId(id) && { itemId: id }),
    name: textOf(name),
    ...(typeof namespace === 'string' && namespace !== '' && { namespace }),
    input: textOf(input),
  };
}

function messagesOf(item: RawItem): Message[] {
  if (item.type === 'message') return spokenMessage(item);
  if (item.type === 'reasoning') return reasoningMessage(item);
  if (isCallOutput(item)) return [outputMessage(item)];
  return unshown.has(item.type) ? [] : [{ role: 'item', content: [], item: passedItem(item) }];
}

/**
 * The output of a call. Where the client names no call, engines have no place for it, and it becomes
 * something that the user says.
 */
function outputMessage({ call_id: callId, name, output }: RawItem): Message {
  const content = contentParts(output);
  if (typeof callId === 'string') return { role: 'tool', toolCallId: callId, content };
  const source = typeof name === 'string' ? `the tool ${name}` : 'a tool';
  return { role: 'user', content: [{ type: 'text', text: `Output of ${source}:\n` }, ...content] };
}

function spokenMessage(item: RawItem): Message[] {
  const { role } = item;
  const content = contentParts(item['content']);
  if (content.length === 0) return [];
  if (role === 'assistant') return [assistantMessage(item, textParts(content))];
  if (role === 'user') return [{ role, content }];
  return [{ role: role === 'system' ? role : 'developer', content }];
}

function assistantMessage({ id, phase }: RawItem, content: TextPart[]): AssistantMessage {
  return {
    role: 'assistant',
    content,
    ...(!isGivenId(id) && { id }),
    ...(typeof phase === 'string' && { phase }),
  };
}

function reasoningMessage({
  id,
  summary,
  encrypted_content: encryptedContent,
}: RawItem): Message[] {
  if (typeof encryptedContent !== 'string' || encryptedContent === '') return [];
  const content = textParts(contentParts(summary));
  return [{ role: 'reasoning', content, ...(!isGivenId(id) && { id }), encryptedContent }];
}

/** The parts of a message, an output or a summary. */
function contentParts(content: JsonValue | undefined): ContentPart[] {
  if (typeof content === 'string') return [{ type: 'text', text: content }];
  return Array.isArray(content) ? content.flatMap(contentPart) : [];
}

function contentPart(part: JsonValue): ContentPart[] {
  if (!isObject(part)) return [];
  const { type, text, refusal, image_url: url, detail } = part;
  if (type === 'input_image') return imagePart(url, detail);
  const said = type === 'refusal' ? refusal : text;
  return typeof said === 'string' ? [{ type: 'text', text: said }] : [];
}

function imagePart(url: JsonValue | undefined, detail: JsonValue | undefined): ContentPart[] {
  if (typeof url !== 'string') return [];
  return [{ type: 'image', dataUrl: url, ...(isDetail(detail) && { detail }) }];
}

function isDetail(value: JsonValue | undefined): value is ImageDetail {
  return value === 'auto' || value === 'low' || value === 'high' || value === 'original';
}

function textParts(parts: readonly ContentPart[]): TextPart[] {
  return parts.filter((part) => part.type === 'text');
}
