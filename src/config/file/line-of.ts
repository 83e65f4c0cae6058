import { parse } from 'smol-toml';

/**
 * The number of the line that first names a key at the top of a TOML document. The parser does not
 * tell it, so this looks for a line that may, and makes sure that all before it is complete.
 */
export function lineOf(toml: string, key: string): number {
  const lines = toml.split('\n');
  const named = lines.findIndex(
    (line, index) => mayName(line, key) && isComplete(lines.slice(0, index).join('\n'), key),
  );
  return named + 1 || 1;
}

function mayName(line: string, key: string): boolean {
  const [, quoted, bare] = /^\s*\[{0,2}\s*(?:(["'].*?["'])|([\w-]+))\s*[=\].]/.exec(line) ?? [];
  // A key in quotes may have escapes.
  return quoted === undefined ? bare === key : Object.hasOwn(tableOf(`${quoted} = 0`), key);
}

/** Whether the text ends outside of a value with several lines, and does not hold the key. */
function isComplete(toml: string, key: string): boolean {
  try {
    return !Object.hasOwn(parse(toml), key);
  } catch {
    return false;
  }
}

function tableOf(toml: string): object {
  try {
    return parse(toml);
  } catch {
    return {};
  }
}
