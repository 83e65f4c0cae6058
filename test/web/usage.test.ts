import { readFile } from 'node:fs/promises';
import path from 'node:path';
import OpenAI from 'openai';
import { describe, expect, it } from 'vitest';
import { homeFiles } from '../../src/home/home-files.ts';
import { expectAccessible } from '../support/accessibility.ts';
import { useDashboard } from '../support/dashboard.ts';
import { startTestGateway } from '../support/gateway.ts';
import { whenAsked } from '../support/when-asked.ts';
import { insertRows, type Row } from '../usage/insert-rows.ts';

const dashboard = useDashboard({});

const hourMs = 3_600_000;

/** An hour ago or more, so that nothing falls into the hour in which a test runs. */
const hoursAgo = (hours: number): number => Date.now() - hours * hourMs;

/** Answers of three programs, at five times of the last day. */
const rows: readonly Row[] = [
  ...[2, 4, 6].map((hours) => ({
    ended_at: hoursAgo(hours),
    program: 'openai-python',
    input_tokens: 1000,
    cached_input_tokens: 600,
    output_tokens: 300,
    reasoning_output_tokens: 100,
    total_tokens: 1300,
  })),
  { ended_at: hoursAgo(3), program: '=cmd()', total_tokens: 15 },
  {
    ended_at: hoursAgo(5),
    program: 'aider',
    key_name: 'laptop',
    status: 'failed',
    error_code: 'upstream_error',
    first_token_at: null,
    total_tokens: null,
    input_tokens: null,
    cached_input_tokens: null,
    output_tokens: null,
    reasoning_output_tokens: null,
  },
];

describe('what was used', () => {
  it('is found by program, as figures, a chart and a table, and the address holds what is selected', async () => {
    await insertRows(homeFiles(path.resolve(dashboard.gateway.home)).usage, rows);
    const { page } = await dashboard.open('/ui/usage');
    const chart = page.getByRole('img', { name: /^Tokens over time/ });
    await chart.waitFor();
    expect(await chart.getAttribute('aria-label')).toBe(
      'Tokens over time: Fresh input 1.21K, Cached input 1.8K, Answer 603, Reasoning 302',
    );
    await page.getByText('60% of input cached').waitFor();
    const table = page.getByRole('table', { name: 'Usage by Program' });
    await table.getByRole('rowheader', { name: 'aider' }).waitFor();
    expect(await table.getByRole('rowheader').allTextContents()).toEqual([
      'openai-python',
      '=cmd()',
      'aider',
    ]);
    await expectAccessible(page);

    await table.getByRole('button', { name: 'aider' }).click();
    await page.getByRole('button', { name: 'Remove the filter Program aider' }).waitFor();
    await page.getByText('Everything ended in').waitFor();
    await page.getByRole('radio', { name: '30 days' }).check();
    await page.getByRole('radio', { name: 'Model' }).check();
    expect(new URL(page.url()).search).toBe('?program=aider&range=month&by=model');
    await page.reload();
    await page.getByRole('button', { name: 'Remove the filter Program aider' }).waitFor();
    expect(await page.getByRole('radio', { name: '30 days' }).isChecked()).toBe(true);
    await page.getByRole('table', { name: 'Usage by Model' }).waitFor();
  });

  it('is a file for a spreadsheet, in which no name is a formula', async () => {
    const { page } = await dashboard.open('/ui/usage');
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: 'CSV', exact: true }).click();
    const file = await coming;
    expect(file.suggestedFilename()).toBe('usage-by-program.csv');
    const [header, ...lines] = (await readFile(await file.path(), 'utf8')).split('\r\n');
    expect(header).toBe(
      'program,requests,failed,cancelled,fresh_input_tokens,cached_input_tokens,answer_tokens,reasoning_tokens,total_tokens,first_token_ms_p50,first_token_ms_p95,duration_ms_p50,duration_ms_p95,estimated_cost_usd,requests_without_price',
    );
    expect(lines.map((line) => line.split(',').slice(0, 9).join(','))).toEqual([
      'openai-python,3,0,0,1200,1800,600,300,3900',
      "'=cmd(),1,0,0,6,4,3,2,15",
      'aider,1,1,0,0,0,0,0,0',
      '',
    ]);
  });

  it('is read by keyboard alone', async () => {
    const { page } = await dashboard.open('/ui/');
    await page.getByRole('heading', { name: 'Board', level: 1 }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('u');
    const range = page.getByRole('radio', { name: '24 hours' });
    await range.focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => new URL(page.url()).search).toBe('?range=today');
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('button', { name: /^Duration/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('img', { name: /^Duration over time: Median / }).waitFor();
    await page.getByText('Show as table').focus();
    await page.keyboard.press('Enter');
    const table = page.getByRole('table', { name: 'Usage over time' });
    await table.waitFor();
    expect(await table.getByRole('row').count()).toBe(6);
    await expectAccessible(page);
  });
});

