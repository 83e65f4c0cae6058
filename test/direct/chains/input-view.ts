import type { JsonObject } from '../../../src/codex/completion/tools.ts';

/**
 * What the model is told by an input: texts, calls and results, without what a client may change
 * about an answer, without reasoning and hosted calls, and with adjacent texts of an answer as one.
 */
export function viewOf(input: readonly JsonObject[]): unknown[] {
  const view: unknown[][] = [];
  for (const item of input) {
    const next = viewOfItem(item);
    const last = view.at(-1);
    if (next === null) continue;
    if (next[0] === 'assistant' && last?.[0] === 'assistant') {
      last[1] = `${String(last[1])}${String(next[1])}`;
    } else view.push(next);
  }
  return inOrderOfCalls(view.map(([role, text, ...more]) => [role, trimmed(role, text), ...more]));
}

function viewOfItem(item: JsonObject): unknown[] | null {
  switch (item['type']) {
    case 'message':
      return [item['role'] === 'system' ? 'developer' : item['role'], textOf(item['content'])];
    case 'function_call':
      return ['call', item['call_id'], item['name'], canonical(String(item['arguments']))];
    case 'function_call_output':
      return ['result', item['call_id'], item['output']];
    default:
      return null;
  }
}

function textOf(content: unknown): string {
  if (!Array.isArray(content)) return '';
  return content
    .map((part: unknown) => {
      return typeof part === 'object' && part !== null && 'text' in part ? String(part.text) : '';
    })
    .join('');
}

function trimmed(role: unknown, text: unknown): unknown {
  return role === 'assistant' ? String(text).trim() : text;
}

function canonical(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
}

/** Drops an answer without words beside calls: it is the same as the calls alone. */
function inOrderOfCalls(view: unknown[][]): unknown[][] {
  return view.filter(([role, text], index) => {
    const isCall = view[index + 1]?.[0] === 'call';
    return role !== 'assistant' || text !== '' || !isCall;
  });
}
