/** Where a text stops being JSON, and why. Lines and columns count from 1. */
export interface JsonFault {
  readonly line: number;
  readonly column: number;
  readonly reason: string;
}

/** A text as JSON, or the first place where it is not. */
export type ReadJson =
  | { readonly value: unknown; readonly fault?: undefined }
  | { readonly value?: undefined; readonly fault: JsonFault };

/** A text is nested at most this deep before it is refused. */
const maxDepth = 500;

/**
 * Reads JSON. The messages of browsers differ, and most do not name a place, so the first fault is
 * looked for here.
 */
export function readJson(text: string): ReadJson {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { fault: findFault(text) };
  }
}

/** Stops the scan at a place. */
class Fault extends Error {
  readonly at: number;

  constructor(at: number, reason: string) {
    super(reason);
    this.at = at;
  }
}

function findFault(text: string): JsonFault {
  try {
    const end = scanValue(text, skipSpace(text, 0), 0);
    throw new Fault(skipSpace(text, end), 'nothing may follow after the end of the value');
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const before = text.slice(0, error.at).split('\n');
    const column = (before.at(-1) ?? '').length + 1;
    return { line: before.length, column, reason: error.message };
  }
}

/** Skips over a value and returns the index after it. */
function scanValue(text: string, at: number, depth: number): number {
  if (depth > maxDepth) throw new Fault(at, 'it is nested too deep');
  const first = text[at];
  if (first === '{') return scanMembers(text, at, depth, '}');
  if (first === '[') return scanMembers(text, at, depth, ']');
  if (first === '"') return scanString(text, at);
  const word = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)/.exec(
    text.slice(at, at + 400),
  );
  if (word) return at + word[0].length;
  throw new Fault(at, missingValue(text, at));
}

function missingValue(text: string, at: number): string {
  const rest = text.slice(at, at + 10);
  if (rest === '') return 'the text ends where a value belongs';
  if (/^['‘’“”`]/.test(rest)) return 'put the text in straight double quotes (")';
  if (rest.startsWith('//') || rest.startsWith('/*') || rest.startsWith('#')) {
    return 'JSON has no comments';
  }
  if (/^(?:True|False|None)/.test(rest)) return 'write true, false or null';
  if (/^[\]},]/.test(rest)) return `a value belongs before the ${rest[0]}`;
  return 'this is not a value; put a text in double quotes';
}

/** Skips over an object or a list from its opening bracket. */
function scanMembers(text: string, open: number, depth: number, close: '}' | ']'): number {
  const isObject = close === '}';
  let at = skipSpace(text, open + 1);
  if (text[at] === close) return at + 1;
  for (;;) {
    if (isObject) at = scanName(text, at);
    at = skipSpace(text, scanValue(text, at, depth + 1));
    const next = text[at];
    if (next === close) return at + 1;
    if (next !== ',') throw new Fault(at, missingComma(text, open, at, close));
    const comma = at;
    at = skipSpace(text, at + 1);
    if (text[at] === close) throw new Fault(comma, `remove the comma before the ${close}`);
  }
}

function missingComma(text: string, open: number, at: number, close: string): string {
  const line = text.slice(0, open).split('\n').length;
  if (at >= text.length) return `the ${close} for the ${text[open]} of line ${line} is missing`;
  return `a comma or ${close} belongs here`;
}

/** Skips over a name and its colon. */
function scanName(text: string, at: number): number {
  if (at >= text.length) throw new Fault(at, 'the text ends where a name belongs');
  if (/^(?:\/[/*]|#)/.test(text.slice(at, at + 2))) throw new Fault(at, 'JSON has no comments');
  if (text[at] !== '"') throw new Fault(at, 'put the name in straight double quotes (")');
  const colon = skipSpace(text, scanString(text, at));
  if (text[colon] !== ':') throw new Fault(colon, 'a colon belongs after a name');
  return skipSpace(text, colon + 1);
}

/** Skips over a string from its opening quote. */
function scanString(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at += 1) {
    const each = text[at];
    if (each === '"') return at + 1;
    if (each === '\n') throw new Fault(at, 'the closing " is missing, or write \\n for a new line');
    if (each !== undefined && each < ' ')
      throw new Fault(at, 'write a control character as \\t or \\u00XX');
    if (each === '\\') {
      const escape = /^\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/.exec(text.slice(at, at + 6));
      if (!escape) throw new Fault(at, 'write \\\\ for a backslash');
      at += escape[0].length - 1;
    }
  }
  throw new Fault(text.length, 'the closing " is missing');
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \t\n\r'.includes(text.charAt(at))) at += 1;
  return at;
}
