import { isObject } from '../../../codex/completion/is-object.ts';
import type { JsonObject, JsonValue } from '../../../codex/completion/tools.ts';
import type { RawItem } from '../../../conversations/raw-item.ts';
import { shownItem } from './events/shown-items.ts';

/** What a client wants to see of items beside their text. */
export type Includes = ReadonlySet<string>;

/** Items of these types have no status, or may go without. */
const withoutStatus: ReadonlySet<string> = new Set([
  'additional_tools',
  'compaction',
  'local_shell_call_output',
  'mcp_approval_request',
  'mcp_approval_response',
  'mcp_call',
  'mcp_list_tools',
  'program',
  'reasoning',
]);

/**
 * A kept item as OpenAI lists it: with the members that a client need not send, and without the
 * encrypted reasoning where nobody asks for it.
 */
export function toShownItem(item: RawItem, includes: Includes): RawItem {
  if (item.type === 'reasoning') {
    const showsEncryptedReasoning = includes.has('reasoning.encrypted_content');
    return shownItem(item, { showsEncryptedReasoning });
  }
  const status: JsonObject = withoutStatus.has(item.type) ? {} : { status: 'completed' };
  const { content } = item;
  return item.type === 'message' && Array.isArray(content)
    ? { ...status, ...item, content: content.map(toShownPart) }
    : { ...status, ...item };
}

function toShownPart(part: JsonValue): JsonValue {
  if (!isObject(part)) return part;
  if (part['type'] === 'output_text') return { annotations: [], logprobs: [], ...part };
  return part['type'] === 'input_image' ? { detail: 'auto', ...part } : part;
}
