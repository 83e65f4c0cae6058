import { trimEndBlanks } from './blanks.ts';
import { findOpening } from './opening.ts';

/**
 * The JSON in a whole answer: without the blanks and the code fence around it. Null where the
 * answer does not begin like JSON.
 *
 * @param isObject Whether the JSON has to be an object.
 */
export function unwrap(answer: string, isObject: boolean): string | null {
  const opening = findOpening(answer, isObject);
  if (typeof opening === 'string') return null;
  const inner = trimEndBlanks(answer.slice(opening.end));
  const { fence } = opening;
  if (fence === null || !inner.endsWith(fence)) return inner;
  return trimEndBlanks(trimEndRun(inner, fence.charAt(0)));
}

/** A closing fence may be longer than the one that it closes. */
function trimEndRun(text: string, character: string): string {
  let end = text.length;
  while (text.charAt(end - 1) === character) end -= 1;
  return text.slice(0, end);
}
