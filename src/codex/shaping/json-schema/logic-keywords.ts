import type { JsonValue } from '../../completion/tools.ts';
import type { CheckContext, KeywordChecks } from './check-context.ts';
import { all, any, opposite, type Verdict } from './verdict.ts';

/** The checks that combine schemas. */
export const logicKeywords: KeywordChecks = {
  allOf: (operand, value, _schema, context) =>
    Array.isArray(operand) ? all(checks(operand, value, context)) : 'unsure',
  anyOf: (operand, value, _schema, context) =>
    Array.isArray(operand) ? any(checks(operand, value, context)) : 'unsure',
  oneOf(operand, value, { discriminator }, context) {
    if (!Array.isArray(operand)) return 'unsure';
    const verdicts = [...checks(operand, value, context)];
    const sure = verdicts.filter((verdict) => verdict === 'yes').length;
    // A discriminator selects one branch, even if others match.
    if (sure > 1) return discriminator === undefined ? 'no' : 'unsure';
    if (verdicts.includes('unsure')) return 'unsure';
    return sure === 1 ? 'yes' : 'no';
  },
  not: (operand, value, _schema, context) => opposite(context.check(operand, value)),
  if(operand, value, schema, context) {
    const condition = context.check(operand, value);
    const { then = true, else: otherwise = true } = schema;
    if (condition === 'yes') return context.check(then, value);
    if (condition === 'no') return context.check(otherwise, value);
    const verdicts = [context.check(then, value), context.check(otherwise, value)];
    return new Set(verdicts).size === 1 ? all(verdicts) : 'unsure';
  },
  // They depend on where the reference is read from.
  $dynamicRef: () => 'unsure',
  $recursiveRef: () => 'unsure',
};

function* checks(
  schemas: readonly JsonValue[],
  value: JsonValue,
  context: CheckContext,
): Generator<Verdict> {
  for (const schema of schemas) yield context.check(schema, value);
}
