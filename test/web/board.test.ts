import { once } from 'node:events';
import { createServer } from 'node:http';
import OpenAI from 'openai';
import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { expectAccessible } from '../support/accessibility.ts';
import { useDashboard } from '../support/dashboard.ts';
import { startTestGateway } from '../support/gateway.ts';
import { startKillableGateway } from '../support/killable-gateway.ts';
import { startProxy } from '../support/proxy.ts';
import { startTestUpstream } from '../support/stand-in-home.ts';
import { whenAsked } from '../support/when-asked.ts';

const dashboard = useDashboard();

/** How often a watched answer is cut; `CUT_COUNT=50` for the long form. */
const cutCount = Number(process.env['CUT_COUNT'] ?? 12);

const stall = { kind: 'stall', afterTokens: 3, text: 'one two three four' } as const;

function openaiAt(url: string, key = 'none', program = 'board-test/1.0'): OpenAI {
  return new OpenAI({
    baseURL: `${url}/v1`,
    apiKey: key,
    maxRetries: 0,
    defaultHeaders: { 'user-agent': program },
  });
}

async function ask(url: string, content: string, key?: string): Promise<string> {
  const messages = [{ role: 'user', content }] as const;
  const { id } = await openaiAt(url, key).chat.completions.create({
    model: 'gpt-5.5',
    messages: [...messages],
  });
  return id;
}

function rowOf(page: Page, id: string): ReturnType<Page['locator']> {
  return page.locator(`[data-row="${id}"]`);
}

describe('the board', () => {
  it('shows a chat of an SDK as it comes, and cancels it', async () => {
    const { gateway } = dashboard;
    const { page } = await dashboard.open('/ui/');
    await page.getByRole('heading', { name: 'Board', level: 1 }).waitFor();
    const prompt = 'Say it slowly.';
    gateway.standIn.behave(whenAsked(prompt, stall));
    const stream = await openaiAt(gateway.url).chat.completions.create({
      model: 'gpt-5.5',
      messages: [{ role: 'user', content: prompt }],
      stream: true,
    });
    const chunks = stream[Symbol.asyncIterator]();
    let text = '';
    let id = '';
    while (text !== 'one two three') {
      const { value, done } = await chunks.next();
      if (done === true) throw new Error(`It ended after "${text}".`);
      id = value.id;
      text += value.choices[0]?.delta.content ?? '';
    }

    await rowOf(page, id).getByText('Running').waitFor();
    await rowOf(page, id).getByText('board-test').waitFor();
    await rowOf(page, id).click();
    const pane = page.getByRole('region', { name: 'Completion', exact: true });
    await pane.getByText('one two three', { exact: true }).waitFor();
    expect(new URL(page.url()).searchParams.get('id')).toBe(id);
    await expectAccessible(page);

    await page.keyboard.press('x');
    await pane.getByRole('button', { name: 'Really cancel?' }).waitFor();
    await page.keyboard.press('x');
    await expect(chunks.next()).rejects.toMatchObject({ code: 'cancelled' });
    await rowOf(page, id).getByText('Cancelled').waitFor();
    await page.keyboard.press('Escape');
    await pane.waitFor({ state: 'detached' });
  });

  it('follows an opened answer to its end, though the filter leaves it out by then', async () => {
    const { gateway } = dashboard;
    gateway.standIn.behave(whenAsked('Stop halfway.', stall));
    const stream = await openaiAt(gateway.url).chat.completions.create({
      model: 'gpt-5.5',
      messages: [{ role: 'user', content: 'Stop halfway.' }],
      stream: true,
    });
    const { value } = await stream[Symbol.asyncIterator]().next();
    const id: string = value?.id ?? '';
    const { page } = await dashboard.open(`/ui/?status=running&id=${id}`);
    await rowOf(page, id).waitFor();
    const pane = page.getByRole('region', { name: 'Completion', exact: true });
    await pane.getByText('Running').waitFor();

    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await page.mouse.click(5, 5);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await pane.getByText('Running').waitFor();

    stream.controller.abort();
    await rowOf(page, id).waitFor({ state: 'detached' });
    await pane.getByText('Cancelled').waitFor();
    expect(new URL(page.url()).searchParams.get('id')).toBe(id);
  });

  it('does not move while the reader is at it', async () => {
    const { gateway } = dashboard;
    const first = await ask(gateway.url, 'The first one.');
    const { page } = await dashboard.open('/ui/');
    await rowOf(page, first).waitFor();
    await page.keyboard.press('j');
    await expect
      .poll(async () => await rowOf(page, first).evaluate((row) => row === document.activeElement))
      .toBe(true);
    const second = await ask(gateway.url, 'The second one.');
    await page.getByRole('button', { name: '1 new' }).waitFor();
    expect(await rowOf(page, second).count()).toBe(0);
    await page.keyboard.press('n');
    await rowOf(page, second).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Completion', exact: true }).getByText(first).waitFor();
  });

  it.each(['the id of the completion', 'the id of the request'])(
    'finds a row by %s',
    async (which) => {
      const { gateway } = dashboard;
      const { data, response } = await openaiAt(gateway.url)
        .chat.completions.create({
          model: 'gpt-5.5',
          messages: [{ role: 'user', content: 'Find me.' }],
        })
        .withResponse();
      await ask(gateway.url, 'Not me.');
      const { page } = await dashboard.open('/ui/');
      await rowOf(page, data.id).waitFor();
      await page.keyboard.press('/');
      const id = which === 'the id of the request' ? response.headers.get('x-request-id') : data.id;
      await page.keyboard.type(id ?? '');
      await expect.poll(async () => await page.locator('[data-row]').count()).toBe(1);
      await rowOf(page, data.id).waitFor();
    },
  );

  it('fits a phone, in the dark', async () => {
    const { gateway } = dashboard;
    const id = await ask(gateway.url, 'Something short.');
    const { page } = await dashboard.open(`/ui/?id=${id}`, {
      viewport: { width: 390, height: 844 },
      colorScheme: 'dark',
    });
    await page.getByRole('region', { name: 'Completion', exact: true }).getByText(id).waitFor();
    await rowOf(page, id).waitFor();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBe(390);
    await expectAccessible(page);
  });
});

