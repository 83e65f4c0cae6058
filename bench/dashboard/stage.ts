import type { Browser } from 'playwright-core';
import { startGatewayProcess } from '../started-gateway.ts';
import { startUpstream } from '../upstream.ts';
import { sdkChats } from './sdk-chats.ts';
import { openMeasuredPage, type MeasuredPage } from './measured-page.ts';

/** A gateway on the stand-in, both in processes of their own, and a browser. */
export interface DashboardStage {
  /** `http://127.0.0.1:41231` */
  readonly url: string;
  /** Opens a blank page. It is closed at the end. */
  readonly blank: () => Promise<MeasuredPage>;
  /** Opens the board, and resolves once it has rows, from when on it follows the activity. */
  readonly board: (url?: string) => Promise<MeasuredPage>;
}

/** Ended completions that a page finds when it is opened. A screen shows some twenty. */
const rowsBefore = 25;

/** Answers at once, for more chats than a gateway runs by default. */
const maxTurns = 64;

/**
 * Does something with a real gateway that serves the built page.
 *
 * @param tokensPerSecond Of each answer; 0 is all at once.
 */
export async function onDashboard<T>(
  browser: Browser,
  tokensPerSecond: number,
  play: (stage: DashboardStage) => Promise<T>,
): Promise<T> {
  const upstream = await startUpstream(tokensPerSecond);
  const args = ['--max-turns', String(maxTurns)];
  const gateway = await startGatewayProcess(upstream, args, {});
  const pages: MeasuredPage[] = [];
  const blank = async (): Promise<MeasuredPage> => {
    const opened = await openMeasuredPage(browser);
    pages.push(opened);
    return opened;
  };
  try {
    // An empty board shows no list.
    const chat = sdkChats(gateway.url);
    for (let row = 0; row < rowsBefore; row += 1) await (await chat('Say exactly: word')).ended;
    return await play({
      url: gateway.url,
      blank,
      async board(url = gateway.url) {
        const opened = await blank();
        await opened.page.goto(`${url}/ui/`);
        await opened.page.locator('[data-row]').first().waitFor();
        return opened;
      },
    });
  } finally {
    await Promise.all(pages.map(async (page) => await page.close()));
    await gateway.close();
    await upstream.close();
  }
}
