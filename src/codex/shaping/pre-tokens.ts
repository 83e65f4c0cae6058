import { O200K_TOKEN_SPLIT_REGEX } from 'gpt-tokenizer/encodingParams/constants';

/**
 * The longest pre-token, in UTF-16 code units. The encoding itself has no limit, but its merging is
 * quadratic in the length. Longer runs are split here, which may count one token more than the
 * service does.
 */
export const longestPreToken = 256;

const preToken = new RegExp(`^(?:${O200K_TOKEN_SPLIT_REGEX.source})`, 'u');

/**
 * Matches a pre-token at the end of the text that more text could change: letters with a possible
 * contraction, punctuation, white space, digits.
 */
const isOpen =
  /^(?:[^\r\n\p{L}\p{N}]?[\p{L}\p{M}]*(?:'\p{L}{0,2})?| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s+|\p{N}{1,2})$/u;

/**
 * Splits a text into its pre-tokens, which are tokenized one by one. The result does not depend on
 * how the text is chunked. `visit` may return false to stop before a pre-token.
 *
 * @param isWhole Whether no more text comes. If not, an end that more text could change is skipped.
 * @returns The position where it stopped.
 */
export function eachPreToken(
  text: string,
  isWhole: boolean,
  visit: (piece: string) => boolean,
): number {
  let start = 0;
  while (start < text.length) {
    const piece = firstPreToken(text, start, isWhole);
    if (piece === null || !visit(piece)) return start;
    start += piece.length;
  }
  return start;
}

function firstPreToken(text: string, start: number, isWhole: boolean): string | null {
  const isClipped = text.length - start >= longestPreToken;
  const end = isClipped ? start + longestPreToken : text.length;
  const isLast = isWhole && !isClipped;
  const window = text.slice(start, isLast ? end : endOfWholeCharacters(text, end));
  if (!isWhole && !isClipped && isOpen.test(window)) return null;
  return preToken.exec(window)?.[0] ?? null;
}

/** `end`, or the position before it if `end` is within a surrogate pair. */
export function endOfWholeCharacters(text: string, end: number): number {
  const unit = text.charCodeAt(end - 1);
  return unit >= 0xd8_00 && unit <= 0xdb_ff ? end - 1 : end;
}