describe('what failed', () => {
  it('stands with what to do about it and the newest example, and refused requests by reason', async () => {
    const gateway = await startTestGateway({ args: ['--api-key', 'laptop:secret-key'] });
    const openai = new OpenAI({
      baseURL: `${gateway.url}/v1`,
      apiKey: 'secret-key',
      maxRetries: 0,
    });
    const ask = async (content: string): Promise<string> =>
      await openai.chat.completions
        .create({ model: 'gpt-5.5', messages: [{ role: 'user', content }] })
        .then(
          ({ id }) => id,
          (error: unknown) => String(error),
        );
    gateway.standIn.behave(
      whenAsked('Fail.', {
        kind: 'failed',
        code: 'context_length_exceeded',
        message: 'Too long.',
      }),
    );
    await ask('Fail.');
    await ask('Succeed.');
    const wrong = new OpenAI({ baseURL: `${gateway.url}/v1`, apiKey: 'wrong', maxRetries: 0 });
    await Promise.allSettled([wrong.models.list(), wrong.models.list()]);
    await openai.chat.completions.create({ model: 'gpt-5.5', messages: [] }).catch(() => undefined);

    const { page } = await dashboard.open('/ui/usage#token=secret-key', { gateway });
    await page.getByText('1 completed · 3 refused').waitFor();
    const refused = page.getByRole('region', { name: 'Refused requests' });
    expect(await refused.getByRole('listitem').allTextContents()).toEqual([
      expect.stringMatching(/^INVALID_API_KEY2.*OpenAI\/JS, no key/),
      expect.stringMatching(/^OpenAI\/JS, no key/),
      expect.stringMatching(/^INVALID_VALUE1.*OpenAI\/JS, key laptop, Chat/),
      expect.stringMatching(/^OpenAI\/JS, key laptop, Chat/),
    ]);
    await page.getByRole('button', { name: /^Errors 1/ }).click();
    await expectAccessible(page);
    const errors = page.getByRole('region', { name: 'Errors', exact: true });
    await errors.getByText('Shorten the conversation').waitFor();
    await errors.getByRole('link', { name: /^Newest example/ }).click();
    await page.waitForURL(/\/ui\/\?id=chatcmpl-/);
    await page.close();
    await gateway.close();
  });
});

describe('more groups than a report may have', () => {
  it('leave the rest of the page as it is, and the other groups', async () => {
    const gateway = await startTestGateway();
    const many = Array.from({ length: 2030 }, (_, index): Row => ({
      ended_at: hoursAgo(24 + 6 * (index % 100)),
      program: `program-${index}`,
    }));
    await insertRows(homeFiles(path.resolve(gateway.home)).usage, many);
    const { page } = await dashboard.open('/ui/usage?range=month', { gateway });
    await page.getByText('There are too many groups to show.').waitFor();
    await page.getByRole('img', { name: /^Tokens over time/ }).waitFor();
    await expectAccessible(page);
    await page.getByRole('radio', { name: 'Model' }).check();
    await page.getByRole('table', { name: 'Usage by Model' }).waitFor();
    expect(await page.getByText('There are too many groups to show.').count()).toBe(0);
    await page.close();
    await gateway.close();
  });
});

describe('a gateway that keeps no usage', () => {
  it('says so, and shows no figures', async () => {
    const gateway = await startTestGateway({ args: ['--usage-days', '0'] });
    const { page } = await dashboard.open('/ui/usage', { gateway });
    await page.getByText('This gateway keeps no usage.').waitFor();
    expect(await page.getByRole('list', { name: 'Figures' }).count()).toBe(0);
    await expectAccessible(page);
    await page.close();
    await gateway.close();
  });
});

describe('a gateway that nobody has asked anything', () => {
  it('says so, without zeros in rows and columns', async () => {
    const gateway = await startTestGateway();
    const { page } = await dashboard.open('/ui/usage', { gateway });
    await page.getByText('No request ended in this span of time.').first().waitFor();
    await page.getByText('No answer failed in this span of time.').waitFor();
    await page.getByText('No request was refused in this span of time.').waitFor();
    expect(await page.getByRole('table').count()).toBe(0);
    expect(await page.getByRole('img').count()).toBe(0);
    await expectAccessible(page);
    await page.close();
    await gateway.close();
  });
});
