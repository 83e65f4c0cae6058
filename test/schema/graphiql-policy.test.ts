import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startChromium } from '../support/chromium.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { openGraphiql } from './browser.ts';

let browser: Browser;
let gateway: TestGateway;

beforeAll(async () => {
  browser = await startChromium();
  gateway = await startTestGateway({ isShared: true });
});
afterAll(async () => {
  await browser.close();
  await gateway.close();
});

it('GraphiQL shows the documentation under its policy, and other HTML as text', async () => {
  const graphiql = await openGraphiql(browser, gateway.url);
  const { page } = graphiql;
  await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
  const documentation = page.locator('.graphiql-doc-explorer');
  await documentation.getByRole('link', { name: 'Query', exact: true }).click();
  await documentation.locator('p > code').first().waitFor();
  await page.getByRole('button', { name: 'Open settings dialog' }).click();
  await page.keyboard.press('Escape');
  expect(graphiql.complaints).toEqual([]);

  const injected = [
    '<img src="x" onerror="document.title = 1">',
    '<p onclick="x">a</p>',
    '<a href="x" onclick="x">a</a>',
    '<script>x</script>',
    'a < b',
    '<p title="<img>">a</p>',
    '<svg><p>a</p></svg>',
  ];
  const shown = await page.evaluate((all) => {
    return all.map((html) => {
      const place = document.createElement('div');
      place.innerHTML = html;
      return [place.children.length, place.textContent];
    });
  }, injected);
  expect(shown).toEqual(injected.map((html) => [0, html]));
  const markdown = '<p>See <a href="https://example.com">this</a> &amp; <code>that</code></p>';
  const kept = await page.evaluate((html) => {
    const place = document.createElement('div');
    place.innerHTML = html;
    return place.innerHTML;
  }, markdown);
  expect(kept).toBe(markdown);
  await page.context().close();
});
