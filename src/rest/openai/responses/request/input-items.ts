import { textOf } from '../../../../codex/completion/json-members.ts';
import { isObject } from '../../../../codex/completion/is-object.ts';
import type { JsonObject, JsonValue } from '../../../../codex/completion/tools.ts';
import { newItemId } from '../../../../conversations/items/item-ids.ts';
import type { RawItem } from '../../../../conversations/raw-item.ts';

/**
 * The input as a list whose items have their types, as far as it can be one: a string is a message of
 * the user, an object with a role is a message, and one with an id alone refers to a stored item.
 */
export function withItemTypes(input: unknown): unknown {
  if (typeof input === 'string') {
    return [{ type: 'message', role: 'user', content: [{ type: 'input_text', text: input }] }];
  }
  return Array.isArray(input) ? input.map(withType) : input;
}

function withType(item: unknown): unknown {
  if (!isObject(item) || (item['type'] ?? null) !== null) return item;
  if (Object.hasOwn(item, 'role')) return { ...item, type: 'message' };
  return Object.hasOwn(item, 'id') ? { ...item, type: 'item_reference' } : item;
}

/**
 * Items as they are kept: with all their members, an id, and the content of messages in parts.
 *
 * @param sent Items that have been checked.
 * @param checked What the check made of them: pictures in their canonical form.
 */
export function toInputItems(sent: readonly JsonObject[], checked: readonly object[]): RawItem[] {
  return sent.map((item, index) => toInputItem(item, checked[index] ?? {}));
}

function toInputItem(item: JsonObject, checked: object): RawItem {
  const type = textOf(item['type']);
  const raw = { ...item, type, id: idOf(item['id'], type) };
  if (type === 'message') {
    return { ...raw, content: messageContent(item, memberOf(checked, 'content')) };
  }
  if (!Array.isArray(item['output'])) return raw;
  return { ...raw, output: withImages(item['output'], memberOf(checked, 'output')) };
}

function idOf(id: JsonValue | undefined, type: string): string {
  return typeof id === 'string' && id !== '' ? id : newItemId(type);
}

function messageContent({ role, content }: JsonObject, checked: unknown): JsonValue {
  if (Array.isArray(content)) return withImages(content, checked);
  const text = typeof content === 'string' ? content : '';
  if (role === 'assistant') return [{ type: 'output_text', text, annotations: [], logprobs: [] }];
  return [{ type: 'input_text', text }];
}

/** Parts with each picture as its check wrote it. */
function withImages(parts: JsonValue[], checked: unknown): JsonValue {
  if (!Array.isArray(checked) || !parts.some(isImage)) return parts;
  return parts.map((part, index) => {
    const url = memberOf(checked[index], 'image_url');
    return isImage(part) && typeof url === 'string' ? { ...part, image_url: url } : part;
  });
}

function isImage(part: JsonValue): part is JsonObject {
  return isObject(part) && part['type'] === 'input_image';
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
