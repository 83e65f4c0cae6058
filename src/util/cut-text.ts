/**
 * A text that fits in a line of the log or in a span: its first characters, with `…` for the rest.
 *
 * @param max In UTF-16 code units, the `…` not counted.
 */
export function cutText(text: string, max: number): string {
  return text.length > max ? `${textStart(text, max)}…` : text;
}

/**
 * The first characters of a text. A character of two code units is left out where one of them would
 * be beyond the end. What is cut holds nothing of the rest, so it may be kept.
 *
 * @param max In UTF-16 code units.
 */
export function textStart(text: string, max: number): string {
  if (text.length <= max) return text;
  const start = text.slice(0, max).replace(/[\ud800-\udbff]$/, '');
  // V8 keeps the whole text for a slice of it.
  return Buffer.from(start, 'utf16le').toString('utf16le');
}
