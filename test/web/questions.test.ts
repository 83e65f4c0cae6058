import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import OpenAI from 'openai';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { homeFiles } from '../../src/home/home-files.ts';
import { useDashboard } from '../support/dashboard.ts';
import { startTestGateway } from '../support/gateway.ts';
import { whenAsked } from '../support/when-asked.ts';
import { insertRows } from '../usage/insert-rows.ts';

const dashboard = useDashboard({ login: 'present' });

const hourMs = 60 * 60 * 1000;

/** So many clicks lead from `/` to an answer. */
const mostClicks = 3;

/** A reader who goes by the visible text alone. */
interface Finder {
  readonly page: Page;
  /** Clicks what has this visible text. Rejects at the fourth click. */
  readonly click: (text: string | RegExp) => Promise<void>;
}

async function open(url?: string): Promise<Finder> {
  const { page } = await dashboard.open('/', url === undefined ? {} : { gateway: { url } });
  let clicks = 0;
  return {
    page,
    async click(text) {
      clicks += 1;
      expect(clicks).toBeLessThanOrEqual(mostClicks);
      const found = await seen(page, text);
      // Whatever lies above the text takes the click, as it takes that of a reader.
      await found.click({ force: true });
    },
  };
}

async function seen(page: Page, text: string | RegExp): Promise<Locator> {
  const found = page.getByText(text).locator('visible=true').first();
  await found.waitFor();
  return found;
}

function client(program: string): OpenAI {
  return new OpenAI({
    baseURL: `${dashboard.gateway.url}/v1`,
    apiKey: 'none',
    maxRetries: 0,
    defaultHeaders: { 'user-agent': `${program}/1.0` },
  });
}

function asking(content: string): { model: string; messages: [{ role: 'user'; content: string }] } {
  return { model: 'gpt-5.5', messages: [{ role: 'user', content }] };
}

describe('a question is answered in three clicks', () => {
  it('which program used most tokens today', async () => {
    await client('frugal').chat.completions.create(asking('Hi.'));
    for (let n = 0; n < 3; n += 1) {
      await client('hungry').chat.completions.create(asking('Tell me a lot. '.repeat(200)));
    }
    const { page, click } = await open();
    await click('Tokens today');
    await seen(page, 'By program');
    await seen(page, 'hungry');
    const names = await page.getByRole('table', { name: 'Usage by Program' }).innerText();
    expect(names.indexOf('hungry')).toBeLessThan(names.indexOf('frugal'));
  });

  it('when the quota of the week resets', async () => {
    const inDays = (days: number): number => Math.round(Date.now() / 1000) + days * 24 * 3600;
    dashboard.gateway.standIn.account.setQuota({
      primary: { usedPercent: 12, windowSeconds: 5 * 3600, resetsAt: inDays(0.1) },
      secondary: { usedPercent: 30, windowSeconds: 7 * 24 * 3600, resetsAt: inDays(3.05) },
    });
    await client('anyone').chat.completions.create(asking('Hello.'));
    const { page, click } = await open();
    await click(/^Quota/);
    const week = page.getByRole('region', { name: /7 days/ });
    await week.getByText('Resets').waitFor();
    expect(await week.innerText()).toMatch(/in 3 d 1 h/);
  });

  it('how to stop a runaway answer', async () => {
    const text = 'and on '.repeat(20);
    dashboard.gateway.standIn.behave(
      whenAsked('Never end.', { kind: 'stall', afterTokens: 10, text }),
    );
    const stream = await client('runaway').chat.completions.create({
      ...asking('Never end.'),
      stream: true,
    });
    const chunks = stream[Symbol.asyncIterator]();
    await chunks.next();
    const reading = (async (): Promise<void> => {
      while ((await chunks.next()).done !== true);
    })();
    const ending = reading.catch((error: unknown) => error);
    const { page, click } = await open();
    await click('runaway');
    await click(/^Cancel$/);
    await click('Really cancel?');
    expect(await ending).toMatchObject({ code: 'cancelled' });
    await seen(page, 'Cancelled');
  });

  it('what to paste into the OpenAI SDK', async () => {
    const { page, click } = await open();
    await click(/^Connect$/);
    await click('OpenAI SDK (JavaScript)');
    const line = await seen(page, `new OpenAI({ baseURL: '${dashboard.gateway.url}/v1', apiKey: `);
    expect(await line.isVisible()).toBe(true);
  });

  it('why requests of yesterday failed', async () => {
    const noon = new Date();
    noon.setHours(12, 0, 0, 0);
    const yesterday = noon.getTime() - 24 * hourMs;
    const fault = { ended_at: yesterday, status: 'failed', error_code: 'queue_timeout' };
    await insertRows(homeFiles(dashboard.gateway.home).usage, [fault, fault, fault]);
    const { page, click } = await open();
    await click(/^Usage$/);
    await click('Yesterday');
    await seen(page, /queue.timeout/i);
    expect(await (await seen(page, /try again|wait|later/i)).isVisible()).toBe(true);
  });

  it('which answer a request id belongs to', async () => {
    const { response } = await client('lost-and-found')
      .chat.completions.create(asking('Where am I?'))
      .withResponse();
    await client('another').chat.completions.create(asking('Not me.'));
    const id = response.headers.get('x-request-id') ?? '';
    const { page, click } = await open();
    await seen(page, 'another');
    await page.getByPlaceholder(/Any id/).fill(id);
    await page.getByRole('gridcell', { name: 'another' }).waitFor({ state: 'hidden' });
    await click('lost-and-found');
    expect(await (await seen(page, id)).isVisible()).toBe(true);
  });
});

it('leads from an empty gateway to the first row in three steps', async () => {
  const gateway = await startTestGateway({ login: 'present' });
  onTestFinished(async () => await gateway.close());
  const began = performance.now();
  const { page, click } = await open(gateway.url);
  await click('Copy the line');
  const line = await (await seen(page, /^curl -N/)).innerText();
  await promisify(execFile)('bash', ['-c', line]);
  await click(/^Board$/);
  const board = page.getByRole('grid', { name: 'Completions' });
  await board.getByText('Completed').waitFor();
  expect(await board.innerText()).toContain('curl');
  const seconds = (performance.now() - began) / 1000;
  process.stdout.write(`From an empty gateway to the first row: ${seconds.toFixed(1)} s\n`);
});
