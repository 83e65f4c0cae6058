import { Buffer } from 'node:buffer';
import { isObject } from '../../../completion/is-object.ts';
import type { JsonObject, JsonValue } from '../../../completion/tools.ts';

/** A tool's schema in the form that preserves the most of it through Codex. */
export interface CodexSchema {
  /** The schema that Codex is given. */
  readonly schema: JsonObject;
  /** The whole schema as JSON text, for the tool's description; null where `schema` says it all. */
  readonly inWords: string | null;
  /** Whether Codex will shorten `schema`. */
  readonly isShortened: boolean;
}

/**
 * Codex shortens a schema that is larger than this as compact JSON: it drops all descriptions, then
 * unused definitions, then whatever is nested deeply (measured on 0.171.0: 5,000 bytes of UTF-8
 * pass). The margin covers numbers, which Codex may write longer than JavaScript does.
 */
const maxBytes = 5000 - 20;

/** Members that Codex passes on (measured on 0.171.0). It drops all others. */
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

/** Members that say nothing to the model, or are carried in another form. */
const annotations = new Set(['$comment', '$id', '$schema', 'const']);

/** Members whose members are schemas, by name. */
const schemaMaps = new Set(['properties', '$defs', 'definitions']);

/** Members that Codex needs to keep a schema. Without one of them, the schema becomes `{}`. */
const shapes = ['type', 'enum', '$ref', 'anyOf', 'oneOf', 'allOf', 'properties', 'required'].concat(
  'items',
  'additionalProperties',
);

const types = new Set(['string', 'number', 'integer', 'boolean', 'object', 'array', 'null']);

/** References that need a member that Codex drops. */
const anchored = /"\$(?:anchor|dynamicRef|dynamicAnchor|recursiveRef)":|"\$ref":"(?!#(?:\/|"))/;

/**
 * Rewrites a schema so that Codex preserves its meaning. Members that Codex would drop (`pattern`,
 * `minimum`, `default`, …) go into the value's description. If the result is too large for Codex,
 * the tool's description holds the whole schema instead.
 */
export function schemaForCodex(schema: JsonObject): CodexSchema {
  const text = JSON.stringify(schema);
  const isAnchored = anchored.test(text);
  if (text.length <= maxBytes && !isAnchored) {
    const told = rewrite(schema, 'told');
    if (bytesOf(told) <= maxBytes) return { schema: told, inWords: null, isShortened: false };
  }
  const plain = rewrite(schema, 'plain');
  if (bytesOf(plain) <= maxBytes) return { schema: plain, inWords: text, isShortened: isAnchored };
  return { schema: rewrite(schema, 'bare'), inWords: text, isShortened: true };
}

function bytesOf(schema: JsonObject): number {
  return Buffer.byteLength(JSON.stringify(schema));
}

/**
 * What becomes of descriptions: `told` adds to them what Codex would drop, `plain` leaves them as
 * they are, and `bare` has none, as Codex drops them all from a large schema.
 */
type Wording = 'told' | 'plain' | 'bare';

/** @param key The schema's name among its siblings, if it has one. */
function rewrite(schema: JsonObject, wording: Wording, key = ''): JsonObject {
  const written = emptyObject();
  let lost = '';
  for (const name of Object.keys(schema)) {
    const value = schema[name];
    if (value === undefined) continue;
    const carried = passedOn.has(name) ? member(name, value, wording) : undefined;
    if (carried !== undefined) written[name] = carried;
    if (!says(name, value, carried, key))
      lost += `${lost && ', '}${name}: ${JSON.stringify(value)}`;
  }
  if (lost !== '' && wording === 'told')
    written['description'] = withConstraints(written['description'], lost);
  typeEnum(written, schema);
  completeShape(written);
  return written;
}

/** Whether a member is preserved. Serializers write null for an absent member. */
function says(
  name: string,
  value: JsonValue,
  carried: JsonValue | undefined,
  key: string,
): boolean {
  if (carried !== undefined || annotations.has(name)) return true;
  if (name === 'title') return repeats(value, key);
  return value === null && passedOn.has(name);
}

/** Whether a title is a name in other letters, as generators write it: "Max Results" of `max_results`. */
function repeats(title: JsonValue, name: string): boolean {
  const letters = (text: string): string => text.toLowerCase().replaceAll(/[\s_-]+/g, '');
  return typeof title !== 'string' || letters(title) === letters(name);
}

/** A member in the form that Codex accepts; undefined if Codex would not pass it on. */
function member(name: string, value: JsonValue, wording: Wording): JsonValue | undefined {
  if (value === null) return undefined;
  if (name === 'type') return knownType(value);
  if (name === 'description') {
    return typeof value === 'string' && wording !== 'bare' ? value : undefined;
  }
  if (schemaMaps.has(name)) return isObject(value) ? mapOf(value, wording) : undefined;
  if (name === 'additionalProperties' && typeof value === 'boolean') return value;
  if (name === 'items' || name === 'additionalProperties') return subschema(value, wording);
  const isComposition = name === 'anyOf' || name === 'oneOf' || name === 'allOf';
  if (!isComposition || !Array.isArray(value)) return value;
  return value.map((item) => subschema(item, wording));
}

function mapOf(schemas: JsonObject, wording: Wording): JsonObject {
  const map = emptyObject();
  for (const key of Object.keys(schemas)) map[key] = subschema(schemas[key] ?? null, wording, key);
  return map;
}

/** Replaces `true` (any value) and `false` (no value), which Codex treats as a string schema. */
function subschema(value: JsonValue, wording: Wording, key?: string): JsonValue {
  if (value === true) return emptyObject();
  if (value === false) return rewrite({ not: {} }, wording);
  return isObject(value) ? rewrite(value, wording, key) : value;
}

/** Removes an unknown type, because Codex would drop the whole schema with it. */
function knownType(value: JsonValue): JsonValue | undefined {
  if (!Array.isArray(value)) return isType(value) ? value : undefined;
  const known = value.filter(isType);
  return known.length > 0 && known.length === value.length ? known : undefined;
}

function isType(value: JsonValue): boolean {
  return typeof value === 'string' && types.has(value);
}

function withConstraints(description: JsonValue | undefined, lost: string): string {
  const told = typeof description === 'string' && description !== '' ? `${description} ` : '';
  return `${told}(${lost})`;
}

/** `const` becomes an `enum` of one; an `enum` without a type would become one of strings. */
function typeEnum(written: JsonObject, { const: only, enum: values }: JsonObject): void {
  const allowed = only === undefined ? values : [only];
  if (!Array.isArray(allowed)) return;
  written['enum'] = allowed;
  if (written['type'] !== undefined || allowed.length === 0) return;
  const found = [...new Set(allowed.map(typeOf))];
  written['type'] = found.length === 1 ? (found[0] ?? 'string') : found;
}

/**
 * Adds what keeps Codex from adding its own: it takes the items of an array for strings, and empties
 * a schema that has a description and no shape.
 */
function completeShape(written: JsonObject): void {
  const type = new Set([written['type']].flat());
  if (type.has('array')) written['items'] ??= emptyObject();
  if (type.has('object')) written['properties'] ??= emptyObject();
  const isShapeless = !shapes.some((name) => written[name] !== undefined);
  if (isShapeless && Object.keys(written).length > 0) written['anyOf'] = [emptyObject()];
}

function typeOf(value: JsonValue): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value === 'number' && Number.isInteger(value) ? 'integer' : typeof value;
}

/** An object without a prototype, so that any member name is safe, even `__proto__`. */
function emptyObject(): JsonObject {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an object without members
  return Object.create(null) as JsonObject;
}
