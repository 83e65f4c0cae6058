import { median, quantile } from '../measure.ts';
import { scaled, type Scale, type Table } from '../part.ts';
import { amount, targetTable } from '../print.ts';
import { startChild } from '../processes/child.ts';
import { feedProtocol, type FeedOrder } from '../processes/feed-protocol.ts';
import { sdkChats } from './sdk-chats.ts';
import type { DashboardStage } from './stage.ts';

const rows = 500;

/** Of each row. */
const changesPerSecond = 20;

/** More rows than a machine can run, each of which changes all the time. */
export async function syntheticFeed(
  { url, board }: DashboardStage,
  scale: Scale,
): Promise<Table[]> {
  const ms = scaled(scale, 10_000, 2000);
  const feed = startChild('feed', feedProtocol);
  try {
    const before = await feed.ask({ type: 'start', url });
    const measured = await board(before.url);
    const { page } = measured;
    const { id, ended } = await sdkChats(url)('Say exactly: word');
    await ended;
    await page.locator(`[data-row="${id}"]`).getByText('Completed').waitFor();
    const run = (runMs: number): FeedOrder => ({
      type: 'run',
      rows,
      changesPerSecond,
      ms: runMs,
    });
    // The list grows to its length, and the page's script is compiled.
    await feed.ask(run(scaled(scale, 2000, 500)));
    const whole = feed.ask(run(2 * ms));
    const cpu = await measured.cpuShare(0.9 * ms);
    const frames = await measured.frames(0.9 * ms);
    const { changes, lastTokens } = await whole;
    const sentAt = performance.now();
    await page.getByText(`≈ ${lastTokens}`).first().waitFor();
    const lagMs = performance.now() - sentAt;
    const p95 = quantile(frames, 0.95);
    return [
      {
        title: `A feed of ${rows} rows, ${changesPerSecond} changes/s each`,
        columns: [
          'of a core',
          'script',
          'style and layout',
          'frame',
          '95th',
          'last one seen after',
        ],
        rows: [
          [
            `${changes} changes`,
            amount(cpu.tasks, '%'),
            amount(cpu.script, '%'),
            amount(cpu.layout, '%'),
            amount(median(frames), 'ms'),
            amount(p95, 'ms'),
            amount(lagMs, 'ms'),
          ],
        ],
      },
      targetTable([{ name: 'frame of the feed, 95th', value: p95, atMost: 34, unit: 'ms' }]),
    ];
  } finally {
    feed.close();
  }
}
