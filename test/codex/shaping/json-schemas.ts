import * as fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../../src/codex/completion/tools.ts';

const names = fc.constantFrom('a', 'b', 'c', '__proto__', 'ä');
const texts = fc.constantFrom('', 'a', 'abc', 'ABC', 'José', '🫖', '12', '2025-01-01', 'a\nb');
const numbers = fc.constantFrom(-1, 0, 0.1, 0.3, 1, 1.5, 2, 3, 100);
const patterns = fc.constantFrom(
  '^a',
  '[a-z]+$',
  '^.$',
  String.raw`^\w+$`,
  String.raw`^\p{L}+$`,
  '(',
  '^[0-9]*$',
);
const scalars = fc.oneof(texts, numbers, fc.boolean(), fc.constant(null));

/** Values that meet the schemas below now and then. */
const values = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    scalars,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(names, tie('value'), { maxKeys: 3 }),
  ),
})).value;

/** Schemas with every sort of keyword, references, and some that are none. */
export const jsonSchema: fc.Arbitrary<JsonObject> = fc.letrec<{
  schema: JsonObject;
  root: JsonObject;
}>((tie) => {
  const child = tie('schema');
  const children = fc.array(child, { minLength: 1, maxLength: 3 });
  const type = fc.constantFrom('string', 'number', 'integer', 'boolean', 'null', 'array', 'object');
  const some = (keywords: Record<string, fc.Arbitrary<JsonValue>>): fc.Arbitrary<JsonObject> =>
    fc.record(keywords, { requiredKeys: [] });
  return {
    schema: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      some({
        type: fc.oneof(type, fc.array(type, { minLength: 1, maxLength: 2 })),
        nullable: fc.boolean(),
      }),
      some({ enum: fc.array(scalars, { minLength: 1, maxLength: 3 }) }),
      some({ const: scalars }),
      some({
        minLength: fc.nat(3),
        maxLength: fc.nat(5),
        pattern: patterns,
        format: fc.constantFrom('date', 'x'),
      }),
      some({
        minimum: numbers,
        maximum: numbers,
        exclusiveMinimum: numbers,
        multipleOf: fc.constantFrom(0.1, 0.5, 2),
      }),
      fc.constantFrom<JsonObject>({ $ref: '#/$defs/one' }, { $ref: '#' }, { $ref: '#/none' }),
      some({
        items: child,
        minItems: fc.nat(2),
        maxItems: fc.nat(3),
        uniqueItems: fc.boolean(),
        contains: child,
      }),
      some({ prefixItems: children, items: fc.oneof(child, fc.boolean()) }),
      some({
        properties: fc.dictionary(names, child, { maxKeys: 3 }),
        required: fc.uniqueArray(names, { maxLength: 2 }),
        additionalProperties: fc.oneof(child, fc.boolean()),
        patternProperties: fc.dictionary(patterns, child, { maxKeys: 1 }),
        minProperties: fc.nat(2),
        propertyNames: child,
      }),
      some({ allOf: children, anyOf: children }),
      some({ oneOf: children }),
      some({ not: child }),
      // oxlint-disable-next-line unicorn/no-thenable -- JSON Schema's own keyword
      some({ if: child, then: child, else: child }),
      some({ unevaluatedProperties: fc.boolean(), anyOf: children }),
    ),
    root: fc
      .tuple(
        child,
        child,
        fc.constantFrom(
          undefined,
          'http://json-schema.org/draft-07/schema#',
          'https://json-schema.org/draft/2020-12/schema',
        ),
      )
      .map(([schema, one, $schema]) => ({
        ...schema,
        $defs: { one },
        ...($schema && { $schema }),
      })),
  };
}).root;

/** A value to check, whatever the schema is. */
export function jsonValueFor(_schema: JsonObject): fc.Arbitrary<JsonValue> {
  return values;
}
