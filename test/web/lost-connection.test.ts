import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { countCompletions } from '../support/count-completions.ts';
import { useDashboard } from '../support/dashboard.ts';
import { startProxy, type Proxy } from '../support/proxy.ts';
import { whenAsked } from '../support/when-asked.ts';

const dashboard = useDashboard({});

const tools = JSON.stringify([
  { type: 'function', function: { name: 'get_weather', parameters: { type: 'object' } } },
]);

/** Enters a text and sends it. */
async function say(page: Page, field: string, text: string): Promise<void> {
  await page.getByRole('textbox', { name: field }).fill(text);
  await page.keyboard.press('Control+Enter');
}

/** Each place of the dashboard that starts a completion, and the mutation by which it does. */
const starts: readonly [path: string, mutation: string, start: (page: Page) => Promise<void>][] = [
  [
    'playground',
    'startChatCompletion',
    async (page) => await say(page, 'Prompt', 'Tell me a pun.'),
  ],
  [
    'conversations/new',
    'sendMessage',
    async (page) => await say(page, 'Message', 'Tell me a pun.'),
  ],
  [
    'check',
    'sendTestRequest',
    async (page) => await page.getByRole('button', { name: 'Send a test request' }).click(),
  ],
  [
    'connect',
    'startChatCompletion',
    async (page) => await page.getByRole('button', { name: 'Send a first request' }).click(),
  ],
];

/** A page of the dashboard, whose connections can be broken. */
async function openBreakable(
  path: string,
): Promise<{ readonly page: Page; readonly proxy: Proxy }> {
  const { gateway } = dashboard;
  const proxy = await startProxy(gateway.url);
  onTestFinished(async () => await proxy.close());
  const { page, allow } = await dashboard.open(path, { gateway: proxy });
  allow(/WebSocket connection|ERR_|Failed to load/);
  return { page, proxy };
}

/** How many completions something starts that ends with a broken connection, which the page must say. */
async function startedBy(page: Page, start: () => Promise<void>): Promise<number> {
  const { url } = dashboard.gateway;
  const before = await countCompletions(url);
  await start();
  await page.getByText('The connection broke before the answer came.').waitFor();
  return (await countCompletions(url)) - before;
}

describe('a connection that breaks before the dashboard has its answer', () => {
  it.each(starts)('starts one completion at %s, by %s', async (path, mutation, start) => {
    const token = dashboard.gateway.admin.authorization.replace('Bearer ', '');
    const { page, proxy } = await openBreakable(`/ui/${path}#token=${token}`);
    proxy.cutAt(`"${mutation}":`);
    expect(await startedBy(page, async () => await start(page))).toBe(1);
  });

  it('starts one completion where a proxy closes the WebSocket in order', async () => {
    const { page, proxy } = await openBreakable('/ui/playground');
    proxy.closeAt('"startChatCompletion":');
    expect(await startedBy(page, async () => await say(page, 'Prompt', 'Tell me a pun.'))).toBe(1);
  });

  it('starts one completion with the outputs of tools', async () => {
    const { page, proxy } = await openBreakable('/ui/playground');
    await page.locator('summary', { hasText: 'Tools' }).click();
    await page.getByRole('textbox', { name: 'Tools as JSON' }).fill(tools);
    const prompt = 'How is it in Bergen?';
    const calls = [{ name: 'get_weather', arguments: '{}', callId: 'call_1' }];
    dashboard.gateway.standIn.behave(whenAsked(prompt, { kind: 'calls', calls }));
    await say(page, 'Prompt', prompt);
    await page.getByRole('textbox', { name: 'Output of get_weather' }).fill('Fog');
    proxy.cutAt('"submitToolOutputs":');
    expect(await startedBy(page, async () => await page.keyboard.press('Control+Enter'))).toBe(1);
  });
});
