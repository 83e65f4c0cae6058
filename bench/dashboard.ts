import { startChromium } from '../test/support/chromium.ts';
import { loading } from './dashboard/loading.ts';
import { runningChats, runningTokensPerSecond } from './dashboard/running-chats.ts';
import { onDashboard } from './dashboard/stage.ts';
import { startDelay } from './dashboard/start-delay.ts';
import { syntheticFeed } from './dashboard/synthetic-feed.ts';
import { watchedStream, watchedTokensPerSecond } from './dashboard/watched-stream.ts';
import { scaled, type Part } from './part.ts';

/** The page that people leave open, in a real Chromium. */
export const dashboard: Part = {
  name: 'dashboard',
  async measure(scale) {
    const browser = await startChromium();
    try {
      return [
        ...(await onDashboard(browser, 0, async (stage) => [
          ...(await loading(stage, scaled(scale, 7, 1))),
          ...(await startDelay(stage, scaled(scale, 30, 3))),
          ...(await syntheticFeed(stage, scale)),
        ])),
        ...(await onDashboard(
          browser,
          runningTokensPerSecond,
          async (stage) => await runningChats(stage, scale),
        )),
        ...(await onDashboard(
          browser,
          watchedTokensPerSecond,
          async (stage) => await watchedStream(stage, scale),
        )),
      ];
    } finally {
      await browser.close();
    }
  },
};
