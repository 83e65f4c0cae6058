import * as fc from 'fast-check';
import { backslashed, objectText, wrapping } from '../codex/shaping/json-texts.ts';

/** An answer that was asked for as a JSON object. */
export interface JsonAnswerCase {
  /** What the model writes. */
  readonly said: string;
  /** What a client gets that waits for the whole answer; null: what was said, and a mark. */
  readonly whole: string | null;
  /** The same for a client that follows it. */
  readonly streamed: string | null;
}

const short = objectText.filter((json) => json.length < 2000);
const filled = short.filter((json) => json.length > 4);

const wrapped = fc
  .tuple(short, wrapping)
  .map(([json, [before, after]]) => ({ said: before + json + after, whole: json, streamed: json }));

const withComma = filled.map((json) => {
  const said = json.replace(/(\s*)\}$/, ',$1}');
  return { said, whole: json, streamed: null };
});

const withBackslashes = backslashed.map((path) => {
  const doubled = path.replaceAll('\\', '\\\\');
  return { said: `{"path":"${path}"}`, whole: `{"path":"${doubled}"}`, streamed: null };
});

/** What can only be fixed by guessing. */
const broken = fc
  .oneof(
    filled.map((json) => json.slice(0, -1)),
    short.map((json) => `Sure: ${json}`),
    short.map((json) => `${json} That is all.`),
    short.map((json) => json + json),
    short.map((json) => `[${json}]`),
    filled.map((json) => json.replace('{', '{,')),
    fc.constantFrom("{'a':'it's fine'}", '{"a":NaN}', '{"a":007}', '{"a":0x1F}', '{"a":/*b*/1}'),
    fc.constantFrom(String.raw`{"a":"C:\new\projects"}`, '{"a":"b\nc"}', 'I would rather not.'),
  )
  .map((said) => ({ said, whole: null, streamed: null }));

/** Answers of every row of the table in `docs/compatibility.md`. */
export const jsonAnswers: fc.Arbitrary<JsonAnswerCase> = fc.oneof(
  wrapped,
  withComma,
  withBackslashes,
  broken,
);
