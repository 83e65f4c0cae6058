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
  const trim = ([role, text, ...more]: unknown[]): unknown[] => [
    role,
    role === 'assistant' ? String(text).trim() : text,
    ...more,
  ];
  return withoutSilence(view.map(trim));
}

function viewOfItem(item: JsonObject): unknown[] | null {
  const { type, role, content, call_id: id, name, arguments: input = '' } = item;
  if (type === 'message') return [role === 'system' ? 'developer' : role, textOf(content)];
  if (type === 'function_call') return ['call', id, name, canonical(input)];
  return type === 'function_call_output' ? ['result', id, item['output']] : null;
}

function textOf(content: unknown): string {
  if (!Array.isArray(content)) return '';
  return content
    .map((part: unknown) => {
      return typeof part === 'object' && part !== null && 'text' in part ? String(part.text) : '';
    })
    .join('');
}

function canonical(text: unknown): unknown {
  const value: unknown = typeof text === 'string' ? JSON.parse(text) : text;
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
}

/** An answer without words beside calls is the same as the calls alone. */
function withoutSilence(view: unknown[][]): unknown[][] {
  return view.filter(([role, text], index) => {
    const isBeforeCall = view[index + 1]?.[0] === 'call';
    return role !== 'assistant' || text !== '' || !isBeforeCall;
  });
}
