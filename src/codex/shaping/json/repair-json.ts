/** What follows a backslash in an escape that JSON knows. */
const escape = /^(?:["\\/bfnrt]|u[\dA-Fa-f]{4})/;

/**
 * Repairs what can be repaired without a guess: removes trailing commas, and doubles the backslashes
 * of each string in which none starts an escape (`"C:\projects"`, `"\d+"`). The result may still not
 * be JSON; null where a string never ends.
 */
export function repairJson(text: string): string | null {
  // Where a repair may be needed: at the start of a string, or at a comma before a bracket.
  const places = /"|,(?=[ \t\r\n]*[\]}])/g;
  let repaired = '';
  let end = 0;
  for (let place = places.exec(text); place !== null; place = places.exec(text)) {
    const { index } = place;
    repaired += text.slice(end, index);
    end = place[0] === '"' ? endOfString(text, index) : index + 1;
    if (end === -1) return null;
    if (place[0] === '"') repaired += withBackslashes(text.slice(index, end));
    else if (!endsInValue(text, index)) repaired += ',';
    places.lastIndex = end;
  }
  return repaired + text.slice(end);
}

/** The place after the quote that ends a string; -1 where there is none. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') return at + 1;
    if (character === '\\') at += 1;
  }
  return -1;
}

function withBackslashes(string: string): string {
  let escapes = 0;
  for (let at = string.indexOf('\\'); at !== -1; at = string.indexOf('\\', at + 2)) {
    if (escape.test(string.slice(at + 1, at + 6))) escapes += 1;
  }
  return escapes > 0 ? string : string.replaceAll('\\', '\\\\');
}

/** Whether the text before that place ends in a value, so that a comma there follows one. */
function endsInValue(text: string, place: number): boolean {
  let last = place - 1;
  while (last >= 0 && /[ \t\r\n]/.test(text.charAt(last))) last -= 1;
  return /["\]}\w]/.test(text.charAt(last));
}
