import type { Page } from 'playwright-core';

/** More elements than any page has before the one that a test looks for. */
const mostTabs = 80;

/**
 * Presses Tab until the focus is on the control of that name, as a reader without a mouse does. Throws
 * where it is not reached.
 */
export async function tabTo(page: Page, name: string): Promise<void> {
  for (let tabs = 0; tabs < mostTabs; tabs += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const { activeElement } = document;
      return (activeElement?.getAttribute('aria-label') ?? activeElement?.textContent ?? '').trim();
    });
    if (focused === name) return;
  }
  throw new Error(`The keyboard does not reach "${name}".`);
}
