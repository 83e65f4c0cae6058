import { startSurface } from '../test/schema/surface.ts';
import { ask, never } from '../test/support/core.ts';
import { cpuOf, memoryInUse } from './measure.ts';
import { scaled, type Part } from './part.ts';
import { amount, targetTable } from './print.ts';
import { startChild } from './processes/child.ts';
import { subscribersProtocol } from './processes/subscribers-protocol.ts';
import { startSyntheticCore } from './synthetic-core.ts';
import { clockMs, timeToken } from './time-token.ts';

const tokensPerSecond = 60;

/** One completion, watched by many. */
export const watchers: Part = {
  name: 'graphql-watchers',
  async measure(scale) {
    const count = scaled(scale, 1000, 50);
    const tokens = scaled(scale, 300, 30);
    const synthetic = await startSyntheticCore();
    const surface = await startSurface(synthetic.core);
    const clients = startChild('subscribers', subscribersProtocol);
    try {
      const { id } = await synthetic.core.run(ask('Continue'), never());
      const before = memoryInUse();
      await clients.ask({ type: 'subscribe', url: surface.url, count, watch: id });
      const memoryEach = (memoryInUse() - before) / count;
      const startMs = clockMs();
      const cpu = await cpuOf(async () => await speak(synthetic.turns, tokens));
      synthetic.endTurns();
      const heard = await clients.ask({ type: 'report' });
      if (heard?.tokens !== count * tokens) throw new Error(`${heard?.tokens} tokens were heard`);
      const rate = (heard.deliveries / (heard.lastAtMs - startMs)) * 1000;
      return [
        {
          title: `A completion of ${tokensPerSecond} tokens/s, watched by ${count}`,
          columns: ['deliveries/s', 'CPU each', 'delay', '99th', 'memory each'],
          rows: [
            [
              `${heard.deliveries} deltas`,
              rate.toFixed(0),
              `${(cpu / heard.deliveries).toFixed(1)} µs`,
              amount(heard.delayMs.median, 'ms'),
              amount(heard.delayMs.p99, 'ms'),
              amount(memoryEach / 1000, 'kB'),
            ],
          ],
        },
        targetTable([
          { name: 'deliveries', value: rate, atLeast: 40_000, unit: '/s' },
          { name: 'memory of a subscriber', value: memoryEach / 1000, atMost: 25, unit: 'kB' },
        ]),
      ];
    } finally {
      clients.close();
      await surface.close();
      await synthetic.close();
    }
  },
};

async function speak(
  turns: readonly { delta(text: string): void }[],
  tokens: number,
): Promise<void> {
  await new Promise<void>((resolve) => {
    let said = 0;
    const timer = setInterval(() => {
      turns[0]?.delta(timeToken());
      said += 1;
      if (said < tokens) return;
      clearInterval(timer);
      resolve();
    }, 1000 / tokensPerSecond);
  });
}
