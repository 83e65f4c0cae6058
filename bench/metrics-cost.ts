import { pino } from 'pino';
import { LiveCompletion } from '../src/codex/completion/live-completion.ts';
import { nothingUsed } from '../src/codex/completion/usage.ts';
import type { CompletionObserver } from '../src/codex/observers/completion-observer.ts';
import { observe } from '../src/codex/observers/observe.ts';
import { createMetrics } from '../src/metrics/create-metrics.ts';
import { ask } from '../test/support/core.ts';
import { compareStages, type StageCosts } from './compare-stages.ts';
import { cpuOf, median } from './measure.ts';
import { scaled, type Part, type Scale } from './part.ts';
import { amount, percent, targetTable } from './print.ts';
import { onStage, type Stage } from './stage.ts';

/** What metrics add to an answer, and what a scrape costs. */
export const metricsCost: Part = {
  name: 'metrics-cost',
  measure: async (scale) =>
    await onStage(
      async (off) => await onStage(async (on) => await tablesOf(off, on, scale)),
      ['--metrics', 'off'],
    ),
};

async function tablesOf(off: Stage, on: Stage, scale: Scale) {
  const countTo = scaled(scale, 5000, 1000);
  const long = await compareStages({ off, on }, `Count to ${countTo}`, scaled(scale, 61, 1));
  const short = await compareStages({ off, on }, 'Say exactly: ready', scaled(scale, 61, 1));
  const counting = await countingCost(scaled(scale, 20_000, 100));
  const scrape = await scrapeCost(on, scaled(scale, 500, 10));
  const row = (name: string, { off: without, on: having }: StageCosts): string[] => [
    name,
    amount(without / 1000, 'ms'),
    amount(having / 1000, 'ms'),
    percent(having - without, without),
  ];
  return [
    {
      title: 'CPU of an answer, streamed over REST',
      columns: ['metrics off', 'metrics on', 'added'],
      rows: [row(`${countTo} tokens`, long), row('one word', short)],
    },
    {
      title: 'What metrics do for one request',
      columns: ['CPU', `of ${countTo} tokens`, 'of one word'],
      rows: [
        [
          'all stages',
          amount(counting, 'µs'),
          percent(counting, long.off),
          percent(counting, short.off),
        ],
      ],
    },
    {
      title: 'One scrape',
      columns: ['CPU', 'series', 'bytes'],
      rows: [
        ['GET /metrics', amount(scrape.cpu / 1000, 'ms'), `${scrape.series}`, `${scrape.bytes}`],
      ],
    },
    targetTable([
      {
        name: `CPU that metrics add to ${countTo} tokens`,
        value: (long.on / long.off - 1) * 100,
        atMost: 5,
        unit: '%',
      },
    ]),
  ];
}

/** The stages of a completion, told to the metrics alone; in microseconds. Nothing else happens. */
async function countingCost(completions: number): Promise<number> {
  const logger = pino({ level: 'silent' });
  const surface = 'CHAT_COMPLETIONS';
  const metrics = createMetrics({ logger, surfaces: new Set([surface]) });
  const costOf = async (observers: readonly CompletionObserver[]): Promise<number> =>
    await cpuOf(async () => {
      const { listenerFor } = observe(observers, logger);
      for (let each = 0; each < completions; each++) {
        const request = ask('Hi');
        const { caller } = request;
        const completion = new LiveCompletion({
          id: `chatcmpl-${each}`,
          model: 'gpt-5.5',
          effort: null,
          surface,
          caller,
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
    costs.push(((await costOf([metrics.completions])) - without) / completions);
  }
  return median(costs.slice(1));
}

/** The client is in this process, too, so the figure is an upper bound. */
async function scrapeCost({ url }: Stage, scrapes: number) {
  const address = new URL('/metrics', url);
  let text = '';
  const read = async (): Promise<void> => {
    text = await (await fetch(address)).text();
  };
  await read();
  const cpu = await cpuOf(async () => {
    for (let scrape = 0; scrape < scrapes; scrape++) await read();
  });
  const series = text.split('\n').filter((line) => line.startsWith('codex_serve_')).length;
  return { cpu: cpu / scrapes, series, bytes: text.length };
}
