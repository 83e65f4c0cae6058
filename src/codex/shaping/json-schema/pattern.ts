import type { Verdict } from './verdict.ts';

/** The possible interpretations of a regular expression by validators. */
interface Readings {
  /** A text matches if any of these matches. */
  readonly all: readonly RegExp[];
  /** Whether no validator can match a text that none of these matches. */
  readonly isClear: boolean;
}

/** Escaped punctuation, which some schemas contain and Unicode mode refuses. */
const escapedPunctuation = /\\([^])/g;
const needless = new Set('!"#%&\',-:;=@_~ ');

/** Whether a text matches a pattern of JSON Schema, anywhere in it. */
export type MatchPattern = (pattern: string, text: string) => Verdict;

/**
 * Matches patterns, and caches their interpretations. Unsure if the dialects differ: the standard
 * uses JavaScript's, but clients validate with Python's and Rust's.
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

/** Whether another dialect or Unicode version may match a text that does not match here. */
function mayDiffer(pattern: string, text: string): boolean {
  const isAscii = /^[\0-\x7F]*$/.test(text);
  return (
    (!isAscii && /\\[wdsb]/i.test(pattern)) ||
    (/[\n\v\f\r\u0085\u2028\u2029]/.test(text) && /[.^$]/.test(pattern)) ||
    (/\p{Cn}/u.test(text) && /\\p/i.test(pattern))
  );
}
