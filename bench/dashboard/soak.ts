import { setTimeout } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import type { Table } from '../part.ts';
import { amount, targetTable } from '../print.ts';
import type { MeasuredPage } from './measured-page.ts';
import { sdkChats, type StartChat } from './sdk-chats.ts';
import { onDashboard } from './stage.ts';

/** How long a page is left open, and what happens meanwhile. */
export interface SoakOptions {
  readonly minutes: number;
  /** Messages that the page is to get over its WebSocket, evenly. */
  readonly events: number;
  /** Takes a line on how it stands, every minute. */
  readonly tell: (text: string) => void;
}

/** How the page stands. */
interface Look {
  readonly name: string;
  readonly events: number;
  /** In bytes, without garbage. */
  readonly heap: number;
  readonly nodes: number;
}

/** Leaves the board open while chats come and go, a reader opens some of them, and visits other pages. */
export async function soakDashboard(
  browser: Browser,
  { minutes, events, tell }: SoakOptions,
): Promise<Table[]> {
  return await onDashboard(browser, tokensPerSecond, async ({ url, blank }) => {
    const measured = await blank();
    const heard = countMessages(measured.page);
    await measured.page.goto(`${url}/ui/`);
    await measured.page.locator('[data-row]').first().waitFor();
    const chat = sdkChats(url);
    await openRow(measured.page);
    await visitUsage(measured.page);
    const looks = [await lookAt(measured, 'at the start', heard())];
    const [before, start, ms] = [heard(), performance.now(), minutes * 60_000];
    const chats = Promise.all(
      Array.from({ length: lanes }, async () => {
        for (let passed = 0; passed < ms; passed = performance.now() - start) {
          if (heard() - before < (events * passed) / ms) await shortChat(chat);
          else await setTimeout(50);
        }
      }),
    );
    for (let minute = 1; minute <= minutes; minute += 1) {
      await setTimeout(Math.max(0, start + minute * 60_000 - performance.now()));
      await openRow(measured.page);
      // Before the page is left, as the list is read anew afterwards.
      const look = await lookAt(measured, `after ${minute} min`, heard() - before);
      tell(`${look.name}: ${look.events} events, ${amount(look.heap / 1e6, 'MB')}`);
      if (minute !== minutes && minute % 10 !== 0) continue;
      looks.push(look);
      await visitUsage(measured.page);
    }
    await chats;
    return tablesOf(looks);
  });
}

/** Of each answer. */
const tokensPerSecond = 50;

/** Chats at once, at most. */
const lanes = 8;

async function shortChat(chat: StartChat): Promise<void> {
  await (
    await chat('Count to 20')
  ).ended;
}

/** Counts the messages that come over the WebSockets of a page. */
function countMessages(page: Page): () => number {
  let count = 0;
  page.on('websocket', (socket) => socket.on('framereceived', () => (count += 1)));
  return () => count;
}

/** Opens the newest row and closes it. */
async function openRow(page: Page): Promise<void> {
  const answer = page.getByRole('region', { name: 'Answer' });
  await page.locator('[data-row]').first().click();
  await answer.waitFor();
  await page.keyboard.press('Escape');
  await answer.waitFor({ state: 'detached' });
  await leaveList(page);
}

/** Goes to another page and back. */
async function visitUsage(page: Page): Promise<void> {
  await page.keyboard.press('g');
  await page.keyboard.press('u');
  await page.getByRole('heading', { name: 'Usage', level: 1 }).waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('b');
  await page.locator('[data-row]').first().waitFor();
  await leaveList(page);
}

/** The list moves only while the reader is somewhere else. */
async function leaveList(page: Page): Promise<void> {
  await page.mouse.move(0, 0);
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
}

async function lookAt(measured: MeasuredPage, name: string, events: number): Promise<Look> {
  const heap = await measured.heap();
  const nodes = await measured.page.evaluate(() => document.querySelectorAll('*').length);
  return { name, events, heap, nodes };
}

function tablesOf(looks: readonly Look[]): Table[] {
  const [first, last] = [looks[0], looks.at(-1)];
  if (first === undefined || last === undefined) throw new Error('Nobody looked');
  return [
    {
      title: 'The board, left open',
      columns: ['events', 'heap', 'more than at the start', 'elements'],
      rows: looks.map(({ name, events, heap, nodes }) => [
        name,
        String(events),
        amount(heap / 1e6, 'MB'),
        amount((heap - first.heap) / 1e6, 'MB'),
        String(nodes),
      ]),
    },
    targetTable([
      {
        name: 'growth of the heap',
        value: (last.heap - first.heap) / 1e6,
        atMost: 10,
        unit: 'MB',
      },
    ]),
  ];
}
