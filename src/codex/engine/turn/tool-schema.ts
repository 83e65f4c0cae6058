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
const schemaMaps = new Set(['properties', '$defs', 'definitions']);
/** Members that are a schema, or a list of them. */
const schemaMembers = new Set(['items', 'additionalProperties', 'anyOf', 'oneOf', 'allOf']);

/**
 * A tool's schema, written so that nothing of it is lost on its way through Codex: what Codex would
 * drop (`pattern`, `minimum`, `default`, …) is told in the description of the value, `const` becomes
 * an `enum` of one, and an `enum` gets the type of its values, which would be `string` otherwise.
 */
export function schemaForCodex(schema: JsonObject): JsonObject {
  const written: JsonObject = {};
  let lost = '';
  for (const name in schema) {
    const value = schema[name];
    if (value === undefined) continue;
    if (passedOn.has(name)) written[name] = member(name, value);
    else if (!beside.has(name)) lost += `${lost && ', '}${name}: ${JSON.stringify(value)}`;
  }
  if (lost !== '') written['description'] = withConstraints(schema['description'], lost);
  return withTypedEnum(written, schema);
}

/** A member of a schema, with the schemas in it rewritten. */
function member(name: string, value: JsonValue): JsonValue {
  if (schemaMembers.has(name)) return rewritten(value);
  if (!schemaMaps.has(name) || !isObject(value)) return value;
  const map: JsonObject = {};
  for (const key in value) map[key] = rewritten(value[key] ?? null);
  return map;
}

function rewritten(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(rewritten);
  return isObject(value) ? schemaForCodex(value) : value;
}

function withConstraints(description: JsonValue | undefined, lost: string): string {
  const told = typeof description === 'string' && description !== '' ? `${description} ` : '';
  return `${told}(${lost})`;
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

function typeOf(value: JsonValue): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value === 'number' && Number.isInteger(value) ? 'integer' : typeof value;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
