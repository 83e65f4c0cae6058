import { pino } from 'pino';
import { createMetrics } from '../src/metrics/create-metrics.ts';
import { compareStages, type StageCosts } from './compare-stages.ts';
import { cpuOf } from './measure.ts';
import { observerCost } from './observer-cost.ts';
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

/** What metrics do for one completion, in microseconds. */
async function countingCost(completions: number): Promise<number> {
  const logger = pino({ level: 'silent' });
  const metrics = createMetrics({ logger, surfaces: new Set(['CHAT_COMPLETIONS']) });
  return await observerCost(metrics.completions, completions);
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
