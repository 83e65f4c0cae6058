import { median, quantile } from '../measure.ts';
import { scaled, type Scale, type Table } from '../part.ts';
import { amount, targetTable } from '../print.ts';
import { sdkChats } from './sdk-chats.ts';
import type { DashboardStage } from './stage.ts';

const chats = 40;

/** What each answer needs of the stand-in. */
export const runningTokensPerSecond = 20;

/** The board with many chats that run, on a stand-in of `runningTokensPerSecond`. */
export async function runningChats({ url, board }: DashboardStage, scale: Scale): Promise<Table[]> {
  const ms = scaled(scale, 10_000, 2000);
  const measured = await board();
  const idle = await measured.cpuShare(ms / 2);
  const start = sdkChats(url);
  const tokens = Math.ceil((runningTokensPerSecond * (2 * ms + startMs)) / 1000);
  const started = Array.from({ length: chats }, async () => await start(`Count to ${tokens}`));
  const running = await Promise.all(started);
  await measured.page.getByRole('row', { name: model }).nth(9).waitFor();
  const busy = await measured.cpuShare(ms);
  const frames = await measured.frames(ms);
  await Promise.all(running.map(async ({ ended }) => await ended));
  const perSecond = (1000 * frames.length) / frames.reduce((sum, time) => sum + time, 0);
  return [
    {
      title: `The board, main thread`,
      columns: ['of a core', 'script', 'style and layout', 'frames/s', 'frame', '95th'],
      rows: [
        [
          'nothing runs',
          amount(idle.tasks, '%'),
          amount(idle.script, '%'),
          amount(idle.layout, '%'),
        ],
        [
          `${chats} chats, ${runningTokensPerSecond} tokens/s each`,
          amount(busy.tasks, '%'),
          amount(busy.script, '%'),
          amount(busy.layout, '%'),
          perSecond.toFixed(1),
          amount(median(frames), 'ms'),
          amount(quantile(frames, 0.95), 'ms'),
        ],
      ],
    },
    targetTable([
      { name: `frames with ${chats} chats`, value: perSecond, atLeast: 55, unit: '/s' },
      { name: `main thread with ${chats} chats`, value: busy.tasks, atMost: 20, unit: '%' },
    ]),
  ];
}

const model = 'gpt-5.5';
/** How long the chats take to start, at most, in milliseconds. */
const startMs = 6000;
