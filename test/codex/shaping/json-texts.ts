import * as fc from 'fast-check';

/** What a model may put around its JSON, and a client never sees. */
export const wrapping: fc.Arbitrary<readonly [string, string]> = fc
  .record({
    blanks: fc.array(
      fc.constantFrom(' ', '\n', '\t', '\r\n', '\uFEFF', '\u00A0', '\u3000', '\u200B'),
      {
        maxLength: 3,
      },
    ),
    after: fc.array(fc.constantFrom(' ', '\n', '\u00A0', '\u3000'), { maxLength: 3 }),
    fence: fc.constantFrom('', '```', '```json\n', '```JSON ', '~~~\n', '````jsonc\r\n'),
  })
  .map(({ blanks, after, fence }) => {
    const mark = /^[`~]*/.exec(fence)?.[0] ?? '';
    return [blanks.join('') + fence, `${after.join('')}${mark}${after.join('')}`];
  });

/** A JSON object as a model may write it. */
export const objectText: fc.Arbitrary<string> = fc
  .tuple(
    fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()),
    fc.constantFrom(0, 2, '\t'),
  )
  .map(([value, indent]) => JSON.stringify(value, null, indent));

/** A text in pieces, as it is streamed. */
export function pieces(text: string): fc.Arbitrary<string[]> {
  return fc.array(fc.nat(text.length), { maxLength: 12 }).map((cuts) => {
    const places = [0, ...cuts.toSorted((one, other) => one - other), text.length];
    return places.slice(1).map((end, index) => text.slice(places[index], end));
  });
}

/** Windows paths and regular expressions without an escape that JSON knows. */
export const backslashed: fc.Arbitrary<string> = fc
  .array(
    fc.constantFrom('\\projects', '\\main', '\\d+', '\\.', '\\users', '\\s', '\\(', '\\Q', 'C:'),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((parts) => parts.join(''))
  .filter((text) => text.includes('\\'));
