import type { ItemEvent } from './item-events.ts';

/** Maximum length of a merged delta, in characters. */
const maxLength = 4096;

type ItemDelta = Extract<ItemEvent, { readonly type: 'text-delta' | 'summary-delta' }>;

/** Like `mergedDelta`, for item events. Never merges deltas of different items or paragraphs. */
export function mergedItemDelta(
  first: ItemEvent,
  after: (sequence: number) => ItemEvent | undefined,
): ItemEvent {
  if (!isDelta(first)) return first;
  let { text, sequence } = first;
  for (;;) {
    const next = after(sequence);
    if (next === undefined || !isMoreOf(first, next)) break;
    if (text.length + next.text.length > maxLength) break;
    text += next.text;
    ({ sequence } = next);
  }
  return { ...first, text, sequence };
}

function isDelta(event: ItemEvent): event is ItemDelta {
  return event.type === 'text-delta' || event.type === 'summary-delta';
}

function isMoreOf(one: ItemDelta, other: ItemEvent): other is ItemDelta {
  if (!isDelta(other) || other.index !== one.index) return false;
  if (one.type === 'text-delta') return other.type === 'text-delta';
  return other.type === 'summary-delta' && other.summaryIndex === one.summaryIndex;
}
