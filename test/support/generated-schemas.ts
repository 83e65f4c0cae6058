import * as fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../src/codex/completion/tools.ts';

/** Words that occur nowhere else, so that a lost one shows. */
const marker = fc.integer({ min: 0, max: 0xff_ff_ff }).map((value) => `m${value.toString(36)}z`);

const name = fc.oneof(
  { weight: 8, arbitrary: marker },
  fc.constantFrom('__proto__', 'constructor', 'type', 'properties', 'items', 'a b', 'é', '$ref'),
);

const scalar = fc.oneof(marker, fc.integer({ min: -99, max: 99 }), fc.boolean(), fc.constant(null));

/** Members that describe or bound a value of any type. */
const annotations = fc.record(
  {
    description: fc.oneof(marker, fc.string({ maxLength: 300 }).map(withMarker)),
    title: marker,
    default: scalar,
    pattern: marker,
    format: marker,
    minimum: fc.integer({ min: 0, max: 9 }),
    maxLength: fc.integer({ min: 5, max: 99 }),
    examples: fc.array(marker, { maxLength: 3 }),
    deprecated: fc.boolean(),
    nullable: fc.boolean(),
  },
  { requiredKeys: [] },
);

const { schema: anySchema } = fc.letrec<{ schema: object; leaf: object; object: object }>(
  (tie) => ({
    leaf: fc.oneof(
      fc.constant({}),
      fc.record({
        type: fc.constantFrom('string', 'number', 'integer', 'boolean', 'null', 'array'),
      }),
      fc.record({ type: fc.constantFrom(['string', 'null'], ['array', 'number'], 'any') }),
      fc.record({ enum: fc.array(scalar, { minLength: 1, maxLength: 6 }) }),
      fc.record({ const: scalar }),
      fc.record({ not: fc.record({ const: marker }) }),
      fc.record({
        type: fc.constant('array'),
        prefixItems: fc.array(fc.record({ const: marker })),
      }),
    ),
    object: fc
      .tuple(fc.dictionary(name, tie('schema'), { maxKeys: 6 }), fc.option(tie('schema')), fc.nat())
      .map(([properties, additional, which]) => ({
        type: 'object',
        properties,
        required: Object.keys(properties).filter((_, index) => (which >> index) % 2 === 1),
        ...(additional && { additionalProperties: additional }),
      })),
    schema: fc
      .tuple(
        annotations,
        fc.oneof(
          { depthSize: 'medium', withCrossShrink: true },
          tie('leaf'),
          tie('object'),
          fc.record({ type: fc.constant('array'), items: tie('schema') }),
          fc.record({ anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 4 }) }),
          fc.record({ allOf: fc.array(tie('leaf'), { minLength: 1, maxLength: 2 }) }),
        ),
      )
      .map(([more, shape]) => ({ ...more, ...shape })),
  }),
);

/** Schemas of tools as JSON text, from empty ones to some of 50 kB. */
export const schemaText: fc.Arbitrary<string> = fc
  .tuple(
    annotations,
    fc.array(fc.tuple(name, anySchema), { maxLength: 40 }),
    fc.dictionary(marker, anySchema, { maxKeys: 3 }),
  )
  .map(([more, members, defs]) => {
    const refs = Object.keys(defs).map((key) => [`ref_${key}`, { $ref: `#/$defs/${key}` }]);
    const properties = JSON.stringify(Object.fromEntries([...members, ...refs]));
    const rest = JSON.stringify({ ...more, $defs: defs }).slice(1);
    return `{"type":"object","properties":${properties},${rest}`;
  });

/**
 * A value that may well follow a schema: mostly of the right shape, at random where that is free.
 *
 * @param pick A whole number from 0 to below its argument, at random.
 */
export function plausibleValue(
  schema: JsonValue | undefined,
  root: JsonObject,
  pick: (below: number) => number,
): JsonValue {
  if (!isObject(schema) || pick(8) === 0) return anyValue(pick);
  const { type, enum: values, anyOf, allOf, items, properties, $ref } = schema;
  if (schema['const'] !== undefined) return schema['const'];
  if (Array.isArray(values)) return values[pick(values.length)] ?? null;
  const within = (part: JsonValue | undefined): JsonValue => plausibleValue(part, root, pick);
  if (Array.isArray(anyOf)) return within(anyOf[pick(anyOf.length)]);
  if (Array.isArray(allOf)) return within(allOf[0]);
  if (typeof $ref === 'string') {
    const defs = root['$defs'];
    return within(isObject(defs) ? defs[$ref.slice('#/$defs/'.length)] : undefined);
  }
  const kinds = [type].flat();
  const kind = kinds[pick(kinds.length)];
  if (kind === 'array') return Array.from({ length: pick(3) }, () => within(items));
  if (kind !== 'object' || !isObject(properties)) return anyValue(pick);
  const members = Object.keys(properties).filter(() => pick(4) > 0);
  return Object.fromEntries(members.map((key) => [key, within(properties[key])]));
}

function anyValue(pick: (below: number) => number): JsonValue {
  const values = ['', 'm1z', 'text', 0, 7, -2.5, true, false, null, [], ['x', 1], {}, { m1z: 'x' }];
  return values[pick(values.length)] ?? null;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Every marker in a schema, wherever it stands. */
export function markersOf(value: object): string[] {
  return [...new Set(JSON.stringify(value).match(/m[\da-z]+z/g))];
}

function withMarker(text: string): string {
  return `${text} m${text.length.toString(36)}z`;
}
