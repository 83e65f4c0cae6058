import type { Page } from 'playwright-core';
import { setTimeout } from 'node:timers/promises';
import { median, quantile } from '../measure.ts';
import type { Table } from '../part.ts';
import { amount, targetTable } from '../print.ts';
import { sdkChats } from './sdk-chats.ts';
import type { DashboardStage } from './stage.ts';

/** From the call of the SDK until the board has the row. */
export async function startDelay({ url, board }: DashboardStage, chats: number): Promise<Table[]> {
  const { page } = await board();
  const start = sdkChats(url);
  await page.evaluate(noteRows);
  const delays: number[] = [];
  for (let chat = 0; chat < chats + warmUps; chat += 1) {
    const { id, startedAt, ended } = await start(`Say exactly: word${chat}`);
    const seenAt = await timeOfRow(page, id);
    await ended;
    if (chat >= warmUps) delays.push(seenAt - startedAt);
    await setTimeout(pauseMs);
  }
  return [
    {
      title: `A chat of the openai SDK, ${chats} times`,
      columns: ['median', '95th', 'longest'],
      rows: [
        [
          'from its call to its row',
          amount(median(delays), 'ms'),
          amount(quantile(delays, 0.95), 'ms'),
          amount(Math.max(...delays), 'ms'),
        ],
      ],
    },
    targetTable([
      { name: 'row of a new chat, median', value: median(delays), atMost: 200, unit: 'ms' },
    ]),
  ];
}

/** The first requests compile what all of them use. */
const warmUps = 3;
/** Between an answer and the next question, so that the pool can refill. */
const pauseMs = 100;

/** Runs in the page: notes when the list gets each row, by `Date.now()`. */
function noteRows(): void {
  const times = new Map<string, number>();
  Object.assign(globalThis, { rowTimes: times });
  new MutationObserver(() => {
    for (const row of document.querySelectorAll<HTMLElement>('[data-row]')) {
      const id = row.dataset['row'] ?? '';
      if (!times.has(id)) times.set(id, Date.now());
    }
  }).observe(document.body, { childList: true, subtree: true, attributeFilter: ['data-row'] });
}

async function timeOfRow(page: Page, id: string): Promise<number> {
  const seen = await page.waitForFunction((wanted) => {
    const times: unknown = Reflect.get(globalThis, 'rowTimes');
    return times instanceof Map ? times.get(wanted) : undefined;
  }, id);
  const time: unknown = await seen.jsonValue();
  if (typeof time !== 'number') throw new Error(`The board does not show ${id}`);
  return time;
}
