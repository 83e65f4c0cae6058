import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../src/codex/completion/tools.ts';
import { schemaCheck } from '../../../src/codex/shaping/json-schema/schema-check.ts';
import { looseSchema } from './formats.ts';
import { jsonSchema, jsonValueFor } from './json-schemas.ts';

const draft7 = 'http://json-schema.org/draft-07/schema#';
const draft4 = 'http://json-schema.org/draft-04/schema#';
const draft2020 = 'https://json-schema.org/draft/2020-12/schema';

function parsed(json: string): JsonValue {
  const value: JsonValue = JSON.parse(json);
  return value;
}

/** A schema whose check doubles with each level. */
function exponential(levels: number): JsonObject {
  const branch = (level: number): JsonObject => ({ $ref: `#/$defs/d${level}` });
  const defs = Array.from({ length: levels }, (_, level) => [
    `d${level}`,
    { anyOf: [branch(level + 1), branch(level + 1)] },
  ]);
  return {
    ...branch(0),
    $defs: { ...Object.fromEntries(defs), [`d${levels}`]: { type: 'string' } },
  };
}

function deep(levels: number): JsonObject {
  let schema: JsonObject = { type: 'string' };
  for (let level = 0; level < levels; level += 1) schema = { not: schema };
  return schema;
}

