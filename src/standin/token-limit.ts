import { isClientCall, textOf, type PlannedItem } from './plan.ts';
import { countTokens, tokensOf } from './tokens.ts';

/** The plan up to so many tokens of the answer; reasoning does not count. */
export function truncated(plan: readonly PlannedItem[], limit: number): readonly PlannedItem[] {
  let left = limit;
  const kept: PlannedItem[] = [];
  for (const item of plan) {
    if (item.kind !== 'message' && !isClientCall(item)) {
      kept.push(item);
    } else if (left > 0) {
      const text = item.kind === 'message' ? textOf(item) : item.input;
      const start = tokensOf(text).slice(0, left).join('');
      const isWhole = start === text;
      if (isWhole) kept.push(item);
      else if (item.kind !== 'message') kept.push({ ...item, input: start });
      else kept.push({ ...item, text: start, furtherTexts: [] });
      left -= countTokens(text);
    }
  }
  return kept;
}

/**
 * The plan as `max_output_tokens` cuts it, reasoning included; undefined where all of it fits.
 *
 * @param limit Undefined for no limit.
 */
export function limited(
  plan: readonly PlannedItem[],
  limit: number | undefined,
): readonly PlannedItem[] | undefined {
  if (limit === undefined) return undefined;
  const reasoning = sum(plan.map((item) => (item.kind === 'reasoning' ? item.tokens : 0)));
  const answer = sum(plan.map((item) => answerTokens(item)));
  if (reasoning + answer <= limit) return undefined;
  const spent = Math.min(reasoning, limit);
  const shortened = plan.map((item) =>
    item.kind === 'reasoning' && spent < reasoning ? { ...item, tokens: spent, summary: [] } : item,
  );
  return truncated(shortened, limit - spent);
}

function answerTokens(item: PlannedItem): number {
  if (item.kind === 'message') return countTokens(textOf(item));
  return isClientCall(item) ? countTokens(item.input) : 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
