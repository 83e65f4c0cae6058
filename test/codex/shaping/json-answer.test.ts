import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonAnswer, type JsonEnd } from '../../../src/codex/shaping/json/json-answer.ts';
import type { AnswerFormat, Delivery } from '../../../src/codex/completion/request.ts';
import { looseSchema, schemaFormat } from './formats.ts';
import { backslashed, objectText, pieces, wrapping } from './json-texts.ts';

const object = { type: 'json_object' } as const;
const anything = schemaFormat({}, false);

type JsonFormat = Exclude<AnswerFormat, { type: 'text' }>;

/** What a client gets of an answer that comes in these pieces. */
function received(
  deltas: readonly string[],
  delivery: Delivery,
  format: JsonFormat = object,
): { text: string; isMet: boolean } {
  const answer = jsonAnswer(format, delivery);
  const passed = deltas.map((delta) => answer.write(delta));
  const { rest, isMet }: JsonEnd = answer.end();
  return { text: passed.join('') + rest, isMet };
}

const whole = (text: string, format: JsonFormat = object) => received([text], 'whole', format);
const streamed = (text: string, format: JsonFormat = object) =>
  received(Array.from(text), 'streamed', format);

describe('JSON in a whole answer', () => {
  it.each([
    ['blanks', ' \n{"a": [1, 2]}\n\n', '{"a": [1, 2]}'],
    ['a byte order mark', '\uFEFF{"a": 1}', '{"a": 1}'],
    ['a no-break space', '\u00A0{"a": 1}\u00A0', '{"a": 1}'],
    ['an ideographic space', '\u3000{"a": 1}\u3000', '{"a": 1}'],
    ['a code fence', '```json\n{"a": 1}\n```', '{"a": 1}'],
    ['a code fence without a language', '```\n{"a": 1}\n```\n', '{"a": 1}'],
    ['a code fence on one line', '```json {"a": 1}```', '{"a": 1}'],
    ['a code fence of tildes', '~~~json\n{"a": 1}\n~~~', '{"a": 1}'],
    ['a code fence that a stop sequence took', '```json\n{"a": 1}\n', '{"a": 1}'],
  ])('comes without %s around it', (_, answer, text) => {
    expect(whole(answer)).toEqual({ text, isMet: true });
  });

  it.each([
    ['a trailing comma in an object', '{"a": 1,}', '{"a": 1}'],
    ['a trailing comma in an array', '{"a": [1, 2, ]}', '{"a": [1, 2 ]}'],
    [
      'a Windows path',
      String.raw`{"path":"C:\projects\main\app.ts"}`,
      String.raw`{"path":"C:\\projects\\main\\app.ts"}`,
    ],
    ['a regular expression', String.raw`{"a":"^\d{3}$"}`, String.raw`{"a":"^\\d{3}$"}`],
    [
      'a backslash before what is no Unicode escape',
      String.raw`{"a":"C:\users"}`,
      String.raw`{"a":"C:\\users"}`,
    ],
    ['both, in a fence', '```\n{"a":"\\d",}\n```', '{"a":"\\\\d"}'],
  ])('is repaired where it has %s', (_, answer, text) => {
    expect(whole(answer)).toEqual({ text, isMet: true });
  });

  it.each([
    ['single quotes', "{'a': 'it's fine'}"],
    ['bare names', '{a: 1}'],
    ['Python words', '{"a": True}'],
    ['NaN', '{"a": NaN}'],
    ['a leading zero', '{"a": 007}'],
    ['a hexadecimal number', '{"a": 0x1F}'],
    ['a comment', '{"a": 1 // one\n}'],
    ['no end', '{"a": {"b": [1, 2'],
    ['a string without an end', '{"a": "b'],
    ['a line break in a string', '{"a": "one\ntwo"}'],
    ['two trailing commas', '{"a": [1,,]}'],
    ['a comma alone', '{"a": [,]}'],
    ['escapes and other backslashes in one string', String.raw`{"a":"C:\projects\new"}`],
    ['a backslash before the closing quote', String.raw`{"a":"C:\projects\"}`],
    ['prose around it', 'Here you are:\n```json\n{"a": 1}\n```'],
    ['prose after it', '```json\n{"a": 1}\n```\nAnything else?'],
    ['two values', '{"a": 1}\n{"a": 1}'],
    ['an array instead of an object', '[{"a": 1}]'],
    ['prose alone', 'I cannot answer that.'],
    ['nothing', ''],
    ['blanks alone', ' \n '],
    ['a fence alone', '```json\n'],
  ])('is left as it came, and marked, where it has %s', (_, answer) => {
    expect(whole(answer)).toEqual({ text: answer, isMet: false });
  });

  it('may be any value where the schema allows it', () => {
    for (const text of ['1', '-2.5', '"x"', 'true', 'false', 'null', '[]', '{}']) {
      expect(whole(` ${text}\n`, anything)).toEqual({ text, isMet: true });
      expect(streamed(`\`\`\`json\n${text}\n\`\`\``, anything)).toEqual({ text, isMet: true });
    }
  });

  it('is marked where it does not match the schema', () => {
    const format = schemaFormat(looseSchema, false);

    expect(whole('{"city": "Oslo",}', format)).toEqual({ text: '{"city": "Oslo"}', isMet: true });
    expect(whole(' {"town": "Oslo"}', format)).toEqual({ text: ' {"town": "Oslo"}', isMet: false });
    expect(streamed('{"town": "Oslo"}', format).isMet).toBe(false);
  });
});