describe('a check against a schema', () => {
  it.each<[string, JsonObject, JsonValue, JsonValue]>([
    ['items that differ in their kind alone', { uniqueItems: true }, [[], {}, '{}'], [{}, 1, {}]],
    ['required properties', looseSchema, { city: 'Oslo' }, {}],
    ['types', looseSchema, { city: 'Oslo', degrees: 1 }, { city: 'Oslo', degrees: 'cold' }],
    ['an older draft', { $schema: draft7, type: 'integer' }, 1, 'one'],
    [
      'a draft whose limits are flags',
      { $schema: draft4, minimum: 1, exclusiveMinimum: true },
      2,
      1,
    ],
    ['definitions', { definitions: { a: { type: 'integer' } }, $ref: '#/definitions/a' }, 1, 'one'],
    [
      'pointers with escapes',
      { $defs: { 'a/b~c d': { type: 'null' } }, $ref: '#/$defs/a~1b~0c%20d' },
      null,
      1,
    ],
    ['anchors', { $defs: { a: { $anchor: 'x', type: 'null' } }, $ref: '#x' }, null, 1],
    [
      'its own address',
      {
        $id: 'https://example.com/a',
        $defs: { b: { type: 'null' } },
        $ref: 'https://example.com/a#/$defs/b',
      },
      null,
      1,
    ],
    [
      'itself',
      { properties: { next: { $ref: '#' } }, required: ['a'] },
      { a: 1, next: { a: 2 } },
      { a: 1, next: {} },
    ],
    ['unknown keywords', { type: 'integer', example: 1, format: 'int64' }, 1, 'one'],
    [
      'const and enum',
      { anyOf: [{ const: { a: [1] } }, { enum: ['b', null] }] },
      { a: [1] },
      { a: [2] },
    ],
    ['tuples', { prefixItems: [{ type: 'string' }], items: false }, ['a'], ['a', 1]],
    ['older tuples', { items: [{ type: 'string' }], additionalItems: false }, ['a'], ['a', 1]],
    [
      'unique items',
      { uniqueItems: true },
      [{ a: 1, b: 2 }, { a: 1 }],
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
    ],
    ['contained items', { contains: { type: 'string' } }, [1, 'a'], [1]],
    [
      'further properties',
      { properties: { a: {} }, patternProperties: { '^x': {} }, additionalProperties: false },
      { a: 1, x1: 1 },
      { b: 1 },
    ],
    [
      'a property named __proto__',
      { properties: { ['__proto__']: { type: 'string' } }, additionalProperties: false },
      parsed('{"__proto__":"a"}'),
      parsed('{"__proto__":1}'),
    ],
    ['names of properties', { propertyNames: { maxLength: 2 } }, { ab: 1 }, { abc: 1 }],
    ['dependencies', { dependentRequired: { a: ['b'] } }, { a: 1, b: 1 }, { a: 1 }],
    // oxlint-disable-next-line unicorn/no-thenable -- JSON Schema's own keyword
    ['conditions', { if: { type: 'string' }, then: { minLength: 1 }, else: false }, 'a', 1],
    ['exclusions', { not: { type: 'string' } }, 1, 'a'],
    ['one of several', { oneOf: [{ type: 'number' }, { type: 'integer' }] }, 1.5, 1],
    ['multiples of a decimal', { multipleOf: 0.1 }, 0.3, 0.35],
    ['patterns', { pattern: '^[a-z]+$' }, 'abc', 'ABC'],
    ['lengths in characters', { maxLength: 1 }, '👩‍👩‍👧', 'ab'],
    ['false', { properties: { a: false } }, {}, { a: 1 }],
  ])('knows %s', (_, schema, right, wrong) => {
    expect([schemaCheck(schema)(right), schemaCheck(schema)(wrong)]).toEqual([true, false]);
  });

  it.each<[string, JsonObject, JsonValue]>([
    ['a multiple that floating point misses, in an exclusion', { not: { multipleOf: 0.1 } }, 0.3],
    ['letters of any script', { pattern: String.raw`^\p{L}+$` }, 'Übung'],
    ['an emoji as one character', { pattern: '^.$' }, '🫖'],
    [
      "zod's emoji",
      { pattern: String.raw`^(\p{Extended_Pictographic}|\p{Emoji_Component})+$` },
      '👍🏽',
    ],
    ['letters as Python and Rust know them', { pattern: String.raw`^\w+$` }, 'José'],
    ['digits as Python knows them', { pattern: String.raw`^\d+$` }, '١٢'],
    ["Python's start and end", { pattern: String.raw`\A[a-z]+\Z` }, 'abc'],
    ["Python's named groups", { pattern: '(?P<year>[0-9]{4})' }, '2025'],
    ["Python's end before a line break", { pattern: '^[a-z]+$' }, 'abc\n'],
    ['inline flags', { pattern: '(?i)^abc$' }, 'ABC'],
    ['classes of POSIX', { pattern: '^[[:alpha:]]+$' }, 'abc'],
    [
      'a needless backslash',
      { pattern: String.raw`^[\w\-]+\@[a-z]+\.[a-z]{2,}$` },
      'a-b@example.com',
    ],
    ['a pattern that is none', { pattern: '(' }, 'a'],
    ['such a pattern in a negation', { not: { pattern: '(' } }, 'a'],
    [
      'such a pattern for properties',
      { patternProperties: { '(': false }, additionalProperties: false },
      { a: 1 },
    ],
    ['such a pattern in one of several', { oneOf: [{ pattern: '(' }, { type: 'string' }] }, 'a'],
    ['nullable', { type: 'string', nullable: true }, null],
    ['nullable beside an enum', { enum: ['a'], nullable: true }, null],
    [
      'nullable beside a reference',
      {
        $defs: { a: { type: 'string' } },
        properties: { b: { $ref: '#/$defs/a', nullable: true } },
      },
      { b: null },
    ],
    [
      'what stands beside a reference',
      { $ref: '#/$defs/a', maxLength: 1, $defs: { a: { type: 'string' } } },
      'abc',
    ],
    ['a keyword that the draft does not know', { $schema: draft4, const: 1 }, 2],
    ['unknown formats', { type: 'string', format: 'phone-number' }, 'x'],
    ['known formats', { type: 'string', format: 'email' }, 'x'],
    ['a type that is none', { type: 'text' }, 1],
    [
      'operands that are none',
      { required: true, enum: 'a', properties: [], items: 3, minimum: '1', anyOf: {} },
      0,
    ],
    ['a reference to another schema', { $ref: 'https://example.com/a' }, 1],
    ['a reference to nothing', { $ref: '#/$defs/none' }, 1],
    [
      'a part with its own address',
      { $defs: { a: { $id: 'https://example.com/b', $defs: { c: {} } } }, $ref: '#/$defs/c' },
      1,
    ],
    ['dynamic references', { $dynamicRef: '#a' }, 1],
    [
      'what no keyword has seen',
      { $schema: draft2020, anyOf: [{ properties: { a: {} } }], unevaluatedProperties: false },
      { a: 1 },
    ],
    [
      'a discriminator',
      { oneOf: [{}, {}], discriminator: { propertyName: 'kind' } },
      { kind: 'a' },
    ],
    [
      'a draft that is older than all',
      { $schema: 'http://json-schema.org/draft-03/schema#', properties: { a: { required: true } } },
      {},
    ],
    ['numbers that lost digits', { const: 9_007_199_254_740_992 }, 9_007_199_254_740_994],
    ['an asynchronous check', { $async: true, type: 'object' }, {}],
    ['nesting beyond the stack', deep(20_000), 1],
    ['a check that would take for ever', exponential(40), 1],
    ['a pattern that would take for ever', { pattern: '^(a+)+$' }, `${'a'.repeat(40)}b`],
    ['a schema that refers to itself', { allOf: [{ $ref: '#' }] }, {}],
  ])('is not stricter than a schema with %s', (_, schema, value) => {
    expect(schemaCheck(schema)(value)).toBe(true);
  });

  it.each<[string, JsonObject, JsonValue]>([
    ['a pattern that would take for ever', { pattern: '^(a+)+$' }, `${'a'.repeat(60)}b`],
    [
      'many of them',
      { items: { pattern: '^(a|a)*$' } },
      Array.from({ length: 1000 }, () => `${'a'.repeat(60)}b`),
    ],
    ['a check that would take for ever', exponential(60), 1],
    [
      'a large enum for many items',
      { items: { enum: Array.from({ length: 10_000 }, (_, i) => `v${i}`) } },
      Array.from({ length: 10_000 }, () => 'none'),
    ],
    ['a long text', { maxLength: 1 }, '👩‍👩‍👧'.repeat(200_000)],
  ])('takes no more than a second for %s', (_, schema, value) => {
    const startedAt = performance.now();
    schemaCheck(schema)(value);

    expect(performance.now() - startedAt).toBeLessThan(1000);
  });
});

const options = { strict: false, validateFormats: false, logger: false } as const;
const older = new Ajv(options);
const newer = new Ajv2020(options);

/** Whether Ajv takes a value; null where it does not take the schema. */
function takenBy(schema: JsonObject, value: JsonValue): boolean | null {
  try {
    return (schema['$schema'] === draft7 ? older : newer).compile(schema)(value);
  } catch {
    return null;
  }
}

describe('generated schemas', () => {
  it('never refuse a value that another validator takes', () => {
    let refused = 0;
    fc.assert(
      fc.property(
        jsonSchema.chain((schema) => fc.tuple(fc.constant(schema), jsonValueFor(schema))),
        ([schema, value]) => {
          const takes = takenBy(schema, value);
          // Ajv reads `__proto__` from the prototype, so it finds one in every object.
          fc.pre(takes !== null && !JSON.stringify([schema, value]).includes('__proto__'));
          const isRight = schemaCheck(schema)(value);
          if (!isRight) refused += 1;
          expect(isRight || !takes).toBe(true);
        },
      ),
      { numRuns: 600 },
    );
    // Else it would hold for a check that takes everything.
    expect(refused).toBeGreaterThan(100);
  });
});
