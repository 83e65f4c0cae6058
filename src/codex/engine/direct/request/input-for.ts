import { isObject } from '../../../completion/is-object.ts';
import type { JsonObject, JsonValue } from '../../../completion/tools.ts';
import type { BodyParts } from './build-body.ts';

/** Appended to a message where the service would refuse the format without it. */
const jsonRequest: JsonObject = { type: 'input_text', text: 'Answer with one JSON object.' };

/**
 * The input as this kind of login takes it, with as many items as before. The service of a ChatGPT
 * login refuses the role `system`; `developer` means the same to the model. Every service refuses
 * the format `json_object` unless a message holds the word JSON, which not all clients know.
 */
export function inputFor({ kind, input, request }: BodyParts): JsonObject[] {
  const items = kind === 'chatgpt' ? input.map(withDeveloperRole) : [...input];
  if (request.asked.format?.type !== 'json_object' || items.some(mentionsJson)) return items;
  const last = items.findLastIndex(isInstructionOrQuestion);
  const { content } = items[last] ?? {};
  if (!Array.isArray(content)) return items;
  return items.with(last, { ...items[last], content: [...content, jsonRequest] });
}

function withDeveloperRole(item: JsonObject): JsonObject {
  return item['role'] === 'system' ? { ...item, role: 'developer' } : item;
}

function isInstructionOrQuestion({ role }: JsonObject): boolean {
  return role === 'user' || role === 'system' || role === 'developer';
}

function mentionsJson(item: JsonObject): boolean {
  const { content = null } = item;
  return isInstructionOrQuestion(item) && Array.isArray(content) && content.some(isAboutJson);
}

function isAboutJson(part: JsonValue): boolean {
  const text = isObject(part) ? part['text'] : '';
  return typeof text === 'string' && /json/i.test(text);
}
