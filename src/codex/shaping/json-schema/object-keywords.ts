import { isObject } from '../../completion/is-object.ts';
import type { JsonObject, JsonValue } from '../../completion/tools.ts';
import type { CheckContext, KeywordCheck, KeywordChecks } from './check-context.ts';
import { all, any, softened, verdictOf, type Verdict } from './verdict.ts';

/** The checks of objects. */
export const objectKeywords: KeywordChecks = {
  minProperties: count((properties, bound) => properties >= bound),
  maxProperties: count((properties, bound) => properties <= bound),
  required(operand, value) {
    if (!isObject(value)) return 'yes';
    return Array.isArray(operand) ? hasAll(operand, value) : 'unsure';
  },
  properties(operand, value, _schema, context) {
    if (!isObject(value)) return 'yes';
    if (!isObject(operand)) return 'unsure';
    const names = Object.keys(value).filter((name) => Object.hasOwn(operand, name));
    return all(each(names, (name) => context.check(operand[name], value[name] ?? null)));
  },
  patternProperties(operand, value, _schema, context) {
    if (!isObject(value)) return 'yes';
    if (!isObject(operand)) return 'unsure';
    const names = Object.keys(value);
    return all(
      each(Object.keys(operand), (pattern) =>
        all(each(names, (name) => ofPattern(pattern, name, operand, value, context))),
      ),
    );
  },
  additionalProperties(operand, value, { properties, patternProperties }, context) {
    if (!isObject(value) || operand === true) return 'yes';
    const patterns = isObject(patternProperties) ? Object.keys(patternProperties) : [];
    const known = isObject(properties) ? properties : {};
    const names = Object.keys(value).filter((name) => !Object.hasOwn(known, name));
    return all(
      each(names, (name) => {
        context.work(patterns.length);
        const isKnown = any(each(patterns, (pattern) => context.matches(pattern, name)));
        if (isKnown === 'yes') return 'yes';
        const verdict = context.check(operand, value[name] ?? null);
        return isKnown === 'no' ? verdict : softened(verdict);
      }),
    );
  },
  propertyNames(operand, value, _schema, context) {
    if (!isObject(value)) return 'yes';
    return all(each(Object.keys(value), (name) => context.check(operand, name)));
  },
  dependentRequired: dependent,
  dependentSchemas: dependent,
  dependencies: dependent,
  unevaluatedProperties: (operand, value) =>
    isObject(value) && Object.keys(value).length > 0 && operand !== true ? 'unsure' : 'yes',
};

function count(holds: (properties: number, bound: number) => boolean): KeywordCheck {
  return (operand, value) => {
    if (!isObject(value)) return 'yes';
    const properties = Object.keys(value).length;
    return typeof operand === 'number' ? verdictOf(holds(properties, operand)) : 'unsure';
  };
}

function* each(names: readonly string[], check: (name: string) => Verdict): Generator<Verdict> {
  for (const name of names) yield check(name);
}

function hasAll(names: readonly JsonValue[], value: JsonObject): Verdict {
  return all(
    names.map((name) =>
      typeof name === 'string' ? verdictOf(Object.hasOwn(value, name)) : 'unsure',
    ),
  );
}

function ofPattern(
  pattern: string,
  name: string,
  schemas: JsonObject,
  value: JsonObject,
  context: CheckContext,
): Verdict {
  context.work(1);
  const isMeant = context.matches(pattern, name);
  if (isMeant === 'no') return 'yes';
  const verdict = context.check(schemas[pattern], value[name] ?? null);
  return isMeant === 'yes' ? verdict : softened(verdict);
}

/** Checks the requirements of a present property: other properties, or a schema. */
function dependent(
  operand: JsonValue,
  value: JsonValue,
  _schema: JsonObject,
  context: CheckContext,
): Verdict {
  if (!isObject(value)) return 'yes';
  if (!isObject(operand)) return 'unsure';
  const names = Object.keys(operand).filter((name) => Object.hasOwn(value, name));
  return all(
    each(names, (name) => {
      const needed = operand[name];
      if (typeof needed === 'string') return hasAll([needed], value);
      return Array.isArray(needed) ? hasAll(needed, value) : context.check(needed, value);
    }),
  );
}
