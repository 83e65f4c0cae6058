/** In the text of JSON: an escaped character, or one that steers a terminal and needs no escape there. */
const escapes = /\\(u[0-9a-f]{4}|.)|[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/gi;

/**
 * A line of JSON in which the characters that steer a terminal are written out, `\u001b` for an escape:
 * all control characters but newline and tab, and those that turn the direction of the text.
 */
export function withoutControls(line: string): string {
  return line.replaceAll(escapes, (found: string, escaped: string | undefined) => {
    if (escaped === undefined) return `\\\\u${hex(found)}`;
    if (/^[bfr]$/.test(escaped)) return `\\\\${escaped}`;
    return /^u00[01]/i.test(escaped) ? `\\${found}` : found;
  });
}

function hex(character: string): string {
  return character.charCodeAt(0).toString(16).padStart(4, '0');
}
