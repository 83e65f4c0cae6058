import type { TextLimiter, CutText } from './text-limiter.ts';
import { eachPreToken, endOfWholeCharacters } from './pre-tokens.ts';
import { loadTokenizer, type Tokenizer } from './tokenizer.ts';

/** A code unit is at most three bytes of UTF-8, and a token at least one. */
const mostTokensPerUnit = 3;

/**
 * Ends an answer after a number of tokens. As long as the text cannot reach the limit, it passes
 * uncounted, so most answers never load the tokenizer. Near the limit, the last pre-token is held
 * back until it is complete. A character that crosses the limit is dropped. An answer of exactly
 * the limit is not cut.
 *
 * @param limit Tokens, at least 1.
 */
export function tokenLimit(limit: number): TextLimiter {
  let tokenizer: Tokenizer | null = null;
  /** The final token count of the text before `rest`. */
  let settled = 0;
  let rest = '';
  /** How much of `rest` was passed on already. */
  let passed = 0;

  const goOn = (end: number): string => {
    const text = rest.slice(passed, end);
    passed = Math.max(passed, end);
    return text;
  };
  const goOnWithAll = (): string => goOn(endOfWholeCharacters(rest, rest.length));
  const isFar = (): boolean => settled + rest.length * mostTokensPerUnit <= limit;

  /** Counts the complete pre-tokens, and passes on their text up to the limit. */
  const settle = (isWhole: boolean): CutText => {
    const { encode } = (tokenizer ??= loadTokenizer());
    let tooLong: string | null = null;
    const end = eachPreToken(rest, isWhole, (piece) => {
      const count = encode(piece).length;
      if (settled + count > limit) {
        tooLong = piece;
        return false;
      }
      settled += count;
      return true;
    });
    const allowed = tooLong === null ? 0 : prefixLength(tokenizer, tooLong, limit - settled);
    const text = goOn(end + allowed);
    const isCut = tooLong !== null || (settled === limit && end < rest.length);
    rest = rest.slice(end);
    passed -= Math.min(passed, end);
    return { text, isCut };
  };

  return {
    reason: 'length',
    write(text) {
      const isNothingHeld = passed === rest.length;
      rest += text;
      if (isFar()) {
        // Does not read `rest`, which would copy it for each delta.
        const isWhole = endOfWholeCharacters(text, text.length) === text.length;
        if (!isNothingHeld || !isWhole) return { text: goOnWithAll(), isCut: false };
        passed = rest.length;
        return { text, isCut: false };
      }
      const counted = settle(false);
      if (counted.isCut || !isFar()) return counted;
      return { text: counted.text + goOnWithAll(), isCut: false };
    },
    end: () => (passed === rest.length && isFar() ? { text: '', isCut: false } : settle(true)),
  };
}

/** How long the text of a piece's first tokens is, in code units and whole characters. */
function prefixLength(tokenizer: Tokenizer, piece: string, count: number): number {
  const tokens = tokenizer.encode(piece).slice(0, count);
  const bytes = tokens.reduce((sum, token) => sum + tokenizer.byteLength(token), 0);
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return decoder.decode(Buffer.from(piece).subarray(0, bytes), { stream: true }).length;
}
