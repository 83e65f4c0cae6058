import type { Verdict } from './verdict.ts';

/** A regular expression, read in each way in which a validator may read it. */
interface Readings {
  /** One of them suffices. */
  readonly all: readonly RegExp[];
  /** Whether a text that none matches is matched by no validator. */
  readonly isClear: boolean;
}

/** Punctuation that some write with a backslash, which Unicode mode does not take. */
const escapedPunctuation = /\\([^])/g;
const needless = new Set('!"#%&\',-:;=@_~ ');

/** Whether a text matches a pattern of JSON Schema, anywhere in it. */
export type MatchPattern = (pattern: string, text: string) => Verdict;

/**
 * Matches patterns, and keeps how it read them. Unsure where the dialects differ: JavaScript's is the
 * standard's, yet clients check with Python's and Rust's.
 */
export function createPatterns(): MatchPattern {
  const known = new Map<string, Readings>();
  return (pattern, text) => {
    const readings = known.get(pattern) ?? readingsOf(pattern);
    known.set(pattern, readings);
    if (readings.all.some((reading) => reading.test(text))) return 'yes';
    return readings.isClear && !mayDiffer(pattern, text) ? 'no' : 'unsure';
  };
}

function readingsOf(pattern: string): Readings {
  const unicode = read(pattern, 'u') ?? read(withoutNeedlessEscapes(pattern), 'u');
  const others = [read(pattern, 'v'), read(pattern, '')];
  return {
    all: [unicode, ...others].filter((reading) => reading !== null),
    isClear: unicode !== null,
  };
}

function read(pattern: string, flags: string): RegExp | null {
  try {
    return new RegExp(pattern, flags);
  } catch {
    return null;
  }
}

function withoutNeedlessEscapes(pattern: string): string {
  return pattern.replaceAll(escapedPunctuation, (escaped, character: string) =>
    needless.has(character) ? `\\x${character.charCodeAt(0).toString(16)}` : escaped,
  );
}

/** Whether another dialect, or another version of Unicode, may match where none here does. */
function mayDiffer(pattern: string, text: string): boolean {
  const isAscii = /^[\0-\x7F]*$/.test(text);
  return (
    (!isAscii && /\\[wdsb]/i.test(pattern)) ||
    (/[\n\v\f\r\u0085\u2028\u2029]/.test(text) && /[.^$]/.test(pattern)) ||
    (/\p{Cn}/u.test(text) && /\\p/i.test(pattern))
  );
}
