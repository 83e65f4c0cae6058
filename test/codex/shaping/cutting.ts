import { advance, type TextLimiter } from '../../../src/codex/shaping/text-limiter.ts';

/** What passes of an answer, and why it was cut, or null. */
export interface CutAnswer {
  readonly text: string;
  readonly cut: string | null;
}

/** Sends deltas through limiters until the end or the cut. */
export function cutAnswer(limiters: readonly TextLimiter[], deltas: readonly string[]): CutAnswer {
  let passed = '';
  for (const delta of deltas) {
    const { text, cut } = advance(limiters, delta, false);
    passed += text;
    if (cut !== null) return { text: passed, cut };
  }
  const { text, cut } = advance(limiters, '', true);
  return { text: passed + text, cut };
}
