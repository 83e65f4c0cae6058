import { isObject } from '../../codex/completion/is-object.ts';
import type { ItemStatus } from '../../codex/completion/item.ts';
import type { JsonObject, JsonValue, ToolCall } from '../../codex/completion/tools.ts';
import type { RawItem } from '../../conversations/raw-item.ts';
import type { ShownItem, ShownPart } from './shown-item.ts';

type Value = JsonValue | undefined;

/** An item that is kept as GraphQL shows it. A member that is not as it should be counts as absent. */
export function fromRaw(item: RawItem): ShownItem {
  const { id } = item;
  const status = statusOf(item['status']);
  switch (item.type) {
    case 'message': {
      const [role, phase] = [textOf(item['role']) ?? '', textOf(item['phase'])];
      return { type: 'message', id, status, role, phase, parts: partsOf(item['content']) };
    }
    case 'reasoning': {
      const encryptedContent = textOf(item['encrypted_content']);
      const summary = objectsIn(item['summary']).map(({ text }) => textOf(text) ?? '');
      return { type: 'reasoning', id, status, summary, encryptedContent };
    }
    case 'function_call':
      return { type: 'call', id, status, call: callOf(item, 'function', item['arguments']) };
    case 'custom_tool_call':
      return { type: 'call', id, status, call: callOf(item, 'custom', item['input']) };
    case 'function_call_output':
    case 'custom_tool_call_output': {
      const callId = textOf(item['call_id']) ?? '';
      return { type: 'output', id, status, callId, parts: partsOf(item['output']) };
    }
    default:
      return { type: 'hosted', id, status, raw: item };
  }
}

const statuses: readonly ItemStatus[] = ['in_progress', 'completed', 'incomplete'];

function statusOf(value: Value): ItemStatus | null {
  return statuses.find((status) => status === value) ?? null;
}

function textOf(value: Value): string | null {
  return typeof value === 'string' ? value : null;
}

function objectsIn(value: Value): JsonObject[] {
  return Array.isArray(value) ? value.filter((each): each is JsonObject => isObject(each)) : [];
}

function callOf(item: RawItem, type: ToolCall['type'], input: Value): ToolCall {
  const namespace = textOf(item['namespace']);
  return {
    type,
    id: textOf(item['call_id']) ?? '',
    name: textOf(item['name']) ?? '',
    ...(namespace !== null && { namespace }),
    input: textOf(input) ?? '',
  };
}

function partsOf(content: Value): ShownPart[] {
  if (typeof content === 'string') return [{ type: 'text', text: content, annotations: [] }];
  return objectsIn(content).map((part) => partOf(part));
}

function partOf(part: JsonObject): ShownPart {
  const [text, refusal, url] = [textOf(part['text']), textOf(part['refusal']), urlOf(part)];
  if (part['type'] === 'refusal' && refusal !== null) return { type: 'refusal', refusal };
  if (part['type'] === 'input_image' && url !== null) {
    return { type: 'image', url, detail: textOf(part['detail']) };
  }
  if (text === null) return { type: 'raw', raw: part };
  return { type: 'text', text, annotations: objectsIn(part['annotations']) };
}

function urlOf({ image_url: url }: JsonObject): string | null {
  return textOf(url);
}
