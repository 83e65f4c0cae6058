import { objectsOf, stringOf } from './wire/json.ts';
import type { JsonObject, JsonValue } from './wire/json.ts';

/** Tokens of an image of any size. */
export const IMAGE_TOKENS = 85;

/** What one item says, without ids and statuses: equal for equal conversations. */
export interface ItemContent {
  /** `user`, `assistant`, `developer`, `system`, `call`, `output` or another item's type. */
  readonly from: string;
  readonly text: string;
  readonly images: number;
}

/** The latest request of the user and what came after it. */
export interface LastTurn {
  /** The text of the last user message; empty when there is none. */
  readonly prompt: string;
  readonly images: number;
  /** Results of tool calls since that message, in order. */
  readonly outputs: readonly string[];
  /** Names of the tools called since that message. */
  readonly called: readonly string[];
}

/** Reads an item; undefined for one without text of the conversation (reasoning). */
export function contentOf(item: JsonObject): ItemContent | undefined {
  const type = stringOf(item['type']) ?? 'message';
  switch (type) {
    case 'reasoning':
      return undefined;
    case 'function_call':
    case 'custom_tool_call':
      return {
        from: 'call',
        text: `${stringOf(item['name']) ?? ''} ${stringOf(item['arguments']) ?? stringOf(item['input']) ?? ''}`,
        images: 0,
      };
    case 'function_call_output':
    case 'custom_tool_call_output':
      return { from: 'output', ...partsOf(item['output']) };
    case 'message':
      return { from: stringOf(item['role']) ?? 'user', ...partsOf(item['content']) };
    default:
      return { from: type, text: JSON.stringify(item), images: 0 };
  }
}

/** Finds the last user message and the tool calls and results that follow it. */
export function lastTurn(input: readonly JsonObject[]): LastTurn {
  const at = input.findLastIndex((item) => contentOf(item)?.from === 'user');
  const user = at === -1 ? undefined : contentOf(input[at] ?? {});
  const since = input.slice(at + 1);
  return {
    prompt: user?.text ?? '',
    images: user?.images ?? 0,
    outputs: since.flatMap((item) => {
      const content = contentOf(item);
      return content?.from === 'output' ? [content.text] : [];
    }),
    called: since.flatMap((item) => {
      const name = stringOf(item['name']);
      return contentOf(item)?.from === 'call' && name !== undefined ? [name] : [];
    }),
  };
}

function partsOf(content: JsonValue | undefined): { text: string; images: number } {
  if (typeof content === 'string') return { text: content, images: 0 };
  const parts = objectsOf(content);
  return {
    text: parts.map((part) => stringOf(part['text']) ?? '').join(''),
    images: parts.filter((part) => part['type'] === 'input_image').length,
  };
}
