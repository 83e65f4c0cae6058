import type { JsonObject, JsonValue } from '../../completion/tools.ts';
import type { MatchPattern } from './pattern.ts';
import type { Dialect, FindReference } from './references.ts';
import type { Verdict } from './verdict.ts';

/** A check goes too deep or takes too long. */
export class TooComplexError extends Error {
  override readonly name = 'TooComplexError';
}

/** What the checks of one value share. */
export interface CheckContext {
  readonly dialect: Dialect;
  readonly find: FindReference;
  readonly matches: MatchPattern;
  /** Checks a value against a part of the schema. Throws `TooComplexError`. */
  check(schema: JsonValue | undefined, value: JsonValue): Verdict;
  /** Counts work. Throws `TooComplexError` where it is too much. */
  work(steps: number): void;
}

/**
 * Checks a value against one keyword: `yes` for a value that the keyword does not concern, `unsure`
 * for an operand that the keyword does not take.
 *
 * @param operand What stands at the keyword.
 * @param schema Where the keyword stands, for those that depend on others.
 */
export type KeywordCheck = (
  operand: JsonValue,
  value: JsonValue,
  schema: JsonObject,
  context: CheckContext,
) => Verdict;

/** Checks by keyword. */
export type KeywordChecks = Readonly<Record<string, KeywordCheck>>;

/** Whether a value is a JSON object. */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
