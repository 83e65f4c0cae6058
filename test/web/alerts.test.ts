import { describe, expect, it } from 'vitest';
import { ChatDocument } from '../generated/graphql.ts';
import { ask } from '../schema/ask.ts';
import { execute } from '../schema/clients.ts';
import { expectAccessible } from '../support/accessibility.ts';
import { useDashboard } from '../support/dashboard.ts';

const dashboard = useDashboard({ login: 'present' });

/** The service reports this with an answer. */
async function report(usedPercent: number, resetsInSeconds: number): Promise<void> {
  const resetsAt = Math.floor(Date.now() / 1000) + resetsInSeconds;
  const primary = { usedPercent, windowSeconds: 18_000, resetsAt };
  dashboard.gateway.standIn.account.setQuota({ primary, secondary: null });
  await execute(dashboard.gateway.url, ChatDocument, { input: ask('Hi') });
}

describe('an alert', () => {
  it('is shown above every page, in the title and in the icon, until it ends', async () => {
    await report(10, 9000);
    const { page } = await dashboard.open('/ui/models', { viewport: { width: 390, height: 844 } });
    await expect.poll(async () => await page.title()).toBe('Models · codex-serve');
    const icon = page.locator('link[rel="icon"]');
    expect(await icon.getAttribute('href')).toBe('/ui/icon.svg');
    await report(96, 9000);
    const alerts = page.getByRole('region', { name: 'Alerts' });
    await alerts.getByText('96 % of the quota is used up (codex, 5 hours).').waitFor();
    await alerts.getByText('Requests fail with insufficient_quota once it is used up.').waitFor();
    expect(await page.title()).toBe('(!) Models · codex-serve');
    expect(await icon.getAttribute('href')).toBe('/ui/icon-alert.svg');
    await expectAccessible(page);
    await report(0, 18_000);
    await alerts.waitFor({ state: 'detached' });
    expect(await page.title()).toBe('Models · codex-serve');
    expect(await icon.getAttribute('href')).toBe('/ui/icon.svg');
  });
});
