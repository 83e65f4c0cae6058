import { isDelta, isMoreOf, withText } from './delta-store.ts';
import type { CompletionEvent } from './events.ts';

/** Characters of several deltas in one event, at most. */
const maxLength = 4096;

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
