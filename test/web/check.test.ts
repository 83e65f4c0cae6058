import { describe, expect, it } from 'vitest';
import { expectAccessible } from '../support/accessibility.ts';
import { useDashboard } from '../support/dashboard.ts';
import { tabTo } from '../support/keyboard.ts';

const dashboard = useDashboard({
  login: 'missing',
  args: ['--api-key', 'alice:secret-of-alice,bob:secret-of-bob', '--admin-keys', 'alice'],
});

describe('the page Check', () => {
  it('shows what fails with its remedy, and all in order once that is followed', async () => {
    const { page } = await dashboard.open('/ui/check#token=secret-of-alice');
    await page.getByRole('alert').getByText('1 thing keeps it from working').waitFor();
    const findings = page.getByRole('region', { name: 'Findings' }).getByRole('listitem');
    const first = findings.first();
    await first.getByText('Failed').waitFor();
    await first.getByText('Codex is not logged in.').waitFor();
    await first.getByText('What to do:').waitFor();
    await first.getByRole('button', { name: 'Copy the command' }).waitFor();
    await expectAccessible(page);

    await dashboard.gateway.writeLogin();
    await expect
      .poll(
        async () => {
          await page.getByRole('button', { name: 'Check again' }).click();
          return await page.getByText('Everything is in order').count();
        },
        { timeout: 30_000, interval: 1000 },
      )
      .toBe(1);
    await page.getByText('Codex is logged in: ChatGPT, plan plus, ada@example.com.').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Hide e-mail addresses and key names' }).click();
    await page.getByText('Codex is logged in: ChatGPT, plan plus, hidden.').waitFor();
    await dashboard.gateway.removeLogin();
  });

  it('is copied as text', async () => {
    const { page } = await dashboard.open('/ui/check#token=secret-of-alice');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await tabTo(page, 'Copy as text');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const text = await page.evaluate(async () => await navigator.clipboard.readText());
    expect(text).toMatch(/^codex-serve 0\.0\.0, checked at \S+\n\n/);
    expect(text).toMatch(/\nok {6}Settings: The settings do not conflict\.\n/);
    expect(text).not.toContain('secret-of');
  });

  it('sends a test request on a click alone', async () => {
    const { gateway } = dashboard;
    await gateway.writeLogin();
    const { page } = await dashboard.open('/ui/check#token=secret-of-alice');
    await page.getByRole('region', { name: 'Findings' }).waitFor();
    const asked = (): number => gateway.standIn.requests.filter(({ prewarm }) => !prewarm).length;
    const before = asked();
    const panel = page.getByRole('region', { name: 'Test request' });
    await expect
      .poll(async () => {
        await panel.getByRole('button', { name: 'Send a test request' }).click();
        await panel
          .getByText(/pong|Code/)
          .first()
          .waitFor();
        return await panel.getByText('pong', { exact: true }).count();
      })
      .toBe(1);
    expect(asked()).toBe(before + 1);
    await expectAccessible(page);
    await gateway.removeLogin();
  });

  it('says to any other key that it may not', async () => {
    const { page } = await dashboard.open('/ui/check#token=secret-of-bob');
    await page.getByText('This key may not examine the gateway').waitFor();
    expect(await page.getByRole('button', { name: 'Send a test request' }).count()).toBe(0);
    await expectAccessible(page);
  });
});
