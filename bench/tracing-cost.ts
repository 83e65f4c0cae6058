import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { pino } from 'pino';
import { LiveCompletion } from '../src/codex/completion/live-completion.ts';
import { nothingUsed } from '../src/codex/completion/usage.ts';
import type { CompletionObserver } from '../src/codex/observers/completion-observer.ts';
import { observe } from '../src/codex/observers/observe.ts';
import { startTracing } from '../src/tracing/start-tracing.ts';
import { ask } from '../test/support/core.ts';
import { compareStages, type StageCosts } from './compare-stages.ts';
import { cpuOf, median } from './measure.ts';
import { scaled, type Part } from './part.ts';
import { amount, percent, targetTable } from './print.ts';
import { onStage } from './stage.ts';

/** What traces add to an answer. The collector is another process. */
export const tracingCost: Part = {
  name: 'tracing-cost',
  async measure(scale) {
    const countTo = scaled(scale, 5000, 1000);
    const runs = scaled(scale, 61, 1);
    const collector = await startCollector();
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url };
    const [long, short] = await onStage(
      async (off) =>
        await onStage(
          async (on) => [
            await compareStages({ off, on }, `Count to ${countTo}`, runs),
            await compareStages({ off, on }, 'Say exactly: ready', runs),
          ],
          [],
          { ...process.env, ...env },
        ),
    );
    const spans = await spanCost(env, scaled(scale, 20_000, 100));
    collector.close();
    if (long === undefined || short === undefined) throw new Error('Nothing was measured.');
    const row = (name: string, { off, on }: StageCosts): string[] => [
      name,
      amount(off / 1000, 'ms'),
      amount(on / 1000, 'ms'),
      percent(on - off, off),
    ];
    return [
      {
        title: 'CPU of an answer, streamed over REST',
        columns: ['traces off', 'traces on', 'added'],
        rows: [row(`${countTo} tokens`, long), row('one word', short)],
      },
      {
        title: 'The two spans of a completion',
        columns: ['CPU', `of ${countTo} tokens`, 'of one word'],
        rows: [['made', amount(spans, 'µs'), percent(spans, long.off), percent(spans, short.off)]],
      },
      targetTable([
        {
          name: `CPU that traces add to ${countTo} tokens`,
          value: (long.on / long.off - 1) * 100,
          atMost: 5,
          unit: '%',
        },
      ]),
    ];
  },
};

/** Takes spans and throws them away. */
async function startCollector(): Promise<{ readonly url: string; close(): void }> {
  const program = `
    const server = require('node:http').createServer((req, res) => req.resume().on('end', () => res.end()));
    server.listen(0, '127.0.0.1', () => process.stdout.write(String(server.address().port)));
  `;
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [port]: unknown[] = await once(child.stdout, 'data');
  return { url: `http://127.0.0.1:${String(port)}`, close: () => void child.kill() };
}

/** The stages of a completion, told to the traces alone; in microseconds. Spans beyond a batch are dropped. */
async function spanCost(env: NodeJS.ProcessEnv, completions: number): Promise<number> {
  const logger = pino({ level: 'silent' });
  const tracing = await startTracing(env, '0.0.0', logger);
  if (tracing === undefined) throw new Error('There are no traces.');
  const costOf = async (observers: readonly CompletionObserver[]): Promise<number> =>
    await cpuOf(async () => {
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
  const costs: number[] = [];
  for (let run = 0; run < 6; run++) {
    const without = await costOf([]);
    costs.push(((await costOf([tracing.completions])) - without) / completions);
  }
  await tracing.close();
  return median(costs.slice(1));
}
