import { isObject } from '../../completion/is-object.ts';
import type { JsonValue } from '../../completion/tools.ts';
import type { KeywordCheck, KeywordChecks } from './check-context.ts';
import { equal, isExact } from './equal.ts';
import { any, verdictOf, type Verdict } from './verdict.ts';

/**
 * Tolerance for quotients, because floating point cannot represent most decimals exactly. Validators
 * disagree on a quotient within it.
 */
const tolerance = 1e-9;

/** Maximum length, in code units, of strings whose graphemes are counted. */
const longestCounted = 10_000;

/** The checks of types, given values, numbers and strings. */
export const scalarKeywords: KeywordChecks = {
  type(operand, value) {
    const names = Array.isArray(operand) ? operand : [operand];
    return any(names.map((name) => hasType(name, value)));
  },
  enum(operand, value, _schema, context) {
    if (!Array.isArray(operand)) return 'unsure';
    context.work(operand.length);
    return any(operand.map((item) => equal(item, value)));
  },
  const: (operand, value) => equal(operand, value),

  minimum: limit((value, bound) => value >= bound),
  maximum: limit((value, bound) => value <= bound),
  exclusiveMinimum: exclusive('minimum', (value, bound) => value > bound),
  exclusiveMaximum: exclusive('maximum', (value, bound) => value < bound),
  multipleOf(operand, value) {
    if (typeof value !== 'number') return 'yes';
    if (typeof operand !== 'number' || operand <= 0 || !isExact(value)) return 'unsure';
    const quotient = value / operand;
    if (Number.isInteger(quotient)) return 'yes';
    const distance = Math.abs(quotient - Math.round(quotient));
    return distance <= tolerance * Math.max(1, Math.abs(quotient)) ? 'unsure' : 'no';
  },

  minLength: length((lengths, bound) => lengths.map((each) => each >= bound)),
  maxLength: length((lengths, bound) => lengths.map((each) => each <= bound)),
  pattern(operand, value, _schema, context) {
    if (typeof value !== 'string') return 'yes';
    if (typeof operand !== 'string') return 'unsure';
    context.work(1);
    return context.matches(operand, value);
  },
};

const types: Readonly<Record<string, (value: JsonValue) => boolean>> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: (value) => typeof value === 'number' && (Number.isInteger(value) || !isExact(value)),
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
  array: (value) => Array.isArray(value),
  object: isObject,
};

function hasType(name: JsonValue, value: JsonValue): Verdict {
  if (typeof name !== 'string' || !Object.hasOwn(types, name)) return 'unsure';
  return verdictOf(types[name]?.(value) ?? false);
}

function limit(holds: (value: number, bound: number) => boolean): KeywordCheck {
  return (operand, value) => {
    if (typeof value !== 'number') return 'yes';
    return typeof operand === 'number' ? verdictOf(holds(value, operand)) : 'unsure';
  };
}

/** Reads an exclusive limit, which in draft 4 is a boolean next to the limit. */
function exclusive(
  keyword: string,
  holds: (value: number, bound: number) => boolean,
): KeywordCheck {
  return (operand, value, schema) => {
    const bound = operand === true ? schema[keyword] : operand;
    if (typeof value !== 'number' || operand === false) return 'yes';
    return typeof bound === 'number' ? verdictOf(holds(value, bound)) : 'unsure';
  };
}

/** Compares a length in all units that validators use: code units, code points and graphemes. */
function length(hold: (lengths: number[], bound: number) => boolean[]): KeywordCheck {
  return (operand, value) => {
    if (typeof value !== 'string') return 'yes';
    if (typeof operand !== 'number') return 'unsure';
    const results = hold(lengthsOf(value), operand);
    if (results.every(Boolean)) return 'yes';
    return results.some(Boolean) ? 'unsure' : 'no';
  };
}

function lengthsOf(text: string): number[] {
  const points = text.length - (text.match(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g)?.length ?? 0);
  if (text.length > longestCounted) return [text.length, points, 0];
  return [text.length, points, Array.from(new Intl.Segmenter().segment(text)).length];
}
