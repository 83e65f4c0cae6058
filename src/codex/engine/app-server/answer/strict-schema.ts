import { isObject } from '../../../completion/is-object.ts';
import type { JsonObject, JsonValue } from '../../../completion/tools.ts';

const structure = ['$schema', '$defs', 'definitions', '$ref', 'type', 'enum', 'const', 'anyOf'];
const objects = ['properties', 'required', 'additionalProperties', 'items'];
const limits = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'];
const others = ['title', 'description', 'pattern', 'format', 'minItems', 'maxItems'];
const keywords = new Set([...structure, ...objects, ...limits, ...others]);

const types = new Set(['string', 'number', 'integer', 'boolean', 'object', 'array', 'null']);

const internet = ['email', 'hostname', 'ipv4', 'ipv6', 'uuid'];
const formats = new Set(['date-time', 'time', 'date', 'duration', ...internet]);

const deepest = 10;

/** How much of the limits a schema has used so far. */
interface Totals {
  properties: number;
  enumValues: number;
  characters: number;
}

/**
 * Whether OpenAI's strict mode takes a schema, by its guide to Structured Outputs ("Supported
 * schemas"): the root is an object and no `anyOf`; every object forbids additional properties and
 * requires all of its own; no composition but `anyOf`, whose objects must differ in their first key;
 * a type on everything; only the keywords and formats listed here; `$ref` alone and into the schema
 * itself; at most 10 levels, 5,000 properties, 1,000 enum values and 120,000 characters of names and
 * values.
 *
 * In doubt it says no: such a schema is checked here instead, and works all the same.
 */
export function isStrictSchema(schema: JsonObject): boolean {
  const totals: Totals = { properties: 0, enumValues: 0, characters: 0 };
  return (
    schema['type'] === 'object' &&
    !('anyOf' in schema) &&
    isStrict(schema, totals, 1) &&
    totals.properties <= 5000 &&
    totals.enumValues <= 1000 &&
    totals.characters <= 120_000
  );
}

function isStrict(schema: JsonValue | undefined, totals: Totals, depth: number): boolean {
  if (!isObject(schema) || depth > deepest) return false;
  const { $defs = {}, definitions = {}, properties = {}, items, anyOf = [] } = schema;
  if (!isObject($defs) || !isObject(definitions) || !isObject(properties)) return false;
  if (!Array.isArray(anyOf)) return false;
  const children = [$defs, definitions, properties].flatMap((map) => Object.values(map));
  for (const name of [$defs, definitions, properties].flatMap((map) => Object.keys(map))) {
    totals.characters += name.length;
  }
  return (
    Object.keys(schema).every((keyword) => keywords.has(keyword)) &&
    isKnownFormat(schema) &&
    isTypedOrReference(schema) &&
    isSmallEnum(schema, totals) &&
    isClosed(schema, totals) &&
    anyOfDiffers(anyOf) &&
    (items === undefined ? !hasType(schema, 'array') : isStrict(items, totals, depth + 1)) &&
    [...children, ...anyOf].every((child) => isStrict(child, totals, depth + 1))
  );
}

function isClosed(schema: JsonObject, totals: Totals): boolean {
  const { properties, required, additionalProperties } = schema;
  if (properties === undefined && !hasType(schema, 'object')) return true;
  if (!isObject(properties) || !Array.isArray(required)) return false;
  const names = Object.keys(properties);
  totals.properties += names.length;
  return (
    additionalProperties === false &&
    required.length === names.length &&
    names.every((name) => required.includes(name))
  );
}

function isSmallEnum({ enum: values, const: only }: JsonObject, totals: Totals): boolean {
  if (typeof only === 'string') totals.characters += only.length;
  if (values === undefined) return true;
  if (!Array.isArray(values) || values.length === 0) return false;
  const characters = values.filter((value) => typeof value === 'string').join('').length;
  totals.enumValues += values.length;
  totals.characters += characters;
  return values.length <= 250 || characters <= 15_000;
}

function isKnownFormat({ format }: JsonObject): boolean {
  return format === undefined || (typeof format === 'string' && formats.has(format));
}

/** Whether a schema is a lone reference, a union, or has a type. */
function isTypedOrReference(schema: JsonObject): boolean {
  const { $ref, type, anyOf } = schema;
  if ($ref === undefined) return anyOf !== undefined || isKnownType(type);
  const isLocal = typeof $ref === 'string' && /^#(?:$|\/)/.test($ref);
  return isLocal && Object.keys(schema).length === 1;
}

function isKnownType(type: JsonValue | undefined): boolean {
  const names = Array.isArray(type) ? type : [type];
  return names.length > 0 && names.every((name) => typeof name === 'string' && types.has(name));
}

/** "Objects provided via 'anyOf' must not share identical first keys", says the service. */
function anyOfDiffers(branches: readonly JsonValue[]): boolean {
  const keys = branches.flatMap((branch) => {
    const properties = isObject(branch) ? branch['properties'] : undefined;
    return isObject(properties) ? Object.keys(properties).slice(0, 1) : [];
  });
  return new Set(keys).size === keys.length;
}

function hasType({ type }: JsonObject, name: string): boolean {
  return type === name || (Array.isArray(type) && type.includes(name));
}
