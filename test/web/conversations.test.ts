import { readFile } from 'node:fs/promises';
import OpenAI from 'openai';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { expectAccessible } from '../support/accessibility.ts';
import { useDashboard } from '../support/dashboard.ts';
import { startTestGateway } from '../support/gateway.ts';
import { lastAsked } from '../support/last-asked.ts';
import { whenAsked } from '../support/when-asked.ts';

const dashboard = useDashboard({});

const pixel =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGN4oKAAAAMEASFndL7nAAAAAElFTkSuQmCC';

const tool = {
  type: 'function',
  name: 'get_weather',
  parameters: { type: 'object', properties: { city: { type: 'string' } } },
  strict: false,
} as const;

function openai(): OpenAI {
  return new OpenAI({ baseURL: `${dashboard.gateway.url}/v1`, apiKey: 'none' });
}

/** Makes conversations of one message each. */
async function fill(titles: readonly string[]): Promise<void> {
  const query =
    'mutation($input: CreateConversationInput!) { createConversation(input: $input) { __typename } }';
  for (const title of titles) {
    const messages = [{ role: 'USER', content: [{ text: `About ${title}` }] }];
    const body = JSON.stringify({ query, variables: { input: { title, messages } } });
    const headers = { 'content-type': 'application/json', accept: 'application/json' };
    const url = `${dashboard.gateway.url}/graphql`;
    expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(200);
  }
}

/** Types a message and sends it, without the mouse. */
async function say(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Message' }).focus();
  await page.keyboard.insertText(text);
  await page.keyboard.press('Control+Enter');
}

