import type { ItemEvent } from './item-events.ts';

/** Maximum length of a merged delta, in characters. */
const maxLength = 4096;

type ItemDelta = Extract<
  ItemEvent,
  { readonly type: 'text-delta' | 'summary-delta' | 'refusal-delta' | 'call-delta' }
>;

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
  const { type } = event;
  if (type === 'text-delta' || type === 'summary-delta') return true;
  return type === 'call-delta' || type === 'refusal-delta';
}

function isMoreOf(one: ItemDelta, other: ItemEvent): other is ItemDelta {
  if (!isDelta(other) || other.type !== one.type || other.index !== one.index) return false;
  return one.type !== 'summary-delta' || one.summaryIndex === paragraphOf(other);
}

function paragraphOf(delta: ItemDelta): number | undefined {
  return delta.type === 'summary-delta' ? delta.summaryIndex : undefined;
}
