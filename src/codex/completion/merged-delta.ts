import type { CompletionEvent } from './events.ts';

/** Characters of several deltas in one event, at most. */
const maxLength = 4096;

/** A piece of text. */
export type Delta = Extract<CompletionEvent, { readonly type: 'delta' | 'reasoning-delta' }>;

/**
 * A delta with those of its kind right behind it, as one event with the sequence of the last of
 * them: whoever goes on behind that has missed nothing. Any other event as it is.
 */
export function mergedDelta(
  first: CompletionEvent,
  after: (sequence: number) => CompletionEvent | undefined,
): CompletionEvent {
  if (!isDelta(first)) return first;
  let { text, sequence } = first;
  for (;;) {
    const next = after(sequence);
    if (next === undefined || !isMoreOf(first, next)) break;
    if (text.length + next.text.length > maxLength) break;
    text += next.text;
    ({ sequence } = next);
  }
  return withText(first, text, sequence);
}

/**
 * A delta like another one, with other text and at another place. Written out: V8 keeps a shape for
 * each object that is made by a spread (measured on Node 20).
 */
export function withText(delta: Delta, text: string, sequence: number): Delta {
  const { completionId, type } = delta;
  if (type === 'delta') return { completionId, sequence, type, text };
  return { completionId, sequence, type, text, summaryIndex: delta.summaryIndex };
}

/** Whether it is a piece of text. */
export function isDelta(event: CompletionEvent): event is Delta {
  return event.type === 'delta' || event.type === 'reasoning-delta';
}

/** Whether it is more of the same text: of the answer, or of one paragraph of the summary. */
export function isMoreOf(one: Delta, other: CompletionEvent): other is Delta {
  if (one.type === 'delta') return other.type === 'delta';
  return other.type === 'reasoning-delta' && other.summaryIndex === one.summaryIndex;
}
