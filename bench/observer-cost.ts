import { pino } from 'pino';
import { LiveCompletion } from '../src/codex/completion/live-completion.ts';
import { nothingUsed } from '../src/codex/completion/usage.ts';
import type { CompletionObserver } from '../src/codex/observers/completion-observer.ts';
import { observe } from '../src/codex/observers/observe.ts';
import { ask } from '../test/support/core.ts';
import { cpuOf, median } from './measure.ts';

/** The first runs are the compiler's. */
const warmUps = 1;

const runs = 5;

/** What an observer does for one completion of one word, in microseconds of CPU. Nothing else happens. */
export async function observerCost(
  observer: CompletionObserver,
  completions: number,
): Promise<number> {
  const costs: number[] = [];
  for (let run = 0; run < warmUps + runs; run++) {
    const without = await costOf([], completions);
    costs.push(((await costOf([observer], completions)) - without) / completions);
  }
  return median(costs.slice(warmUps));
}

async function costOf(
  observers: readonly CompletionObserver[],
  completions: number,
): Promise<number> {
  const logger = pino({ level: 'silent' });
  return await cpuOf(async () => {
    const { listenerFor } = observe(observers, logger);
    for (let each = 0; each < completions; each++) {
      const request = ask('Hi');
      const completion = new LiveCompletion({
        id: `chatcmpl-${each}`,
        model: 'gpt-5.5',
        effort: null,
        surface: 'CHAT_COMPLETIONS',
        caller: request.caller,
        listener: listenerFor(request),
      });
      completion.announce();
      completion.delta('ready');
      completion.finish('stop', { ...nothingUsed, inputTokens: 10, outputTokens: 1 });
    }
    await Promise.resolve();
  });
}
