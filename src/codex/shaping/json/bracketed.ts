/**
 * The outermost objects and arrays in a text, as text, with prose and code fences left out. One that
 * is never closed goes to the end. Brackets in double-quoted strings do not count.
 */
export function bracketed(text: string): string[] {
  const found: string[] = [];
  let start = -1;
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\[^])*"|[{}[\]]/g)) {
    if (token === '{' || token === '[') {
      if (depth === 0) start = index;
      depth += 1;
    } else if (depth > 0 && !token.startsWith('"')) {
      depth -= 1;
      if (depth === 0) found.push(text.slice(start, index + 1));
    }
  }
  return depth === 0 ? found : [...found, text.slice(start)];
}