describe('the conversations', () => {
  it('teaches where there are none, begins one, and is renamed, forked, exported and deleted', async () => {
    const { gateway } = dashboard;
    const { page } = await dashboard.open('/ui/conversations');
    await page.getByText('Nothing is kept yet.').waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Begin a conversation' }).focus();
    await page.keyboard.press('Enter');
    const prompt = 'Name a lighthouse.';
    const stall = { kind: 'stall', afterTokens: 3, text: 'one two three four' } as const;
    gateway.standIn.behave(whenAsked(prompt, stall, { kind: 'text', text: '**Lindesnes**' }));
    await page.getByRole('textbox', { name: 'Message' }).and(page.locator(':focus')).waitFor();
    await say(page, prompt);
    const turns = page.getByRole('article');
    await turns.getByText('one two three', { exact: true }).waitFor();
    await page.getByRole('textbox', { name: 'Message' }).and(page.locator(':focus')).waitFor();
    expect(new URL(page.url()).pathname).toMatch(/^\/ui\/conversations\/conv_\w+$/);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Stop' }).click();
    await turns.getByText('Cancelled').first().waitFor();

    const message = page.getByRole('textbox', { name: 'Message' });
    await message.fill('Unsent');
    await page.reload();
    expect(await message.inputValue()).toBe('Unsent');
    await message.fill('');
    await say(page, prompt);
    await turns.nth(1).getByRole('strong').getByText('Lindesnes').waitFor();
    const link = turns.nth(1).getByRole('link', { name: 'Show on the board' });
    expect(await link.getAttribute('href')).toMatch(/^\/ui\/\?id=resp_\w+$/);

    await page.getByRole('button', { name: 'Rename' }).click();
    await page.getByRole('textbox', { name: 'Title' }).fill('Lights of Norway');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Lights of Norway' }).waitFor();
    const list = page.getByRole('navigation', { name: 'Conversations' });
    await list.getByText('Lights of Norway').waitFor();

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export as JSON' }).click(),
    ]);
    const exported: unknown = JSON.parse(await readFile(await download.path(), 'utf8'));
    const { items } = z.object({ items: z.array(z.unknown()) }).parse(exported);
    expect(JSON.stringify(items)).toContain('**Lindesnes**');
    expect(exported).toMatchObject({ object: 'conversation', title: 'Lights of Norway' });

    const original = page.url();
    await turns.nth(1).getByRole('button', { name: 'Fork here' }).click();
    await page.getByText('Forked from').waitFor();
    expect(page.url()).not.toBe(original);
    await page.getByRole('strong').getByText('Lindesnes').waitFor();
    gateway.standIn.behave(whenAsked('And another?', { kind: 'text', text: 'Færder' }));
    await say(page, 'And another?');
    await turns.getByText('Færder').waitFor();
    await page.getByRole('strong').getByText('Lindesnes').waitFor();

    await page.getByRole('button', { name: 'Delete' }).click();
    await expectAccessible(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('Select a conversation').waitFor();
    await expect.poll(async () => await list.getByRole('listitem').count()).toBe(1);
    await list.getByRole('link', { name: /Lights of Norway/ }).click();
    await page.getByRole('strong').getByText('Lindesnes').waitFor();
  });

  it('shows the turns of another API as they come, with all of their items', async () => {
    const { gateway } = dashboard;
    const { id: conversation } = await openai().conversations.create({});
    const { page } = await dashboard.open(`/ui/conversations/${conversation}`);
    await page.getByRole('textbox', { name: 'Message' }).waitFor();
    const prompt = 'How is it in Bergen?';
    gateway.standIn.behave(
      whenAsked(prompt, {
        kind: 'items',
        items: [
          { kind: 'reasoning', summary: ['Rain, most likely.'], tokens: 9, encrypted: 'secret' },
          { kind: 'function_call', name: 'get_weather', input: '{"city":"Bergen"}' },
        ],
      }),
    );
    const called = await openai().responses.create({
      model: 'gpt-5.5',
      conversation,
      input: [
        {
          role: 'user',
          content: [
            { type: 'input_text', text: prompt },
            { type: 'input_image', image_url: pixel, detail: 'low' },
          ],
        },
      ],
      tools: [tool],
      reasoning: { summary: 'auto' },
    });
    const turns = page.getByRole('article');
    await turns.nth(0).getByText('Rain, most likely.').waitFor();
    const call = turns.nth(0).getByRole('region', { name: 'Call of get_weather' });
    await call.getByText('"Bergen"').waitFor();
    await turns.nth(0).getByText('Image, detail low').waitFor();
    await turns.nth(0).getByRole('button', { name: 'Show', exact: true }).click();
    const picture = turns.nth(0).getByRole('img');
    expect(await picture.getAttribute('src')).toBe(pixel);
    await page.getByRole('textbox', { name: 'Output of get_weather' }).waitFor();
    await expectAccessible(page);

    const callId = called.output.find((item) => item.type === 'function_call')?.call_id ?? '';
    await openai().responses.create({
      model: 'gpt-5.5',
      conversation,
      input: [{ type: 'function_call_output', call_id: callId, output: '{"degrees":12}' }],
      tools: [tool],
    });
    const output = turns.nth(1).getByRole('region', { name: 'Output of get_weather' });
    await output.getByText('degrees').waitFor();
    await turns.nth(1).getByText('Completed').waitFor();
    await expectAccessible(page);

    // A fork at the call waits for an output of its own.
    await turns.nth(0).getByRole('button', { name: 'Fork here' }).click();
    await page.getByText('Forked from').waitFor();
    await page.getByRole('textbox', { name: 'Output of get_weather' }).fill('Snow');
    await page.keyboard.press('Control+Enter');
    await turns.getByRole('region', { name: 'Output of ' }).getByText('Snow').waitFor();
    await turns.getByText('Completed').waitFor();
  });

  it('takes the output of a call that stands before the first turn', async () => {
    const { id } = await openai().conversations.create({
      items: [
        { type: 'message', role: 'user', content: 'How is it in Vardø?' },
        { type: 'function_call', call_id: 'call_1', name: 'get_weather', arguments: '{}' },
      ],
    });
    const { page } = await dashboard.open(`/ui/conversations/${id}`);
    await page.getByRole('textbox', { name: 'Output of get_weather' }).fill('Fog');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('article').getByRole('blockquote').getByText('Fog').waitFor();
    await page.getByRole('textbox', { name: 'Message' }).waitFor();
    expect(lastAsked(dashboard.gateway.standIn)?.input.at(-1)).toMatchObject({
      type: 'function_call_output',
      call_id: 'call_1',
      output: 'Fog',
    });
  });

  it('keeps what is written while a message is being sent', async () => {
    const { page } = await dashboard.open('/ui/conversations/new');
    const message = page.getByRole('textbox', { name: 'Message' });
    await page.routeWebSocket('**/graphql', (socket) => {
      const gateway = socket.connectToServer();
      socket.onMessage(async (sent) => {
        if (sent.includes('sendMessage')) await message.fill('And then?');
        gateway.send(sent);
      });
    });
    await message.fill('First.');
    await page.getByRole('button', { name: 'Send' }).click();
    const turns = page.getByRole('article');
    await turns.getByText('Completed').waitFor();
    expect(await message.inputValue()).toBe('And then?');
    await page.getByRole('button', { name: 'Send' }).click();
    await turns.nth(1).getByText('Completed').waitFor();
    expect(await message.inputValue()).toBe('And then?');
    await page.reload();
    await turns.nth(1).getByText('Completed').waitFor();
    expect(await message.inputValue()).toBe('And then?');
  });

  it('searches all that was said, and gives the list by pages', async () => {
    await fill(Array.from({ length: 33 }, (_, index) => `Lamp ${index + 1}`));
    const { page } = await dashboard.open('/ui/conversations', {
      viewport: { width: 390, height: 844 },
    });
    const rows = page.getByRole('navigation', { name: 'Conversations' }).getByRole('listitem');
    await page.getByText('Lamp 33').waitFor();
    expect(await rows.count()).toBe(30);
    await page.getByRole('button', { name: 'Show more' }).click();
    await page.getByText('Lamp 1', { exact: true }).waitFor();

    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('/');
    await page.keyboard.insertText('about lamp 17');
    await expect.poll(async () => await rows.count()).toBe(1);
    expect(new URL(page.url()).searchParams.get('search')).toBe('about lamp 17');
    await rows.getByRole('link').click();
    await page.getByText('About Lamp 17').waitFor();
    expect(await rows.count()).toBe(0);
    await page.getByRole('link', { name: 'All conversations' }).click();
    await expect.poll(async () => await rows.count()).toBe(1);
    await page.getByRole('searchbox').fill('nothing has this');
    await page.getByText('Nothing has all of these words.').waitFor();
    await expectAccessible(page);
  });

  it('says what to do where conversations are not kept, or one is gone', async () => {
    const off = await startTestGateway({ args: ['--store', 'off'] });
    const { page } = await dashboard.open('/ui/conversations', { gateway: off });
    await page.getByText('Conversations are not kept.').waitFor();
    await expectAccessible(page);
    const other = await dashboard.open('/ui/conversations/conv_gone');
    await other.page.getByRole('alert').getByText('conv_gone').waitFor();
    expect(await other.page.getByRole('button', { name: 'Send' }).count()).toBe(0);
    await expectAccessible(other.page);
    // It would complain of the gateway that is gone.
    await page.close();
    await off.close();
  });
});