describe('a lost connection', () => {
  it('costs no token of a watched answer, and shows none twice', async () => {
    const upstream = await startTestUpstream({ tokensPerSecond: 40 });
    onTestFinished(async () => await upstream.close());
    const gateway = await startTestGateway({ upstream });
    onTestFinished(async () => await gateway.close());
    const proxy = await startProxy(gateway.url);
    onTestFinished(async () => await proxy.close());
    const words = Array.from({ length: cutCount * 30 }, (_, place) => `w${place}`).join(' ');
    gateway.standIn.behave(whenAsked('Count.', { kind: 'text', text: words }));
    const stream = await openaiAt(gateway.url).chat.completions.create({
      model: 'gpt-5.5',
      messages: [{ role: 'user', content: 'Count.' }],
      stream: true,
    });
    const chunks = stream[Symbol.asyncIterator]();
    const { value } = await chunks.next();
    const id: string = value?.id ?? '';

    const { page, allow } = await dashboard.open(`/ui/?id=${id}`, { gateway: proxy });
    allow(/WebSocket connection|ERR_|Failed to load/);
    const pane = page.getByRole('region', { name: 'Completion', exact: true });
    const shown = async (): Promise<string> =>
      await pane.locator('[translate="no"]').first().innerText();
    let seen = 0;
    for (let cuts = 0; cuts < cutCount; cuts += 1) {
      // Cut wherever the stream is once something new is there.
      await expect.poll(async () => (await shown()).length, { interval: 20 }).toBeGreaterThan(seen);
      seen = (await shown()).length;
      expect(words.startsWith((await shown()).trimEnd())).toBe(true);
      proxy.cut();
    }
    for await (const _ of { [Symbol.asyncIterator]: () => chunks });
    await pane.getByText('Completed').waitFor();
    await expect.poll(shown).toBe(words);
  });

  it('shows a long answer line by line as it was written', async () => {
    const { gateway } = dashboard;
    const ends = ['\n', '\n\n', '\n\n\n', '\n    '];
    const lines = Array.from({ length: 200 }, (_, place) => `Line ${place}.${ends[place % 4]}`);
    const text = `${lines.join('')}The end.`;
    gateway.standIn.behave(whenAsked('Write much.', { kind: 'text', text }));
    const id = await ask(gateway.url, 'Write much.');

    const { page } = await dashboard.open(`/ui/?id=${id}`);
    const answer = page.getByRole('region', { name: 'Answer' }).locator('[translate="no"]').first();
    await answer.getByText('The end.').waitFor();
    expect(await answer.innerText()).toBe(text);
    expect(await answer.locator('div').count()).toBeGreaterThan(2);
  });

  it('dims the page, and a restarted gateway fills it again without a reload', async () => {
    const upstream = await startTestUpstream();
    onTestFinished(async () => await upstream.close());
    const before = await startKillableGateway(upstream);
    const proxy = await startProxy(before.url);
    onTestFinished(async () => await proxy.close());
    const first = await ask(before.url, 'Before.');
    const { page, allow } = await dashboard.open('/ui/', { gateway: proxy });
    allow(/WebSocket connection|ERR_|Failed to load/);
    await rowOf(page, first).waitFor();
    await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));

    proxy.leadTo(null);
    await before.kill();
    const state = page.getByRole('status', { name: 'State of the gateway' });
    await state.getByText('Gateway unreachable').waitFor();
    await state.getByText(/last seen/).waitFor();

    const after = await startKillableGateway(upstream);
    onTestFinished(async () => await after.kill());
    const second = await ask(after.url, 'After.');
    proxy.leadTo(after.url);
    await state.getByText(/ready/).waitFor();
    await rowOf(page, second).waitFor();
    await rowOf(page, first).waitFor();
    expect(await page.evaluate(() => 'isSamePage' in globalThis)).toBe(true);
  });
});

