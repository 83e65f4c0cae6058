import { isDelta, isMoreOf, withText } from './delta-store.ts';
import type { CompletionEvent } from './events.ts';

/** Maximum length of a merged delta, in characters. */
const maxLength = 4096;

/**
 * Merges a delta with the deltas of the same kind that directly follow it. The merged event has the
 * sequence of the last one, so a reader that resumes after it misses nothing. Returns any other
 * event unchanged.
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
