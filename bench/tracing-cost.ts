import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { pino } from 'pino';
import { startTracing } from '../src/tracing/start-tracing.ts';
import { compareStages, type StageCosts } from './compare-stages.ts';
import { observerCost } from './observer-cost.ts';
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

/** What traces do for one completion, in microseconds. Spans beyond a batch are dropped. */
async function spanCost(env: NodeJS.ProcessEnv, completions: number): Promise<number> {
  const tracing = await startTracing(env, '0.0.0', pino({ level: 'silent' }));
  if (tracing === undefined) throw new Error('There are no traces.');
  const cost = await observerCost(tracing.completions, completions);
  await tracing.close();
  return cost;
}
