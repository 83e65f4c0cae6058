/**
 * Takes the pictures of docs/dashboard.md: a gateway on the real Codex and the stand-in, asked by
 * several programs, in Chromium. `npm run screenshots`; names of pictures as arguments take only these.
 */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { startChromium } from '../test/support/chromium.ts';
import { pictures, type Picture } from './screenshots/pictures.ts';
import { keys, openStage, type Stage } from './screenshots/stage.ts';
import { runForever, runPrograms } from './screenshots/traffic.ts';

const folder = 'docs/images';
const wanted = process.argv.slice(2);

await mkdir(folder, { recursive: true });
const [browser, stage] = await Promise.all([
  startChromium({ fontFolders: ['/usr/share/fonts'] }),
  openStage(),
]);
try {
  await runPrograms(stage);
  const { id, stop } = await runForever(stage);
  for (const picture of pictures) {
    if (wanted.length > 0 && !wanted.includes(picture.name)) continue;
    await take(browser, stage, picture, id);
  }
  stop();
} finally {
  await browser.close();
  await stage.close();
}

async function take(
  chromium: Browser,
  { gateway: { url }, timeZone }: Stage,
  { name, path: place, width = 1280, height = 800, colorScheme = 'light', prepare }: Picture,
  watchedId: string,
): Promise<void> {
  const context = await chromium.newContext({
    viewport: { width, height },
    colorScheme,
    locale: 'en-US',
    timezoneId: timeZone,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto(`${url}/ui/${place.replace('WATCHED', watchedId)}#token=${keys.operator}`);
  await prepare(page);
  const file = path.join(folder, `${name}.png`);
  const png = await page.screenshot({ path: file });
  await context.close();
  process.stdout.write(`${file}: ${Math.round(png.length / 1000)} kB\n`);
}