describe('without API keys', () => {
  it('a page on another loopback port sees what it started, and nothing else', async () => {
    const { gateway, browser } = dashboard;
    const foreign = await ask(gateway.url, 'Not for the page.');
    const other = createServer((_, response) => {
      response.setHeader('content-type', 'text/html').end('<title>Another program</title>');
    }).listen(0, '127.0.0.1');
    await once(other, 'listening');
    onTestFinished(() => void other.close());
    const address = other.address();
    if (address === null || typeof address === 'string') throw new Error('There is no port.');
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${address.port}/`);

    const seen = await page.evaluate(async (url) => {
      const send = async (path: string, body: object): Promise<unknown> => {
        const response = await fetch(url + path, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        });
        return await response.json();
      };
      const messages = [{ role: 'user', content: 'For the page.' }];
      const own = await send('/v1/chat/completions', { model: 'gpt-5.5', messages });
      const query = '{ completions { edges { node { completionId } } } }';
      return { own, list: await send('/graphql', { query }) };
    }, gateway.url);
    await page.close();

    const { own, list } = seenByGuest.parse(seen);
    expect(list.data.completions.edges.map(({ node }) => node.completionId)).toEqual([own.id]);
    expect(own.id).not.toBe(foreign);
  });
});

const seenByGuest = z.object({
  own: z.object({ id: z.string() }),
  list: z.object({
    data: z.object({
      completions: z.object({
        edges: z.array(z.object({ node: z.object({ completionId: z.string() }) })),
      }),
    }),
  }),
});

describe('with API keys', () => {
  it('each key sees its own rows, and an admin all', async () => {
    const gateway = await startTestGateway({
      args: ['--api-key', 'alice:key-of-alice,bob:key-of-bob'],
    });
    onTestFinished(async () => await gateway.close());
    const [ofAlice, ofBob] = await Promise.all([
      ask(gateway.url, 'I am Alice.', 'key-of-alice'),
      ask(gateway.url, 'I am Bob.', 'key-of-bob'),
    ]);
    const seenBy = async (key: string): Promise<string[]> => {
      const { page } = await dashboard.open(`/ui/#token=${key}`, { gateway });
      await page.locator('[data-row]').first().waitFor();
      return await page
        .locator('[data-row]')
        .evaluateAll((rows) => rows.map((row) => row.dataset['row'] ?? ''));
    };

    expect(await seenBy('key-of-alice')).toEqual([ofAlice]);
    expect(await seenBy('key-of-bob')).toEqual([ofBob]);
    const admin = gateway.admin.authorization.replace('Bearer ', '');
    expect((await seenBy(admin)).toSorted()).toEqual([ofAlice, ofBob].toSorted());
  });
});
