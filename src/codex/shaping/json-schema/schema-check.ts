import type { JsonObject, JsonValue } from '../../completion/tools.ts';
import { withinTime } from './within-time.ts';
import { applySchema } from './apply-schema.ts';
import { isObject, TooComplexError, type CheckContext } from './check-context.ts';
import { createPatterns } from './pattern.ts';
import { dialectOf, referencesIn } from './references.ts';
import { verdictOf, type Verdict } from './verdict.ts';

/** Schemas that one check applies, at most: about a tenth of a second of work. */
const maxSteps = 50_000;
const maxDepth = 200;

/** How long a check with patterns may take, in milliseconds: some would take for ever. */
const patternMs = 100;

/** The oldest draft that is understood. */
const oldestDialect = 4;

/**
 * A check of values against a schema that is never stricter than the schema: false only where every
 * validator would refuse the value. It is true where the drafts of JSON Schema or the dialects of
 * regular expressions differ, where the schema is none or refers to another one, and where the check
 * would take too long. Formats are not checked. Never throws.
 */
export function schemaCheck(schema: JsonObject): (value: JsonValue) => boolean {
  return (value) => {
    try {
      const check = (): { verdict: Verdict } => ({ verdict: verdictOn(schema, value) });
      const { verdict } = hasPattern(schema) ? withinTime(patternMs, check) : check();
      return verdict !== 'no';
    } catch {
      return true;
    }
  };
}

/** Throws where the schema is nested beyond the stack. */
function hasPattern(schema: JsonObject): boolean {
  return JSON.stringify(schema).includes('"pattern');
}

function verdictOn(root: JsonObject, value: JsonValue): Verdict {
  const dialect = dialectOf(root);
  if (dialect !== null && dialect < oldestDialect) return 'unsure';
  let steps = 0;
  let depth = 0;
  const context: CheckContext = {
    dialect,
    find: referencesIn(root),
    matches: createPatterns(),
    work(more) {
      steps += more;
      if (steps > maxSteps) throw new TooComplexError();
    },
    check(schema, part) {
      if (typeof schema === 'boolean') return verdictOf(schema);
      if (!isObject(schema)) return 'unsure';
      if (depth >= maxDepth) throw new TooComplexError();
      context.work(1);
      depth += 1;
      const verdict = applySchema(schema, part, context);
      depth -= 1;
      return verdict;
    },
  };
  return context.check(root, value);
}
