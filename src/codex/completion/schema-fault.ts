import { isObject } from './is-object.ts';
import type { JsonObject, JsonValue } from './tools.ts';
import { cutText } from '../../util/cut-text.ts';

/** Why a value is not a valid JSON Schema for a tool's arguments. */
export interface SchemaFault {
  /** The members that lead to the fault: `['properties', 'point', 'items']`. Empty for the root. */
  readonly path: readonly string[];
  /** What is wrong there: `[{"type":"string"}] is not of type 'object', 'boolean'.` */
  readonly reason: string;
}

/** Members that hold one schema. */
const schemas = new Set(['items', 'additionalProperties']);
/** Members that hold a list of schemas. */
const lists = new Set(['anyOf', 'oneOf', 'allOf']);
/** Members that hold schemas by name. */
const maps = new Set(['properties', '$defs', 'definitions']);

const longestShown = 80;

/**
 * The first fault for which the service would refuse a tool's schema; null for a usable one. It
 * checks the members that contain schemas, by JSON Schema 2020-12, where `items` must not be a
 * list. A null member counts as absent, because serializers write absent members so.
 */
export function schemaFault(schema: JsonObject): SchemaFault | null {
  return faultIn(schema, []);
}

function faultIn(schema: JsonObject, path: readonly string[]): SchemaFault | null {
  for (const name of Object.keys(schema)) {
    const value = schema[name] ?? null;
    if (value === null) continue;
    const fault = faultOfMember(name, value, [...path, name]);
    if (fault !== null) return fault;
  }
  return null;
}

function faultOfMember(
  name: string,
  value: JsonValue,
  path: readonly string[],
): SchemaFault | null {
  if (schemas.has(name)) return faultOfSchema(value, path);
  if (lists.has(name)) return faultOfList(value, path);
  if (maps.has(name)) return faultOfMap(value, path);
  if (name === 'required') return isTexts(value) ? null : notA('array of strings', value, path);
  if (name === 'enum') return Array.isArray(value) ? null : notA("type 'array'", value, path);
  if (name === '$ref') return typeof value === 'string' ? null : notA("type 'string'", value, path);
  if (name === 'minItems') return isCount(value) ? null : notA('non-negative integer', value, path);
  return null;
}

function faultOfSchema(value: JsonValue, path: readonly string[]): SchemaFault | null {
  if (typeof value === 'boolean') return null;
  return isObject(value) ? faultIn(value, path) : notA("type 'object', 'boolean'", value, path);
}

function faultOfList(value: JsonValue, path: readonly string[]): SchemaFault | null {
  if (!Array.isArray(value)) return notA("type 'array'", value, path);
  return firstFault(
    value.map((item, index) => () => faultOfSchema(item, [...path, String(index)])),
  );
}

function faultOfMap(value: JsonValue, path: readonly string[]): SchemaFault | null {
  if (!isObject(value)) return notA("type 'object'", value, path);
  const checks = Object.keys(value).map(
    (name) => () => faultOfSchema(value[name] ?? null, [...path, name]),
  );
  return firstFault(checks);
}

function firstFault(checks: readonly (() => SchemaFault | null)[]): SchemaFault | null {
  for (const check of checks) {
    const fault = check();
    if (fault !== null) return fault;
  }
  return null;
}

function notA(what: string, value: JsonValue, path: readonly string[]): SchemaFault {
  const text = JSON.stringify(value);
  const shown = cutText(text, longestShown);
  const kind = what.startsWith('type') ? `of ${what}` : `a ${what}`;
  return { path, reason: `${shown} is not ${kind.replace(/^a (?=[aeiou])/, 'an ')}.` };
}

function isTexts(value: JsonValue): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isCount(value: JsonValue): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
