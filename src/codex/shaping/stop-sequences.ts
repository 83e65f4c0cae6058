import type { TextLimiter, CutText } from './text-limiter.ts';

/** How much of one stop sequence the end of the text matches. */
interface Matcher {
  readonly sequence: string;
  /** For each match length, the longest shorter match that ends at the same position. */
  readonly fallbacks: readonly number[];
  matched: number;
}

/**
 * Ends an answer before its first stop sequence. The first sequence is the one that is complete
 * first, and of two that end together the longer one. No part of a sequence is sent: text that may
 * be its beginning is held back until it cannot be (Knuth-Morris-Pratt matching, linear in the
 * text).
 *
 * @param sequences None of them empty.
 */
export function stopSequences(sequences: readonly string[]): TextLimiter {
  const matchers = sequences.map((sequence): Matcher => {
    return { sequence, fallbacks: fallbacksOf(sequence), matched: 0 };
  });
  let held = '';
  return {
    reason: 'stop',
    write(text) {
      const seen = held + text;
      for (let at = held.length; at < seen.length; at += 1) {
        const length = step(matchers, seen.charCodeAt(at));
        if (length > 0) return { text: seen.slice(0, at + 1 - length), isCut: true };
      }
      const boundary = seen.length - longestMatch(matchers);
      held = seen.slice(boundary);
      return { text: seen.slice(0, boundary), isCut: false };
    },
    end(): CutText {
      const text = held;
      held = '';
      for (const matcher of matchers) matcher.matched = 0;
      return { text, isCut: false };
    },
  };
}

/** Takes one code unit. Returns the length of the longest sequence that is now complete, or 0. */
function step(matchers: readonly Matcher[], unit: number): number {
  let longest = 0;
  for (const matcher of matchers) {
    const { sequence, fallbacks } = matcher;
    let { matched } = matcher;
    while (matched > 0 && sequence.charCodeAt(matched) !== unit) {
      matched = fallbacks[matched - 1] ?? 0;
    }
    if (sequence.charCodeAt(matched) === unit) matched += 1;
    matcher.matched = matched;
    if (matched === sequence.length) longest = Math.max(longest, matched);
  }
  return longest;
}

function longestMatch(matchers: readonly Matcher[]): number {
  return matchers.reduce((longest, { matched }) => Math.max(longest, matched), 0);
}

function fallbacksOf(sequence: string): number[] {
  const fallbacks = [0];
  for (let at = 1, matched = 0; at < sequence.length; at += 1) {
    while (matched > 0 && sequence[at] !== sequence[matched]) matched = fallbacks[matched - 1] ?? 0;
    if (sequence[at] === sequence[matched]) matched += 1;
    fallbacks.push(matched);
  }
  return fallbacks;
}
