import { expect, test } from 'vitest';
import { toCsv } from '../../../web/src/ui/csv.ts';

test('rows end as RFC 4180 says, and fields with a comma, a quote or a line break are quoted', () => {
  expect(
    toCsv(
      ['a', 'b'],
      [
        ['x,y', 'say "hi"'],
        ['line\nbreak', 'plain'],
      ],
    ),
  ).toBe('a,b\r\n"x,y","say ""hi"""\r\n"line\nbreak",plain\r\n');
});

test.each([
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  [' =1+1', "' =1+1"],
  ['\t=1+1', "'\t=1+1"],
  ['＝1+1', "'＝1+1"],
  ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
  ['openai-python', 'openai-python'],
])('the name %j is no formula in a spreadsheet', (name, field) => {
  expect(toCsv(['name'], [[name]])).toBe(`name\r\n${field}\r\n`);
});

test('numbers stay numbers, negative ones too, and what is not known is empty', () => {
  expect(toCsv(['n'], [[-1.5], [0], [null], [Number.NaN]])).toBe('n\r\n-1.5\r\n0\r\n\r\n\r\n');
});
