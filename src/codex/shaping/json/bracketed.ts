/**
 * The outermost objects and arrays in a text, as text, with the prose around them left out. One that
 * is never closed goes to the end. Brackets in a value's strings do not count.
 */
export function bracketed(text: string): string[] {
  const found: string[] = [];
  let start = 0;
  let depth = 0;
  let isString = false;
  let escaped = -1;
  for (const { 0: mark, index } of text.matchAll(/["\\{}[\]]/g)) {
    if (depth === 0 && !isOpening(mark)) continue;
    if (index === escaped) continue;
    if (mark === '\\') {
      escaped = index + 1;
    } else if (mark === '"') {
      isString = !isString;
    } else if (!isString) {
      if (depth === 0) start = index;
      depth += isOpening(mark) ? 1 : -1;
      if (depth === 0) found.push(text.slice(start, index + 1));
    }
  }
  return depth === 0 ? found : [...found, text.slice(start)];
}

function isOpening(mark: string): boolean {
  return mark === '{' || mark === '[';
}