describe('JSON in a streamed answer', () => {
  it('is passed on piece by piece, without what is before it', () => {
    const answer = jsonAnswer(object, 'streamed');

    expect(
      ['\uFEFF', '``', '`js', 'on\n', ' {"a"', ': "b ', ' c"', '}', '\n', '``', '`'].map((text) =>
        answer.write(text),
      ),
    ).toEqual(['', '', '', '', '{"a"', ': "b ', ' c"', '}', '', '', '']);
    expect(answer.end()).toEqual({ rest: '', isMet: true });
  });

  it.each([
    ['a trailing comma', '{"a": 1,}'],
    ['backslashes', String.raw`{"path":"C:\projects"}`],
    ['prose', ' I cannot answer that. '],
    ['a fence of another language', '```python\nprint({})\n```'],
    ['prose after it', '{"a": 1}\n```\nAnything else?'],
    ['blanks alone', '  '],
    ['the start of a fence alone', '``'],
  ])('comes as it came, and marked, where it has %s', (_, answer) => {
    expect(streamed(answer)).toEqual({ text: answer, isMet: false });
  });

  it('gives what is held back where the answer ends early', () => {
    const answer = jsonAnswer(object, 'streamed');
    expect(answer.write('```js')).toBe('');
    expect(answer.release()).toBe('```js');
  });

  it('holds back no more than a bound', () => {
    const blanks = ' '.repeat(5000);
    const answer = jsonAnswer(object, 'streamed');
    const passed = [answer.write(blanks), answer.write('x'), answer.end().rest].join('');

    expect(passed).toBe(`${blanks}x`);
  });
});

describe('generated JSON answers', () => {
  it('come as they are, whatever is around them and however they are cut', () => {
    const answers = fc
      .tuple(objectText, wrapping)
      .chain(([json, [before, after]]) =>
        fc.tuple(fc.constant(json), pieces(before + json + after)),
      );
    fc.assert(
      fc.property(answers, ([json, deltas]) => {
        expect(received(deltas, 'whole')).toEqual({ text: json, isMet: true });
        expect(received(deltas, 'streamed')).toEqual({ text: json, isMet: true });
      }),
      { numRuns: 500 },
    );
  });

  it('are the same text where they hold no JSON', () => {
    const prose = fc.string({ unit: 'grapheme' }).filter((text) => !/[{]/.test(text));
    fc.assert(
      fc.property(
        prose.chain((text) => fc.tuple(fc.constant(text), pieces(text))),
        ([text, deltas]) => {
          expect(received(deltas, 'whole')).toEqual({ text, isMet: false });
          expect(received(deltas, 'streamed')).toEqual({ text, isMet: false });
        },
      ),
      { numRuns: 500 },
    );
  });

  it('keep every character of strings with backslashes', () => {
    const strings = fc.dictionary(fc.string({ unit: 'grapheme-ascii' }), backslashed, {
      minKeys: 1,
    });
    fc.assert(
      fc.property(strings, wrapping, (value, [before, after]) => {
        const written = JSON.stringify(value, (_name, part: unknown) => part).replaceAll(
          '\\\\',
          '\\',
        );
        const names = JSON.stringify(Object.keys(value)).includes('\\');
        fc.pre(!names);
        const { text, isMet } = whole(before + written + after);

        expect(isMet).toBe(true);
        expect(JSON.parse(text)).toEqual(value);
        const streamedWritten = streamed(before + written + after);
        expect(streamedWritten).toEqual({ text: written, isMet: false });
      }),
      { numRuns: 500 },
    );
  });

  it('keep their value where a comma is added before a bracket', () => {
    fc.assert(
      fc.property(objectText, fc.nat(), (json, pick) => {
        const places = trailingPlaces(json);
        fc.pre(places.length > 0);
        const place = places[pick % places.length] ?? 0;
        const { text, isMet } = whole(`${json.slice(0, place)},${json.slice(place)}`);

        expect({ text, isMet }).toEqual({ text: json, isMet: true });
      }),
      { numRuns: 500 },
    );
  });

  it('are never changed into another value', () => {
    const corrupted = fc
      .tuple(objectText, fc.nat(), fc.constantFrom('', "'", '"', '\\', '{', ',', 'NaN', '/*', '0'))
      .map(([json, pick, put]) => {
        const at = pick % (json.length + 1);
        return json.slice(0, at) + put + json.slice(at + 1);
      });
    fc.assert(
      fc.property(corrupted, (answer) => {
        const { text, isMet } = whole(answer);
        const compared = isMet ? withoutRepairs : String;
        expect(compared(text)).toBe(compared(answer));
        expect(streamed(answer).text.trim()).toBe(answer.trim());
      }),
      { numRuns: 2000 },
    );
  });
});

/** Where values end before a closing bracket, outside of strings. */
function trailingPlaces(json: string): number[] {
  const outside = json.replaceAll(
    /"(?:[^"\\]|\\.)*"/gs,
    (string) => `"${'s'.repeat(string.length - 2)}"`,
  );
  return [...outside.matchAll(/(?<=["\]}\w]\s*)[\]}]/g)].map(({ index }) => index);
}

/** What a repair may change, taken away on both sides. */
function withoutRepairs(text: string): string {
  return text.replaceAll(/[\\\s\u200B]|,(?=\s*[\]}])/g, '');
}
