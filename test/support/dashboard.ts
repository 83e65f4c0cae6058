import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { startChromium } from './chromium.ts';
import { startTestGateway, type TestGateway, type TestGatewayOptions } from './gateway.ts';
import { watchPages, type Watch } from './watched-page.ts';

/** How a reader's browser differs from one on a desk in Zurich. */
export type ReaderOptions = Pick<
  BrowserContextOptions,
  'viewport' | 'colorScheme' | 'reducedMotion' | 'locale' | 'timezoneId'
> & {
  /** The gateway that it opens. Default: that of the file. */
  readonly gateway?: Pick<TestGateway, 'url'>;
};

/** A page in a browser of its own: no storage, no history. */
export interface Reader {
  readonly page: Page;
  /** See `Watch.allow`. */
  allow: Watch['allow'];
}

/** The dashboard of a file's gateway, in Chromium. */
export interface Dashboard {
  /** Of all tests of the file. */
  readonly gateway: TestGateway;
  readonly browser: Browser;
  /**
   * Opens a path of the gateway, `/ui/usage?by=model` or `/ui/#token=KEY`, as a reader of its own. The
   * end of the test closes it, and fails the test where the page had complaints: see `Watch`.
   */
  open(path: string, options?: ReaderOptions): Promise<Reader>;
}

const defaults: BrowserContextOptions = {
  viewport: { width: 1440, height: 900 },
  colorScheme: 'light',
  locale: 'en-US',
  timezoneId: 'Europe/Zurich',
};

/**
 * Starts Chromium and a real gateway on the real Codex once for a test file; call it at the top of the
 * file. The page is the built one: run `npm run build` after a change of `web/`.
 *
 * @param options Of the gateway. Default: it is shared with other test files.
 */
export function useDashboard(options: TestGatewayOptions = { isShared: true }): Dashboard {
  let browser: Browser;
  let gateway: TestGateway;
  const opened: { readonly watch: Watch; readonly close: () => Promise<void> }[] = [];
  beforeAll(async () => {
    [browser, gateway] = await Promise.all([startChromium(), startTestGateway(options)]);
  });
  afterEach(async () => {
    const readers = opened.splice(0);
    await Promise.all(readers.map(async ({ close }) => await close()));
    expect(readers.flatMap(({ watch }) => watch.complaints)).toEqual([]);
  });
  afterAll(async () => {
    await Promise.all([browser.close(), gateway.close()]);
  });
  return {
    get gateway() {
      return gateway;
    },
    get browser() {
      return browser;
    },
    async open(path, { gateway: { url } = gateway, ...given } = {}) {
      const context = await browser.newContext({ ...defaults, ...given });
      const watch = await watchPages(context, url);
      opened.push({ watch, close: async () => await context.close() });
      const page = await context.newPage();
      await page.goto(url + path);
      return { page, allow: (pattern) => watch.allow(pattern) };
    },
  };
}
