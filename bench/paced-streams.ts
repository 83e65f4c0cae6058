import { setTimeout as sleep } from 'node:timers/promises';
import { startSurface } from '../test/schema/surface.ts';
import { cpuOf } from './measure.ts';
import { scaled, type Part } from './part.ts';
import { amount, targetTable } from './print.ts';
import { startChild } from './processes/child.ts';
import { subscribersProtocol } from './processes/subscribers-protocol.ts';
import { startSyntheticCore } from './synthetic-core.ts';
import { timeToken } from './time-token.ts';

/** Of each stream. */
const tokensPerSecond = 50;

/** Many streams over graphql-ws at the pace of a model. */
export const pacedStreams: Part = {
  name: 'graphql-streams',
  async measure(scale) {
    const count = scaled(scale, 400, 20);
    const tokensEach = scaled(scale, 500, 50);
    const synthetic = await startSyntheticCore();
    const surface = await startSurface(synthetic.core);
    const clients = startChild('subscribers', subscribersProtocol);
    try {
      await clients.ask({ type: 'subscribe', url: surface.url, count, watch: null });
      const started = performance.now();
      const cpu = await cpuOf(async () => await speak(synthetic.turns, tokensEach));
      const seconds = (performance.now() - started) / 1000;
      synthetic.endTurns();
      const heard = await clients.ask({ type: 'report' });
      if (heard?.tokens !== count * tokensEach)
        throw new Error(`${heard?.tokens} tokens were heard`);
      const cpuEach = cpu / heard.tokens;
      return [
        {
          title: `${count} subscriptions, ${tokensPerSecond} tokens/s each`,
          columns: ['CPU each', 'of a core', 'delay', '99th', 'longest'],
          rows: [
            [
              `${heard.deliveries} deltas`,
              `${cpuEach.toFixed(1)} µs`,
              amount((cpu / 1e6 / seconds) * 100, '%'),
              amount(heard.delayMs.median, 'ms'),
              amount(heard.delayMs.p99, 'ms'),
              amount(heard.delayMs.longest, 'ms'),
            ],
          ],
        },
        targetTable([
          { name: 'CPU of a delta over graphql-ws', value: cpuEach, atMost: 60, unit: 'µs' },
          { name: 'delay of a token, 99th', value: heard.delayMs.p99, atMost: 50, unit: 'ms' },
        ]),
      ];
    } finally {
      clients.close();
      await surface.close();
      await synthetic.close();
    }
  },
};

/** Every turn says so many tokens, evenly, and no two at the same time. */
async function speak(
  turns: readonly { delta(text: string): void }[],
  tokensEach: number,
): Promise<void> {
  const intervalMs = 1000 / tokensPerSecond;
  await Promise.all(
    turns.map(async (turn, index) => {
      await sleep((intervalMs * index) / turns.length);
      await new Promise<void>((resolve) => {
        let said = 0;
        const timer = setInterval(() => {
          turn.delta(timeToken());
          said += 1;
          if (said < tokensEach) return;
          clearInterval(timer);
          resolve();
        }, intervalMs);
      });
    }),
  );
}
