import { expect, it } from 'vitest';
import { expectAccessible } from '../support/accessibility.ts';
import { useDashboard } from '../support/dashboard.ts';
import { tabTo } from '../support/keyboard.ts';

const dashboard = useDashboard({
  args: (
    '--api-key alice:secret-of-alice,bob:secret-of-bob --admin-keys alice ' +
    '--max-turns 7 --fallback-model gpt-5.5 --model-alias gpt-4o=gpt-5.5'
  ).split(' '),
});

it('shows an admin what runs, what is kept, and the settings with their sources', async () => {
  const { page } = await dashboard.open('/ui/about#token=secret-of-alice');
  const settings = page.getByRole('region', { name: 'Settings in force' });
  const maxTurns = settings.locator('div').filter({ hasText: /^--max-turns7 flag/ });
  await maxTurns.waitFor();
  await settings.getByText('set, never shown').first().waitFor();
  expect(await page.content()).not.toContain('secret-of-bob');
  await page.getByRole('region', { name: 'What runs' }).getByText('0.0.0').waitFor();
  const process = page.getByRole('region', { name: 'How it runs' });
  await process.getByText(/^\d[\d.]* (?:ms|s|min .*) since /).waitFor();
  await process.getByText(/^[\d.]+ MB/).waitFor();
  await process.getByText('Event loop delay').waitFor();
  const kept = page.getByRole('region', { name: 'What is kept' });
  await kept.getByText('on disk, over restarts').waitFor();
  await kept.getByText('for 90 days').waitFor();
  await page.getByRole('region', { name: 'API keys' }).getByText('bob').waitFor();
  await expectAccessible(page);

  expect(await settings.getByText('--usage-days').count()).toBe(0);
  await settings.getByRole('radio', { name: 'All' }).check();
  await settings.getByText('--usage-days').waitFor();
  await expectAccessible(page);
});

it('hides the names of keys in the settings, too', async () => {
  const { page } = await dashboard.open('/ui/about#token=secret-of-alice');
  const setting = page.getByRole('region', { name: 'Settings in force' }).locator('div');
  await setting.filter({ hasText: /^--admin-keysalice flag/ }).waitFor();
  await page.getByRole('button', { name: 'Hide e-mail addresses and key names' }).click();
  await setting.filter({ hasText: /^--admin-keysKey 1 flag/ }).waitFor();
  expect(await setting.filter({ hasText: /^--admin-keysalice/ }).count()).toBe(0);
});

it('says to any other key what it does not see', async () => {
  const { page } = await dashboard.open('/ui/about#token=secret-of-bob');
  await page.getByText('This key does not see the settings').waitFor();
  await page.getByRole('region', { name: 'What runs' }).waitFor();
  for (const name of ['Settings in force', 'API keys']) {
    expect(await page.getByRole('region', { name }).count()).toBe(0);
  }
  expect(await page.getByText('Event loop delay').count()).toBe(0);
  await expectAccessible(page);
});

it('lists the models with what each can do, and tries one', async () => {
  const { page } = await dashboard.open('/ui/models#token=secret-of-alice');
  const row = page.getByRole('listitem').filter({ hasText: 'gpt-4o' });
  await row.getByText('fallback').waitFor();
  await row.getByText('gpt-5.5', { exact: true }).waitFor();
  await row.getByText(/\(default\)/).waitFor();
  await row.getByText('text, image').waitFor();
  await page.getByText('A request for any other model is answered by').waitFor();
  await expectAccessible(page);
  await tabTo(page, 'Reload');
  await row.getByRole('link', { name: 'Try it' }).click();
  await page.getByRole('heading', { name: 'Playground' }).waitFor();
  await expect.poll(async () => await page.locator('select').first().inputValue()).toBe('gpt-5.5');
});
