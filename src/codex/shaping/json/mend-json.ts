import { jsonrepair } from 'jsonrepair';
import type { JsonValue } from '../../completion/tools.ts';
import { bracketed } from './bracketed.ts';

/** Says what is wrong with a value, as the end of a sentence; null when it is right. */
export type ValueCheck = (value: JsonValue) => string | null;

/** The JSON in an answer, as text; or why there is none. */
export type Mended = { readonly json: string } | { readonly problem: string };

/** An object or array that has begun like one, bare keys and comments included. */
const isLikeJson =
  /^(?:\{(?:\s|\/\/.*|\/\*[^]*?\*\/)*(?:\}|["'“‘]|[\p{L}_$][\p{L}\p{N}_$-]*\s*:)|\[\s*(?:[\]{["'“‘\d-]|true\b|false\b|null\b))/u;

/** The same among prose, where `{x: x > 0}` is more likely to be a set. */
const isSurelyJson = /^(?:\{\s*["'“‘][^"'”’]*["'”’]\s*:|\[\s*[{["'“‘])/u;

const openingFence = /^```[a-z]*\s*/i;

/**
 * Finds the JSON in a model's answer: all of it as it is, else all of it repaired (quotes, commas,
 * brackets, a code fence), else the one right value with prose around it. Prose is never made into
 * JSON, and of two right values neither is chosen.
 */
export function mendJson(answer: string, check: ValueCheck): Mended {
  const text = answer.trim();
  const exact = parse(text);
  if (exact !== undefined) return verdict(answer, exact, check);
  const whole = isLikeJson.test(text.replace(openingFence, '')) ? repaired(text) : null;
  if (whole !== null && isRight(whole, check)) return { json: whole };
  return amongProse(text, check);
}

function amongProse(text: string, check: ValueCheck): Mended {
  const values = bracketed(text).flatMap((piece) => asJson(piece) ?? []);
  const right = new Set(values.filter((value) => isRight(value, check)));
  const [json = null] = right;
  if (right.size > 1) return { problem: 'it holds several values that could be the answer' };
  if (json !== null) return { json };
  const [wrong] = values;
  return wrong === undefined
    ? { problem: 'it is not JSON' }
    : verdict(wrong, parse(wrong) ?? null, check);
}

function asJson(piece: string): string | null {
  if (parse(piece) !== undefined) return piece;
  return isSurelyJson.test(piece) ? repaired(piece) : null;
}

function verdict(json: string, value: JsonValue, check: ValueCheck): Mended {
  const problem = check(value);
  return problem === null ? { json } : { problem };
}

function isRight(json: string, check: ValueCheck): boolean {
  const value = parse(json);
  return value !== undefined && check(value) === null;
}

/** Broken JSON as JSON; null when it is too far from it. */
function repaired(text: string): string | null {
  try {
    return jsonrepair(text).trim();
  } catch {
    // Neither JSON nor close to it, or nested too deeply.
    return null;
  }
}

function parse(text: string): JsonValue | undefined {
  try {
    const value: JsonValue = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
