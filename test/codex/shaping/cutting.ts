import { advance, type Cutter } from '../../../src/codex/shaping/cutter.ts';

/** What passes of an answer, and why it was cut, or null. */
export interface CutAnswer {
  readonly text: string;
  readonly cut: string | null;
}

/** Sends deltas through cutters until the end or the cut. */
export function cutAnswer(cutters: readonly Cutter[], deltas: readonly string[]): CutAnswer {
  let passed = '';
  for (const delta of deltas) {
    const { text, cut } = advance(cutters, delta, false);
    passed += text;
    if (cut !== null) return { text: passed, cut };
  }
  const { text, cut } = advance(cutters, '', true);
  return { text: passed + text, cut };
}
