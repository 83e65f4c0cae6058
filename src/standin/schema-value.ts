import { arrayOf, isObject, objectOf, objectsOf, stringOf } from './wire/json.ts';
import type { JsonObject, JsonValue } from './wire/json.ts';
import type { Words } from './words.ts';

/** From this depth on only what a schema insists on is generated, so that recursion ends. */
const DEEP = 4;
/** A schema that insists on endless recursion gets null here. */
const TOO_DEEP = 24;

/**
 * Makes a value that satisfies a JSON Schema: types, `required`, `enum`, `const`, ranges, lengths,
 * formats, nesting, `$ref` into the same document and the first of `anyOf` or `oneOf`. Not
 * `pattern` and conditional keywords.
 */
export function valueFor(schema: JsonObject, words: Words): JsonValue {
  return new Generator(schema, words).value(schema, '', 0);
}

/** How close a fraction comes to an exclusive bound. */
const NEAR = 0.001;

class Generator {
  readonly #root: JsonObject;
  readonly #words: Words;

  constructor(root: JsonObject, words: Words) {
    this.#root = root;
    this.#words = words;
  }

  value(given: JsonValue | undefined, name: string, depth: number): JsonValue {
    if (depth > TOO_DEEP) return null;
    const schema = this.#resolved(objectOf(given), depth);
    if (schema['const'] !== undefined) return schema['const'];
    const [choice] = arrayOf(schema['enum']);
    if (choice !== undefined) return choice;
    switch (typeOf(schema)) {
      case 'object':
        return this.#object(schema, depth);
      case 'array':
        return this.#array(schema, name, depth);
      case 'integer':
      case 'number':
        return this.#number(schema);
      case 'boolean':
        return true;
      case 'null':
        return null;
      default:
        return this.#string(schema, name);
    }
  }

  /** Follows `$ref`, merges `allOf` and takes one of `anyOf` or `oneOf`. */
  #resolved(schema: JsonObject, depth: number): JsonObject {
    const ref = stringOf(schema['$ref']);
    if (ref !== undefined) return this.#resolved(this.#target(ref), depth + 1);
    const all = objectsOf(schema['allOf']);
    if (all.length > 0) {
      return { ...schema, allOf: [], ...merged(all.map((each) => this.#resolved(each, depth))) };
    }
    const options = objectsOf(schema['anyOf'] ?? schema['oneOf']);
    const flat = depth > DEEP ? options.find((option) => isFlat(option)) : undefined;
    const option = flat ?? options[0];
    return option === undefined || depth > TOO_DEEP ? schema : this.#resolved(option, depth);
  }

  #target(ref: string): JsonObject {
    const path = ref.replace(/^#\/?/, '').split('/').filter(Boolean);
    const names = path.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
    return names.reduce((at, name) => objectOf(at[name]), this.#root);
  }

  #object(schema: JsonObject, depth: number): JsonObject {
    const properties = objectOf(schema['properties']);
    const required = arrayOf(schema['required']).filter((name) => typeof name === 'string');
    const names = required.length > 0 || depth > DEEP ? required : Object.keys(properties);
    return Object.fromEntries(
      names.map((name) => [name, this.value(properties[name], name, depth + 1)]),
    );
  }

  #array(schema: JsonObject, name: string, depth: number): JsonValue {
    const fixed = objectsOf(schema['prefixItems']);
    const wanted = depth > DEEP ? 0 : 1;
    const least = Math.max(numberOf(schema['minItems']) ?? wanted, fixed.length);
    const length = Math.min(least, numberOf(schema['maxItems']) ?? least);
    return Array.from({ length }, (_, index) =>
      this.value(fixed[index] ?? schema['items'], name, depth + 1),
    );
  }

  #number(schema: JsonObject): number {
    const whole = typeOf(schema) === 'integer';
    const step = numberOf(schema['multipleOf']) ?? (whole ? 1 : undefined);
    const gap = step ?? NEAR;
    const above = numberOf(schema['exclusiveMinimum']);
    const below = numberOf(schema['exclusiveMaximum']);
    const least = numberOf(schema['minimum']) ?? (above === undefined ? -Infinity : above + gap);
    const most = numberOf(schema['maximum']) ?? (below === undefined ? Infinity : below - gap);
    const value = Math.max(least, Math.min(this.#words.number(), most));
    if (step === undefined) return value;
    const rounded = Math.ceil(value / step) * step;
    return rounded > most ? Math.floor(most / step) * step : rounded;
  }

  #string(schema: JsonObject, name: string): string {
    const value = FORMATS[stringOf(schema['format']) ?? ''] ?? this.#words.string(name);
    const padded = value.padEnd(numberOf(schema['minLength']) ?? 0, ' cosy');
    return Array.from(padded)
      .slice(0, numberOf(schema['maxLength']) ?? Infinity)
      .join('');
  }
}

function typeOf(schema: JsonObject): string {
  const { type } = schema;
  if (typeof type === 'string') return type;
  const given = arrayOf(type).find((each) => each !== 'null');
  if (typeof given === 'string') return given;
  if (isObject(schema['properties'])) return 'object';
  return isObject(schema['items']) ? 'array' : 'string';
}

function isFlat(schema: JsonObject): boolean {
  const type = schema['type'];
  return typeof type === 'string' && type !== 'object' && type !== 'array';
}

function merged(schemas: readonly JsonObject[]): JsonObject {
  return {
    ...Object.assign({}, ...schemas),
    properties: Object.assign({}, ...schemas.map((each) => objectOf(each['properties']))),
    required: schemas.flatMap((each) => arrayOf(each['required'])),
  };
}

function numberOf(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

const FORMATS: Readonly<Record<string, string>> = {
  'date-time': '2025-12-24T17:00:00Z',
  date: '2025-12-24',
  time: '17:00:00Z',
  duration: 'PT5M',
  email: 'ada@example.com',
  hostname: 'example.com',
  uri: 'https://example.com/tea',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uuid: '6f1c1f9e-7d43-4b52-9a3e-0c0ffee0c0de',
};
