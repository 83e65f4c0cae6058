import OpenAI from 'openai';
import { describe, expect, it, onTestFinished } from 'vitest';
import { expectAccessible } from '../support/accessibility.ts';
import { useDashboard } from '../support/dashboard.ts';
import { startTestGateway } from '../support/gateway.ts';
import { whenAsked } from '../support/when-asked.ts';

const dashboard = useDashboard();

describe('a browser that opens the address of the gateway', () => {
  it('sees the board, and a chat that the SDK of OpenAI streams', async () => {
    const { gateway } = dashboard;
    const { page } = await dashboard.open('/');
    await page.waitForURL(`${gateway.url}/ui/`);
    await page.getByRole('heading', { name: 'Board', level: 1 }).waitFor();
    const state = page.getByRole('status', { name: 'State of the gateway' });
    await state.getByText('0 running').waitFor();

    const prompt = 'Count to nine.';
    const stall = { kind: 'stall', afterTokens: 2, text: 'one two three four' } as const;
    gateway.standIn.behave(whenAsked(prompt, stall));
    const openai = new OpenAI({ baseURL: `${gateway.url}/v1`, apiKey: 'none' });
    const stream = await openai.chat.completions.create({
      model: 'gpt-5.5',
      messages: [{ role: 'user', content: prompt }],
      stream: true,
    });
    await state.getByText('1 running').waitFor();
    await expect.poll(async () => await page.title()).toBe('(1) Board · codex-serve');
    await expectAccessible(page);
    stream.controller.abort();
    await state.getByText('0 running').waitFor();
  });

  it('skips the navigation by its link', async () => {
    const { page } = await dashboard.open('/ui/?order=longest');
    const link = page.getByRole('link', { name: 'Skip to the page' });
    await link.focus();
    await page.keyboard.press('Enter');
    await expect
      .poll(async () => await page.evaluate(() => document.activeElement?.id))
      .toBe('main');
    expect(new URL(page.url()).search).toBe('?order=longest');
  });

  it('sees that there is no page at an unknown address', async () => {
    const { page } = await dashboard.open('/ui/nothing/here');
    await page.getByText('There is no page at this address.').waitFor();
    expect(await page.title()).toBe('Not found · codex-serve');
    await expectAccessible(page);
  });
});

describe('a gateway with API keys', () => {
  it('asks for one, refuses a wrong one, and keeps a right one for the tab alone', async () => {
    const keyed = await startTestGateway({ args: ['--api-key', 'secret-key'] });
    onTestFinished(async () => await keyed.close());
    const { page, allow } = await dashboard.open('/', { gateway: keyed });
    allow(/401 \(Unauthorized\)/);
    await page.getByLabel('Key or admin token').waitFor();
    await expectAccessible(page);
    await page.keyboard.type('wrong-key');
    await page.keyboard.press('Enter');
    await page.getByText('The gateway refused this key.').waitFor();
    await page.getByLabel('Key or admin token').fill('secret-key');
    await page.getByRole('button', { name: 'Use this key' }).click();
    await page.getByRole('heading', { name: 'Board', level: 1 }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Board', level: 1 }).waitFor();
    expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('secret-key');
    const other = await page.context().newPage();
    await other.goto(`${keyed.url}/ui/`);
    await other.getByLabel('Key or admin token').waitFor();
  });

  it('remembers one on the device where the reader asks for it, until the reader forgets it', async () => {
    const keyed = await startTestGateway({ args: ['--api-key', 'secret-key'] });
    onTestFinished(async () => await keyed.close());
    const { page, allow } = await dashboard.open('/', { gateway: keyed });
    allow(/401 \(Unauthorized\)/);
    await page.getByLabel('Key or admin token').fill('secret-key');
    await page.getByLabel(/^Remember it on this device/).check();
    await page.getByRole('button', { name: 'Use this key' }).click();
    await page.getByRole('heading', { name: 'Board', level: 1 }).waitFor();
    expect(await page.evaluate(() => JSON.stringify(localStorage))).toContain('secret-key');

    await page.getByRole('button', { name: 'Use another API key' }).click();
    await page.getByRole('button', { name: 'Forget the key' }).click();
    await page.getByLabel('Key or admin token').waitFor();
    const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]));
    expect(kept).not.toContain('secret-key');
  });

  it('takes one from the address, and removes it from there', async () => {
    const keyed = await startTestGateway({ args: ['--api-key', 'secret-key'] });
    onTestFinished(async () => await keyed.close());
    const { page } = await dashboard.open('/#token=secret-key', { gateway: keyed });
    await page.getByRole('heading', { name: 'Board', level: 1 }).waitFor();
    expect(page.url()).toBe(`${keyed.url}/ui/`);
    expect(await page.content()).not.toContain('secret-key');
  });
});
