import type { RecordedRequest } from '../../src/standin/index.ts';

type Item = RecordedRequest['input'][number];

/**
 * What the model is asked, over any transport: the whole conversation and the settings, without
 * ids, kept reasoning and what a client may change about the messages that it sends back.
 */
export function viewOf({ body, input }: RecordedRequest): unknown {
  const { model, tools, text, service_tier: tier, reasoning, tool_choice: choice } = body;
  const callIds = new Map<unknown, number>();
  const conversation = input
    .filter(({ type }) => type !== 'reasoning')
    .map((item) => viewOfItem(item, callIds));
  return { model, tools, text, tier, reasoning, choice, conversation };
}

/** The text of the last message of the user. */
export function promptOf({ input }: RecordedRequest): string {
  const last = input.findLast(({ role }) => role === 'user');
  return last === undefined ? '' : textOf(last['content']);
}

/** The text of the first message. */
export function openingOf({ input }: RecordedRequest): string {
  return textOf(input[0]?.['content']);
}

function viewOfItem(item: Item, callIds: Map<unknown, number>): unknown {
  const { type, role, content, name, call_id: id } = item;
  if (!callIds.has(id)) callIds.set(id, callIds.size);
  if (type === 'function_call') {
    return [type, callIds.get(id), name, canonical(item['arguments'])];
  }
  if (type === 'function_call_output') return [type, callIds.get(id), textOf(item['output'])];
  if (type !== 'message') return item;
  const text = textOf(content);
  // Clients may say either; they mean the same to the model.
  const author = role === 'system' ? 'developer' : role;
  return [author, role === 'assistant' ? text.trim() : text];
}

function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return JSON.stringify(content);
  return content
    .map((part: unknown) => {
      const isText = typeof part === 'object' && part !== null && 'text' in part;
      return isText ? String(part.text) : JSON.stringify(part);
    })
    .join('');
}

function canonical(text: unknown): unknown {
  const value: unknown = JSON.parse(String(text));
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value).toSorted(([one], [other]) => one.localeCompare(other));
}
