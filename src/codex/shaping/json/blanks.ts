/**
 * An invisible character: white space, line ends, the byte order mark, no-break and ideographic
 * spaces, and the zero-width spaces that `\s` does not include.
 */
const blank = /[\s\u0085\u180E\u200B\u2060]/;

/** Whether a character is invisible. */
export function isBlank(character: string): boolean {
  return blank.test(character);
}

/** The position of the first character that is not blank; the text's length if all are blank. */
export function skipBlanks(text: string, from = 0): number {
  let at = from;
  while (at < text.length && isBlank(text.charAt(at))) at += 1;
  return at;
}

/** The text without the blanks at its end. */
export function trimEndBlanks(text: string): string {
  let end = text.length;
  while (end > 0 && isBlank(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
