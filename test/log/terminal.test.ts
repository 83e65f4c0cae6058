import { describe, expect, it } from 'vitest';
import { withoutControls } from '../../src/log/without-controls.ts';

/** What a line of the log holds once it is made safe. */
function shown(text: string): unknown {
  const line: unknown = JSON.parse(withoutControls(JSON.stringify({ text })));
  return typeof line === 'object' && line !== null && 'text' in line ? line.text : undefined;
}

describe('a line on a terminal', () => {
  it.each([
    ['an escape sequence', 'a\u001b[2Jb', 'a\\u001b[2Jb'],
    ['a bell and a null', '\u0007\u0000', '\\u0007\\u0000'],
    ['a backspace, a form feed and a carriage return', 'a\b\f\rb', 'a\\b\\f\\rb'],
    ['a control sequence of one character', '\u009b31m', '\\u009b31m'],
    ['a delete', '\u007f', '\\u007f'],
    ['a change of direction', '\u202eabc\u2066', '\\u202eabc\\u2066'],
    ['a backslash before what looks like an escape', '\\u001b', '\\u001b'],
    ['a backslash before an escape', '\\\u001b', '\\\\u001b'],
  ])('writes out %s', (_name, text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it('leaves other text alone', () => {
    const text = 'Zeile\n\tmit "Anführung", \\ und 🫖\u00a0ñ';
    expect(shown(text)).toBe(text);
  });
});
