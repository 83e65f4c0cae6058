import type { JsonValue } from '../../completion/tools.ts';
import type { CheckContext, KeywordCheck, KeywordChecks } from './check-context.ts';
import { all, verdictOf, type Verdict } from './verdict.ts';

/** The checks of arrays. */
export const arrayKeywords: KeywordChecks = {
  minItems: count((items, bound) => items >= bound),
  maxItems: count((items, bound) => items <= bound),
  uniqueItems(operand, value, _schema, context) {
    if (!Array.isArray(value) || operand !== true) return 'yes';
    context.work(value.length);
    return verdictOf(new Set(value.map(canonical)).size === value.length);
  },
  prefixItems: (operand, value, _schema, context) => tuple(operand, value, context),
  items(operand, value, { prefixItems }, context) {
    if (!Array.isArray(value)) return 'yes';
    if (Array.isArray(operand)) return tuple(operand, value, context);
    const hasPrefix = Array.isArray(prefixItems) && (context.dialect ?? 2020) >= 2020;
    const first = hasPrefix ? prefixItems.length : 0;
    return all(checks(operand, value.slice(first), context));
  },
  additionalItems(operand, value, { items }, context) {
    if (!Array.isArray(value) || !Array.isArray(items)) return 'yes';
    return all(checks(operand, value.slice(items.length), context));
  },
  contains(operand, value, { minContains, maxContains }, context) {
    if (!Array.isArray(value)) return 'yes';
    const verdicts = [...checks(operand, value, context)];
    const sure = verdicts.filter((verdict) => verdict === 'yes').length;
    const possible = verdicts.filter((verdict) => verdict !== 'no').length;
    const least = typeof minContains === 'number' ? minContains : 1;
    const most = typeof maxContains === 'number' ? maxContains : Infinity;
    const isWithin = possible >= least && sure <= most;
    if (!isWithin) return isOlder(context) && possible > 0 ? 'unsure' : 'no';
    return sure >= least && possible <= most ? 'yes' : 'unsure';
  },
  unevaluatedItems: (operand, value) =>
    Array.isArray(value) && value.length > 0 && operand !== true ? 'unsure' : 'yes',
};

/** Drafts before 2019 do not know `minContains` and `maxContains`. */
function isOlder({ dialect }: CheckContext): boolean {
  return dialect === null || dialect < 2019;
}

function count(holds: (items: number, bound: number) => boolean): KeywordCheck {
  return (operand, value) => {
    if (!Array.isArray(value)) return 'yes';
    return typeof operand === 'number' ? verdictOf(holds(value.length, operand)) : 'unsure';
  };
}

function tuple(operand: JsonValue, value: JsonValue, context: CheckContext): Verdict {
  if (!Array.isArray(value)) return 'yes';
  if (!Array.isArray(operand)) return 'unsure';
  const pairs = operand.slice(0, value.length);
  return all(pairs.map((schema, index) => context.check(schema, value[index] ?? null)));
}

function* checks(
  schema: JsonValue,
  items: readonly JsonValue[],
  context: CheckContext,
): Generator<Verdict> {
  for (const item of items) yield context.check(schema, item);
}

/** The same text for equal values. */
function canonical(value: JsonValue): string {
  return JSON.stringify(value, (_name, part: unknown) => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    const members = Object.entries(part).toSorted(([one], [other]) => (one < other ? -1 : 1));
    // An object, so that it differs from an array of the same.
    return { members };
  });
}
