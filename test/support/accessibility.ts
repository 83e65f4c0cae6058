import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** The widths, in CSS pixels, and the schemes in which every page must hold. */
const widths = [390, 1440];
const schemes = ['light', 'dark'] as const;

/**
 * Expects that axe finds nothing on a page, and that nothing is out of sight to the side, at 390 and at
 * 1440 pixels, in both schemes. First show what the check is about; the page keeps the last of these forms.
 */
export async function expectAccessible(page: Page): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme });
      const at = `${width} px, ${colorScheme}`;
      expect([at, ...(await findingsOf(page))]).toEqual([at]);
      expect([at, await sidewaysScroll(page)]).toEqual([at, 0]);
    }
  }
}

/** What axe finds, `color-contrast at .tile > p: Element has …`. Waits for animations that end. */
export async function findingsOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(async () => {
    const ending = document.getAnimations().filter(({ effect }) => {
      return effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY;
    });
    await Promise.allSettled(ending.map(async ({ finished }) => await finished));
  });
  await page.evaluate(axe.source);
  // As a string: here `axe` is this file's, in the page it is what the line above has put there.
  const run = `axe.run({ resultTypes: ['violations'] })`;
  const { violations } = await page.evaluate<AxeResults>(run);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${String(target)}: ${failureSummary}`),
  );
}

/** How far the page scrolls sideways, in CSS pixels. */
async function sidewaysScroll(page: Page): Promise<number> {
  return await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
}
