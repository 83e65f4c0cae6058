import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChromium } from '../support/chromium.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { openGraphiql } from './browser.ts';

let browser: Browser;
let gateway: TestGateway;

beforeAll(async () => {
  browser = await startChromium();
  gateway = await startTestGateway();
});
afterAll(async () => {
  await browser.close();
  await gateway.close();
});

/** Sizes of a laptop's and of a larger window. */
const viewports = [
  { width: 1280, height: 800 },
  { width: 1440, height: 900 },
];

/** The size of a phone's window. */
const phone = { width: 390, height: 844 };

/** Size of the document, larger than the window where the page scrolls, and what hides a part of it. */
async function sizeOfDocument(page: Page): Promise<object> {
  return await page.evaluate(() => {
    const { documentElement: root, body } = document;
    return {
      width: root.scrollWidth,
      height: root.scrollHeight,
      hidden: [root, body].filter((each) => getComputedStyle(each).overflow !== 'visible'),
    };
  });
}

describe('the layout of GraphiQL', () => {
  it('does not scroll as a page, nor cut comments off', async () => {
    const graphiql = await openGraphiql(browser, gateway.url);
    const { page } = graphiql;
    for (const viewport of viewports) {
      await page.setViewportSize(viewport);
      await page.locator('.graphiql-query-editor .view-line').first().waitFor();
      expect(await sizeOfDocument(page)).toEqual({ ...viewport, hidden: [] });
      const fits = await page.evaluate(() => {
        const pane = document.querySelector('.graphiql-query-editor .lines-content');
        const lines = [...document.querySelectorAll('.graphiql-query-editor .view-line > span')];
        const right = pane?.parentElement?.getBoundingClientRect().right ?? 0;
        const comments = lines.filter((line) => line.textContent.startsWith('#'));
        return comments.every((line) => line.getBoundingClientRect().right <= right);
      });
      expect([viewport, fits]).toEqual([viewport, true]);
    }
    await page.context().close();
  });

  it("leaves room for the editors and the result in a phone's window", async () => {
    const graphiql = await openGraphiql(browser, gateway.url);
    const { page } = graphiql;
    await page.setViewportSize(phone);
    await graphiql.open('CheckHealth');
    await graphiql.press();
    await graphiql.result.getByText('isReady').waitFor();
    for (const pane of ['.graphiql-query-editor', '.graphiql-editor-tool', '.graphiql-response']) {
      const box = await page.locator(pane).boundingBox();
      const { x, y, width, height } = box ?? { x: 0, y: 0, width: 0, height: 0 };
      expect([pane, width > 200, height > 80]).toEqual([pane, true, true]);
      expect(x + width).toBeLessThanOrEqual(phone.width);
      expect(y + height).toBeLessThanOrEqual(phone.height);
    }
    expect(await sizeOfDocument(page)).toEqual({ ...phone, hidden: [] });
    await page.context().close();
  });

  it('shows each pane whole above the field for the key', async () => {
    const locked = await startTestGateway({ args: ['--api-key', 'secret-key'] });
    const { page } = await openGraphiql(browser, locked.url);
    for (const viewport of [...viewports, phone]) {
      await page.setViewportSize(viewport);
      await page.locator('.graphiql-query-editor .view-line').first().waitFor();
      expect(await sizeOfDocument(page)).toEqual({ ...viewport, hidden: [] });
      const field = await page.locator('#codex-serve-key').boundingBox();
      for (const pane of ['.graphiql-sidebar', '.graphiql-editor-tool', '.graphiql-response']) {
        const box = await page.locator(pane).boundingBox();
        expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(field?.y ?? 0);
      }
    }
    await page.context().close();
    await locked.close();
  });
});
