import type { JsonObject, JsonValue } from '../../completion/tools.ts';

/** The members of a JSON Schema that Codex passes on (measured on 0.169.0). It drops all others. */
const passedOn = new Set([
  '$defs',
  '$ref',
  'additionalProperties',
  'allOf',
  'anyOf',
  'definitions',
  'description',
  'enum',
  'items',
  'minItems',
  'oneOf',
  'properties',
  'required',
  'type',
]);

/** Members that say nothing about a value. */
const beside = new Set(['$comment', '$id', '$schema', 'const', 'title']);

/** Members whose members are schemas, by name. */
const schemaMaps = ['properties', '$defs', 'definitions'];
/** Members that are a schema, or a list of them. */
const schemaMembers = ['items', 'additionalProperties', 'anyOf', 'oneOf', 'allOf'];

/**
 * A tool's schema, written so that nothing of it is lost on its way through Codex: what Codex would
 * drop (`pattern`, `minimum`, `default`, …) is told in the description of the value, `const` becomes
 * an `enum` of one, and an `enum` gets the type of its values, which would be `string` otherwise.
 */
export function schemaForCodex(schema: JsonObject): JsonObject {
  const written: JsonObject = {};
  for (const [name, value] of Object.entries(schema)) {
    if (passedOn.has(name) && value !== undefined) written[name] = value;
  }
  for (const name of schemaMaps) {
    const map = written[name];
    if (isObject(map)) written[name] = mapValues(map, rewritten);
  }
  for (const name of schemaMembers) {
    const member = written[name];
    if (member !== undefined) written[name] = rewritten(member);
  }
  return withConstraints(withTypedEnum(written, schema), schema);
}

function rewritten(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(rewritten);
  return isObject(value) ? schemaForCodex(value) : value;
}

function withTypedEnum(
  written: JsonObject,
  { const: only, enum: values, type }: JsonObject,
): JsonObject {
  const allowed = only === undefined ? values : [only];
  if (!Array.isArray(allowed) || allowed.length === 0) return written;
  const types = [...new Set(allowed.map(typeOf))];
  return {
    ...written,
    enum: allowed,
    type: type ?? (types.length === 1 ? (types[0] ?? 'string') : types),
  };
}

function withConstraints(written: JsonObject, schema: JsonObject): JsonObject {
  const lost = Object.entries(schema).filter(([name]) => !passedOn.has(name) && !beside.has(name));
  if (lost.length === 0) return written;
  const constraints = lost.map(([name, value]) => `${name}: ${JSON.stringify(value)}`).join(', ');
  const { description } = schema;
  const told = typeof description === 'string' && description !== '' ? `${description} ` : '';
  return { ...written, description: `${told}(${constraints})` };
}

function typeOf(value: JsonValue): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value === 'number' && Number.isInteger(value) ? 'integer' : typeof value;
}

function mapValues(map: JsonObject, change: (value: JsonValue) => JsonValue): JsonObject {
  const members = Object.entries(map).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, change(value)] as const],
  );
  return Object.fromEntries(members);
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
