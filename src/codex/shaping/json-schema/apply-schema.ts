import type { JsonObject, JsonValue } from '../../completion/tools.ts';
import { arrayKeywords } from './array-keywords.ts';
import type { CheckContext, KeywordCheck } from './check-context.ts';
import { logicKeywords } from './logic-keywords.ts';
import { objectKeywords } from './object-keywords.ts';
import type { Dialect } from './references.ts';
import { scalarKeywords } from './scalar-keywords.ts';
import { all, softened, type Verdict } from './verdict.ts';

const keywords = new Map<string, KeywordCheck>(
  [scalarKeywords, arrayKeywords, objectKeywords, logicKeywords].flatMap((checks) =>
    Object.entries(checks),
  ),
);

/** The draft that introduced a keyword; older drafts ignore it. */
const introduced = new Map([
  ['const', 6],
  ['contains', 6],
  ['propertyNames', 6],
  ['if', 7],
  ['dependentRequired', 2019],
  ['dependentSchemas', 2019],
  ['unevaluatedItems', 2019],
  ['unevaluatedProperties', 2019],
  ['$recursiveRef', 2019],
  ['prefixItems', 2020],
  ['$dynamicRef', 2020],
]);

/** Whether a value matches one object of a schema. */
export function applySchema(schema: JsonObject, value: JsonValue, context: CheckContext): Verdict {
  const isReference = schema['$ref'] !== undefined;
  const verdict = (isReference ? referred : byKeywords)(schema, value, context);
  // OpenAPI's keyword, which is not part of JSON Schema.
  const isNullable = value === null && schema['nullable'] === true;
  return isNullable ? softened(verdict) : verdict;
}

/** Before 2019 a reference stands alone; what is beside it counts only where the draft is known. */
function referred(schema: JsonObject, value: JsonValue, context: CheckContext): Verdict {
  const { $ref } = schema;
  if (typeof $ref !== 'string') return 'unsure';
  const target = context.find($ref);
  const verdict = target === undefined ? 'unsure' : context.check(target, value);
  const { dialect } = context;
  if (dialect !== null && dialect < 2019) return verdict;
  const beside = byKeywords(schema, value, context);
  return all([verdict, dialect === null ? softened(beside) : beside]);
}

function byKeywords(schema: JsonObject, value: JsonValue, context: CheckContext): Verdict {
  return all(verdictsOf(schema, value, context));
}

function* verdictsOf(
  schema: JsonObject,
  value: JsonValue,
  context: CheckContext,
): Generator<Verdict> {
  for (const [keyword, operand] of Object.entries(schema)) {
    const check = keywords.get(keyword);
    if (check === undefined || operand === undefined) continue;
    if (isKnown(keyword, context.dialect)) yield check(operand, value, schema, context);
  }
}

function isKnown(keyword: string, dialect: Dialect): boolean {
  return dialect === null || dialect >= (introduced.get(keyword) ?? 0);
}
