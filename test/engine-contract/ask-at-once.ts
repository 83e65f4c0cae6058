import type { Engine } from '../../src/codex/engine/engine.ts';
import { ask } from '../support/core.ts';
import { runOn, type RecordedAnswer } from './recorded-answer.ts';

/** Asks so many questions at once, and waits for the answers, whose texts are `numbers(count)`. */
export async function askAtOnce(engine: Engine, count: number): Promise<readonly RecordedAnswer[]> {
  const answers = numbers(count).map((text) => runOn(engine, ask(`Say exactly: ${text}`)));
  await Promise.all(answers.map(async ({ ended }) => await ended));
  return answers;
}

/** `number 0`, `number 1` and so on. */
export function numbers(count: number): string[] {
  return Array.from({ length: count }, (_, n) => `number ${n}`);
}
