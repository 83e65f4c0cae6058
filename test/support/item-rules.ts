import { expect } from 'vitest';
import type { Completion } from '../../src/codex/completion/completion.ts';
import type { ItemEvent } from '../../src/codex/completion/item-events.ts';
import type { OutputItem } from '../../src/codex/completion/item.ts';

/** What the events of one item have come to. */
interface SeenItem {
  readonly added: OutputItem;
  text: string;
  refusal: string;
  /** Of a call: the input that came in pieces. */
  input: string;
  /** Of a call: whether its input is whole. */
  isInputWhole: boolean;
  readonly summary: Map<number, string>;
  done: OutputItem | null;
}

/**
 * Holds the item events of an ended completion to the rules: each item is added, grows and is done, in
 * this order, with at most one of a type open beside calls; its deltas make up its texts; and all of
 * them together are the completion's text, reasoning and calls.
 */
export function expectWellFormed(events: readonly ItemEvent[], completion: Completion): void {
  const items: SeenItem[] = [];
  for (const event of events.slice(0, -1)) see(items, event);

  expect(events[0]?.type).toBe('started');
  expect(events.at(-1)?.type).toBe(completion.error === null ? 'done' : 'failed');
  expect(items.map(({ done }) => done)).toEqual(completion.items);
  const ids = completion.items.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const item of items) expectGrown(item);
  expectSameAs(completion, items.map((item) => item.refusal).join(''));
}

function see(items: SeenItem[], event: ItemEvent): void {
  switch (event.type) {
    case 'item-added': {
      const { item } = event;
      expect(event.index).toBe(items.length);
      const open = openOf(items).map(({ added }) => added.type);
      if (item.type === 'call') expect(item.call.input).toBe('');
      else expect(open).not.toContain(item.type);
      expect(item).toMatchObject({ status: 'in_progress' });
      if (item.type === 'message') expect(item.parts).toEqual([]);
      if (item.type === 'reasoning')
        expect(item).toMatchObject({ summary: [], encryptedContent: null });
      items.push(seenAt(item));
      break;
    }
    case 'item-done': {
      const seen = openAt(items, event.index);
      expect(event.item).toMatchObject({ id: seen.added.id, type: seen.added.type });
      expect(event.item.status).not.toBe('in_progress');
      seen.done = event.item;
      break;
    }
    case 'text-delta': {
      const seen = openAt(items, event.index);
      expect(seen.added.type).toBe('message');
      seen.text += event.text;
      break;
    }
    case 'summary-delta': {
      const seen = openAt(items, event.index);
      expect(seen.added.type).toBe('reasoning');
      const before = seen.summary.get(event.summaryIndex) ?? '';
      seen.summary.set(event.summaryIndex, before + event.text);
      break;
    }
    case 'refusal-delta': {
      const seen = openAt(items, event.index);
      expect(seen.added.type).toBe('message');
      seen.refusal += event.text;
      break;
    }
    case 'call-delta': {
      const seen = openAt(items, event.index);
      expect(seen).toMatchObject({ added: { type: 'call' }, isInputWhole: false });
      seen.input += event.text;
      break;
    }
    case 'call-input': {
      const seen = openAt(items, event.index);
      const { input, ...start } = event.call;
      expect(seen).toMatchObject({ added: { type: 'call', call: start }, isInputWhole: false });
      if (seen.input !== '') expect(seen.input).toBe(input);
      seen.input = input;
      seen.isInputWhole = true;
      break;
    }
    case 'started':
      expect(items).toEqual([]);
      break;
    case 'done':
    case 'failed':
    default:
      expect.unreachable('only the last event ends a completion');
  }
}

function seenAt(added: OutputItem): SeenItem {
  const summary = new Map<number, string>();
  return { added, text: '', refusal: '', input: '', isInputWhole: false, summary, done: null };
}

function openOf(items: readonly SeenItem[]): SeenItem[] {
  return items.filter(({ done }) => done === null);
}

function openAt(items: readonly SeenItem[], index: number): SeenItem {
  const item = items[index];
  if (item?.done !== null) throw new Error(`no item is open at ${index}`);
  return item;
}

function expectGrown({ text, refusal, input, isInputWhole, summary, done }: SeenItem): void {
  if (done?.type === 'message') {
    expect(textOf(done)).toBe(text);
    if (refusal !== '') expect(refusalOf(done)).toBe(refusal);
  }
  if (done?.type === 'call') {
    expect(done).toMatchObject({ status: isInputWhole ? 'completed' : 'incomplete' });
    expect(done.call.input).toBe(input);
  }
  if (done?.type === 'reasoning') {
    expect(done.summary).toEqual(done.summary.map((_, index) => summary.get(index)));
    expect(summary.size).toBe(done.summary.length);
  }
}

/** The text of a message; none of any other item. */
export function textOf(item: OutputItem): string {
  if (item.type !== 'message') return '';
  return item.parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
}

function refusalOf(item: OutputItem): string {
  if (item.type !== 'message') return '';
  return item.parts.map((part) => (part.type === 'refusal' ? part.refusal : '')).join('');
}

/** @param inPieces What came of a refusal in pieces. */
function expectSameAs(
  { items, text, reasoning, calls, toolCalls, refusal }: Completion,
  inPieces: string,
): void {
  expect(items.map(textOf).join('')).toBe(text);
  const paragraphs = items.flatMap((item) => (item.type === 'reasoning' ? item.summary : []));
  expect(paragraphs.join('').replaceAll(/\s/g, '')).toBe(reasoning.replaceAll(/\s/g, ''));
  const called = items.flatMap((item) => (item.type === 'call' ? [item] : []));
  expect(called.map(({ call }) => call)).toEqual(calls.map(({ call }) => call));
  const whole = called.filter(({ status }) => status === 'completed');
  expect(whole.map(({ call }) => call)).toEqual(toolCalls);
  if (inPieces !== '') expect(refusal).toBe(inPieces);
  else if (refusal !== null) expect(items.map(refusalOf)).toContain(refusal);
}
