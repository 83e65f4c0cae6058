import { scaled, type Scale, type Table } from '../part.ts';
import { amount, targetTable } from '../print.ts';
import { sdkChats } from './sdk-chats.ts';
import type { DashboardStage } from './stage.ts';

/** What the answer needs of the stand-in. */
export const watchedTokensPerSecond = 200;

/** A stream that is watched beside the list, on a stand-in of `watchedTokensPerSecond`, and the same one that is only listed. */
export async function watchedStream(
  { url, board }: DashboardStage,
  scale: Scale,
): Promise<Table[]> {
  const ms = scaled(scale, 10_000, 2000);
  const measured = await board();
  const { page } = measured;
  const tokens = Math.ceil((watchedTokensPerSecond * (2 * ms + startMs)) / 1000);
  const { id, ended } = await sdkChats(url)(`Say exactly: ${textOf(tokens)}`);
  const row = page.locator(`[data-row="${id}"]`);
  await row.waitFor();
  const listed = await measured.cpuShare(ms);
  await row.click();
  await page.getByRole('region', { name: 'Answer' }).getByText('Word after word').first().waitFor();
  const watched = await measured.cpuShare(ms);
  await ended;
  const cost = watched.tasks - listed.tasks;
  return [
    {
      title: `A stream of ${watchedTokensPerSecond} tokens/s`,
      columns: ['of a core', 'script', 'style and layout'],
      rows: (
        [
          ['listed', listed],
          ['watched', watched],
        ] as const
      ).map(([name, { tasks, script, layout }]) => [
        name,
        amount(tasks, '%'),
        amount(script, '%'),
        amount(layout, '%'),
      ]),
    },
    targetTable([{ name: 'cost of a watched stream', value: cost, atMost: 5, unit: '%' }]),
  ];
}

/** Paragraphs of about so many tokens in all. */
function textOf(tokens: number): string {
  const paragraph = 'Word after word comes along until this line has come to its end.';
  const perParagraph = 14;
  return Array.from({ length: tokens / perParagraph }, () => paragraph).join('\n\n');
}

/** How long the stream takes to start and to be opened, at most, in milliseconds. */
const startMs = 3000;
