import type { JsonObject, JsonValue } from '../../completion/tools.ts';
import type { MatchPattern } from './pattern.ts';
import type { Dialect, FindReference } from './references.ts';
import type { Verdict } from './verdict.ts';

/** A check is too deep or takes too long. */
export class TooComplexError extends Error {
  override readonly name = 'TooComplexError';
}

/** The shared context of all checks of one value. */
export interface CheckContext {
  readonly dialect: Dialect;
  readonly find: FindReference;
  readonly matches: MatchPattern;
  /** Checks a value against a part of the schema. Throws `TooComplexError`. */
  check(schema: JsonValue | undefined, value: JsonValue): Verdict;
  /** Counts work. Throws `TooComplexError` if it exceeds the limit. */
  work(steps: number): void;
}

/**
 * Checks a value against one keyword. `yes` if the keyword does not apply to the value, `unsure` if
 * the operand is invalid for the keyword.
 *
 * @param operand The keyword's value in the schema.
 * @param schema The schema with the keyword, for keywords that depend on others.
 */
export type KeywordCheck = (
  operand: JsonValue,
  value: JsonValue,
  schema: JsonObject,
  context: CheckContext,
) => Verdict;

/** Checks by keyword. */
export type KeywordChecks = Readonly<Record<string, KeywordCheck>>;
