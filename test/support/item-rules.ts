import { expect } from 'vitest';
import type { Completion } from '../../src/codex/completion/completion.ts';
import type { ItemEvent } from '../../src/codex/completion/item-events.ts';
import type { OutputItem } from '../../src/codex/completion/item.ts';

/** What the events of one item have come to. */
interface SeenItem {
  readonly added: OutputItem;
  text: string;
  readonly summary: Map<number, string>;
  done: OutputItem | null;
}

/**
 * Holds the item events of an ended completion to the rules: each item is added, grows and is done, in
 * this order, with at most one of a type open; its deltas make up its texts; and all of them together
 * are the completion's text, reasoning and calls.
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
  expectSameAs(completion);
}

function see(items: SeenItem[], event: ItemEvent): void {
  switch (event.type) {
    case 'item-added': {
      const { item } = event;
      expect(event.index).toBe(items.length);
      expect(openOf(items).map((open) => open.added.type)).not.toContain(item.type);
      expect(item).toMatchObject({ status: 'in_progress' });
      if (item.type === 'message') expect(item.parts).toEqual([]);
      if (item.type === 'reasoning')
        expect(item).toMatchObject({ summary: [], encryptedContent: null });
      items.push({ added: item, text: '', summary: new Map(), done: null });
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
    case 'call-input':
      expect(openAt(items, event.index).added).toMatchObject({ type: 'call', call: event.call });
      break;
    case 'started':
      expect(items).toEqual([]);
      break;
    case 'done':
    case 'failed':
    default:
      expect.unreachable('only the last event ends a completion');
  }
}

function openOf(items: readonly SeenItem[]): SeenItem[] {
  return items.filter(({ done }) => done === null);
}

function openAt(items: readonly SeenItem[], index: number): SeenItem {
  const item = items[index];
  if (item?.done !== null) throw new Error(`no item is open at ${index}`);
  return item;
}

function expectGrown({ text, summary, done }: SeenItem): void {
  if (done?.type === 'message') expect(textOf(done)).toBe(text);
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

function expectSameAs({ items, text, reasoning, toolCalls, refusal }: Completion): void {
  expect(items.map(textOf).join('')).toBe(text);
  const paragraphs = items.flatMap((item) => (item.type === 'reasoning' ? item.summary : []));
  expect(paragraphs.join('').replaceAll(/\s/g, '')).toBe(reasoning.replaceAll(/\s/g, ''));
  expect(items.flatMap((item) => (item.type === 'call' ? [item.call] : []))).toEqual(toolCalls);
  const parts = items.flatMap((item) => (item.type === 'message' ? item.parts : []));
  const refusals = parts.flatMap((part) => (part.type === 'refusal' ? [part.refusal] : []));
  if (refusal !== null) expect(refusals).toContain(refusal);
}
