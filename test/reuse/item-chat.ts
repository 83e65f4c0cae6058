import type { Completion } from '../../src/codex/completion/completion.ts';
import type { OutputItem } from '../../src/codex/completion/item.ts';
import type { CompletionRequest, Message } from '../../src/codex/completion/request.ts';
import type { ToolCall } from '../../src/codex/completion/tools.ts';
import type { RecordedRequest } from '../../src/standin/index.ts';
import { stringOf } from '../../src/standin/wire/json.ts';
import { ask, never, type TestCore } from '../support/core.ts';

/** The items of an answer as the messages of a next request, as a client that keeps items sends them. */
export function answered(items: readonly OutputItem[]): Message[] {
  const messages: Message[] = [];
  for (const item of items) {
    if (item.type === 'call') addCall(messages, { ...item.call, itemId: item.id });
    else messages.push(...messageOf(item));
  }
  return messages;
}

function messageOf(item: Exclude<OutputItem, { readonly type: 'call' }>): Message[] {
  switch (item.type) {
    case 'message': {
      const { id, phase, parts } = item;
      const content = parts.flatMap((part) =>
        part.type === 'text' ? [{ type: 'text', text: part.text } as const] : [],
      );
      return [{ role: 'assistant', id, content, ...(phase !== null && { phase }) }];
    }
    case 'reasoning': {
      const { id, summary, encryptedContent } = item;
      if (encryptedContent === null) return [];
      const content = summary.map((text) => ({ type: 'text', text }) as const);
      return [{ role: 'reasoning', id, content, encryptedContent }];
    }
    case 'hosted':
    default:
      return [{ role: 'item', content: [], item: item.raw }];
  }
}

function addCall(messages: Message[], call: ToolCall): void {
  const last = messages.at(-1);
  if (last?.role !== 'assistant') {
    messages.push({ role: 'assistant', content: [], toolCalls: [call] });
  } else {
    messages.splice(-1, 1, { ...last, toolCalls: [...(last.toolCalls ?? []), call] });
  }
}

/** Runs a request to its end, whatever that is. */
export async function runToEnd(
  { core }: TestCore,
  messages: readonly Message[],
  more: Partial<CompletionRequest> = {},
): Promise<Completion> {
  const completion = await core.run(ask('', { ...more, messages }), never());
  await completion.result().catch(() => {});
  return completion;
}

/** Runs a request and cancels it at its first text. */
export async function runUntilText(
  { core }: TestCore,
  messages: readonly Message[],
  more: Partial<CompletionRequest> = {},
): Promise<Completion> {
  const completion = await core.run(ask('', { ...more, messages }), never());
  for await (const { type } of completion.events()) if (type === 'delta') completion.cancel();
  return completion;
}

/** The results of an answer's calls. */
export function resultsOf(items: readonly OutputItem[]): Message[] {
  return items.flatMap((item): Message[] => {
    if (item.type !== 'call') return [];
    const { id, name } = item.call;
    return [{ role: 'tool', toolCallId: id, content: [{ type: 'text', text: `did ${name}` }] }];
  });
}

type Item = RecordedRequest['input'][number];

/**
 * The whole conversation that the model is shown, item by item: texts, ids and phases of the model's
 * own items, encrypted reasoning, calls and results. Without what the engines add by themselves, and
 * with adjacent results in the order of their ids: Codex puts them into that of their calls.
 */
export function conversationOf({ input }: Pick<RecordedRequest, 'input'>): object[] {
  const items = [...input];
  let start = 0;
  for (let end = 0; end <= items.length; end += 1) {
    if (isResult(items[end])) continue;
    const results = items.slice(start, end).toSorted(byCallId);
    items.splice(start, results.length, ...results);
    start = end + 1;
  }
  return items.map(viewOfItem);
}

function isResult(item: Item | undefined): boolean {
  return stringOf(item?.['type'])?.endsWith('_call_output') === true;
}

function byCallId(one: Item, other: Item): number {
  const [id = '', otherId = ''] = [stringOf(one['call_id']), stringOf(other['call_id'])];
  return id.localeCompare(otherId);
}

/** What a request sent, over a connection that may have the rest. */
export function sentOf({ body, input }: RecordedRequest): object[] {
  const sent = Array.isArray(body['input']) ? body['input'].length : 0;
  return conversationOf({ input: input.slice(input.length - sent) });
}

function viewOfItem(item: Item): object {
  const members = (...names: readonly string[]): object =>
    Object.fromEntries(
      names.flatMap((name) => ((item[name] ?? null) === null ? [] : [[name, item[name]]])),
    );
  switch (stringOf(item['type'])) {
    case 'message': {
      const role = item['role'] === 'system' ? 'developer' : item['role'];
      const text = textOf(item['content']);
      return role === 'assistant' ? { ...members('id', 'phase'), role, text } : { role, text };
    }
    case 'reasoning':
      return members('type', 'id', 'encrypted_content');
    case 'function_call':
    case 'custom_tool_call':
      return members('type', 'call_id', 'namespace', 'name', 'arguments', 'input');
    case 'function_call_output':
    case 'custom_tool_call_output':
      return { ...members('type', 'call_id'), output: textOf(item['output']) };
    case undefined:
    default:
      return members('type', 'id');
  }
}

function textOf(content: Item[string]): string {
  if (!Array.isArray(content)) return stringOf(content) ?? '';
  const texts = content.map((part: unknown) =>
    typeof part === 'object' && part !== null && 'text' in part ? String(part.text) : '',
  );
  return texts.join('|');
}
