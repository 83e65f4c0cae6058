const TOKEN = /\s*(?:[\p{L}\p{M}\p{N}]{1,12}|[^\s\p{L}\p{M}\p{N}]{1,4})|\s+/gu;

/**
 * Splits text into the stand-in's tokens: up to twelve letters and digits or up to four other
 * characters, each with the white space before it. Joined, they are the text again, and no
 * character outside the BMP is split.
 */
export function tokensOf(text: string): readonly string[] {
  return text.match(TOKEN) ?? [];
}

/** How many tokens {@link tokensOf} makes of the text. */
export function countTokens(text: string): number {
  return tokensOf(text).length;
}
