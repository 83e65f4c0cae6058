import { skipBlanks } from './blanks.ts';

/** The beginning of an answer, before its JSON. */
export interface Opening {
  /** Where the JSON begins. */
  readonly end: number;
  /** The code fence around it, without the language; null without one. */
  readonly fence: string | null;
}

/** `more`: with more text, the answer so far may become the start of JSON. */
export type OpeningOrNot = Opening | 'more' | 'none';

const fencePattern = /(?:`{3,}|~{3,})/y;
const halfFence = /^(?:`{1,2}|~{1,2})$/;
const language = /[A-Za-z][\w.+-]*/y;
const literals = ['true', 'false', 'null'];

/**
 * Finds where the JSON in an answer begins: after blanks, or a code fence with blanks around it.
 *
 * @param isObject Whether the JSON has to be an object.
 */
export function findOpening(text: string, isObject: boolean): OpeningOrNot {
  const start = skipBlanks(text);
  if (halfFence.test(text.slice(start))) return 'more';
  const fence = matchAt(fencePattern, text, start);
  const afterFence = start + (fence?.length ?? 0);
  const named = fence === null ? null : matchAt(language, text, afterFence);
  const end = skipBlanks(text, afterFence + (named?.length ?? 0));
  if (end === text.length) return 'more';
  const begins = beginsJson(text.slice(end, end + 5), isObject);
  return begins === 'yes' ? { end, fence } : begins;
}

function beginsJson(text: string, isObject: boolean): 'yes' | 'more' | 'none' {
  if (text.startsWith('{')) return 'yes';
  if (isObject) return 'none';
  if (/^["[\d-]/.test(text) || literals.some((literal) => text.startsWith(literal))) return 'yes';
  return literals.some((literal) => literal.startsWith(text)) ? 'more' : 'none';
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}
