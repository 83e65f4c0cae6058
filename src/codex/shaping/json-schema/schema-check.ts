import { isObject } from '../../completion/is-object.ts';
import type { JsonObject, JsonValue } from '../../completion/tools.ts';
import { withinTime } from './within-time.ts';
import { applySchema } from './apply-schema.ts';
import { TooComplexError, type CheckContext } from './check-context.ts';
import { createPatterns } from './pattern.ts';
import { dialectOf, referencesIn } from './references.ts';
import { verdictOf, type Verdict } from './verdict.ts';

/** Maximum number of schemas that one check applies: about 0.1 s of work. */
const maxSteps = 50_000;
const maxDepth = 200;

/** Time limit for a check with patterns, in milliseconds. Some patterns would never end. */
const patternMs = 100;

/** The oldest supported draft. */
const oldestDialect = 4;

/**
 * Creates a check of values against a schema. The check is never stricter than the schema: it
 * returns false only if every validator would refuse the value. It returns true if the drafts of
 * JSON Schema or the dialects of regular expressions differ, if the schema is invalid or refers to
 * an external one, and if the check would take too long. It ignores formats, and never throws.
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

/** Whether a schema has any pattern. Throws if the schema is nested too deeply for the stack. */
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
