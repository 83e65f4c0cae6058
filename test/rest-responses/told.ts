import type { StandIn } from '../../src/standin/index.ts';
import { lastAsked } from '../support/last-asked.ts';

/** An item as the service received it. */
type Item = Readonly<Record<string, unknown>>;

/**
 * What the service was last told, an item a line: `user: Hi`, `reasoning`, `call: get_weather {}`,
 * `output: Rain`.
 */
export function lastTold(standIn: StandIn): string[] {
  return toldBy(lastAsked(standIn)?.input ?? []);
}

/** The same of any items. */
export function toldBy(items: readonly Item[]): string[] {
  return items.map(lineOf);
}

function lineOf(item: Item): string {
  switch (item['type']) {
    case 'reasoning':
      return 'reasoning';
    case 'function_call':
      return `call: ${String(item['name'])} ${String(item['arguments'])}`;
    case 'custom_tool_call':
      return `call: ${String(item['name'])} ${String(item['input'])}`;
    case 'function_call_output':
    case 'custom_tool_call_output':
      return `output: ${textOf(item['output'])}`;
    case 'message':
      return `${String(item['role'])}: ${textOf(item['content'])}`;
    default:
      return String(item['type']);
  }
}

function textOf(content: unknown): string {
  if (!Array.isArray(content)) return String(content);
  return content
    .map((part: unknown) => (part instanceof Object ? String(Reflect.get(part, 'text')) : ''))
    .join('');
}
