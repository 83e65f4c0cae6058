import type { Random } from './random.ts';

const values: readonly string[] = [
  ['null', 'true', 'false', '0', '-0', '1', '-1', '0.1', '1e-400', '1e999', '-1e999'],
  ['2147483648', '9007199254740993', '18446744073709551616', '1e308', '0.30000000000000004'],
  // Not JSON at all.
  ['NaN', 'Infinity', '-Infinity', 'undefined', '01', '+1', '.5', '0x10', "'text'", '[1,]'],
  ['""', '" "', '"\\u0000"', '"\\ud800"', '"\\udfff\\ud800"', '"\u202e\u0301🫖"', '"\\n\\r\\t"'],
  ['"__proto__"', '"constructor"', '"toString"', '"null"', '"true"', '"1"', '"[object Object]"'],
  ['"gpt-none"', '"auto"', '"none"', '"required"', '"text"', '"function"', '"user"', '"high"'],
  ['"data:image/png;base64,"', '"data:image/png;base64,%%%"', '"data:,x"', '"file:///etc/passwd"'],
  ['"http://127.0.0.1:1/"', '"http://[::1]/"', '"https://169.254.169.254/"', '"javascript:1"'],
  ['[]', '[null]', '[[]]', '[{}]', '[1,"a",null,{}]', '["a","a"]', '{}', '{"":""}', '{"a":null}'],
  ['{"type":"function"}', '{"type":"json_schema"}', '{"type":["object"]}', '{"$ref":"#"}'],
  ['{"__proto__":{"polluted":true}}', '{"constructor":{"prototype":{"polluted":true}}}'],
  ['{"toJSON":1,"then":1,"valueOf":null,"hasOwnProperty":1,"length":-1}', '{"a":1,"a":[2]}'],
].flat();

/** A JSON text, or one that only looks like it, that a program may stumble over. Up to 1 MB. */
export function hostileJson(random: Random): string {
  if (random.chance(90)) return random.pick(values);
  const size = random.pick([10, 100, 1000, 10_000]) * (1 + random.below(10));
  return random.pick([nestedArray, nestedObject, longText, longArray, longObject])(size, random);
}

function nestedArray(depth: number): string {
  return '['.repeat(depth) + ']'.repeat(depth);
}

function nestedObject(depth: number, random: Random): string {
  const name = random.pick(['a', 'properties', 'anyOf', 'content', '__proto__']);
  return `{"${name}":`.repeat(depth) + '{}' + '}'.repeat(depth);
}

function longText(length: number, random: Random): string {
  return `"${random.pick(['a', 'é', '🫖', '\\n', '\\u0000', '\\ud83d', ' ']).repeat(length)}"`;
}

function longArray(length: number, random: Random): string {
  return `[${Array.from({ length }, () => random.pick(['1', 'null', '""', '{}'])).join()}]`;
}

function longObject(length: number): string {
  return `{${Array.from({ length }, (_, index) => `"k${index}":"v"`).join()}}`;
}
