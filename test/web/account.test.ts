import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { LogoutDocument } from '../generated/graphql.ts';
import { execute } from '../schema/clients.ts';
import { expectAccessible } from '../support/accessibility.ts';
import { useDashboard } from '../support/dashboard.ts';
import { tabTo } from '../support/keyboard.ts';

const dashboard = useDashboard({ login: 'missing' });

beforeEach(async () => {
  const { url, admin } = dashboard.gateway;
  await execute(url, LogoutDocument, {}, admin);
});

/** Opens the page with the admin token in the address, as the start of the gateway prints it. */
async function openAsAdmin(): Promise<Page> {
  const token = dashboard.gateway.admin.authorization.replace('Bearer ', '');
  const { page } = await dashboard.open(`/ui/account#token=${token}`);
  return page;
}

/** The code that the service gave out last. */
function newestCode(): string {
  return dashboard.gateway.standIn.account.deviceCodes.at(-1)?.userCode ?? 'none';
}

async function startLogin(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Log in with ChatGPT' }).click();
  await page.getByRole('heading', { name: 'Approve the login' }).waitFor();
}

describe('the account page', () => {
  it('logs in by device code and out again, by keyboard alone', async () => {
    const page = await openAsAdmin();
    await page.getByRole('heading', { name: 'Not logged in' }).waitFor();
    await page.getByRole('list', { name: 'Three steps to the first answer' }).waitFor();
    await expectAccessible(page);
    await tabTo(page, 'Log in with ChatGPT');
    await page.keyboard.press('Enter');

    await page.getByRole('heading', { name: 'Approve the login' }).waitFor();
    await page.getByText(newestCode()).waitFor();
    const address = `${dashboard.gateway.standIn.account.issuer}/codex/device`;
    expect(await page.getByRole('link', { name: address }).getAttribute('href')).toBe(address);
    await page.getByText(/The code works for another 1[45]:\d\d\./).waitFor();
    await expectAccessible(page);
    dashboard.gateway.standIn.account.approve(newestCode());

    await page.getByText('The login is complete').waitFor();
    await page.getByText('ada@example.com').waitFor();
    await page.getByText('Plus', { exact: true }).waitFor();
    await expectAccessible(page);

    await tabTo(page, 'Log out');
    await page.keyboard.press('Enter');
    const question = page.getByRole('dialog', { name: 'Log Codex out?' });
    await question.getByText('for every other program that uses it').waitFor();
    await page.keyboard.press('Escape');
    await question.waitFor({ state: 'detached' });
    await page.getByText('ada@example.com').waitFor();
    await tabTo(page, 'Log out');
    await page.keyboard.press('Enter');
    await tabTo(page, 'Log out');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Not logged in' }).waitFor();
    expect(dashboard.gateway.standIn.account.revoked.length).toBeGreaterThan(0);
  });

  it('shows a login that is under way to everybody who may see it, and its end', async () => {
    const page = await openAsAdmin();
    const other = await openAsAdmin();
    await startLogin(page);
    await other.getByText(newestCode()).waitFor();
    await other.getByRole('button', { name: 'Cancel the login' }).click();
    for (const each of [page, other]) {
      await each.getByText('The login was cancelled.').waitFor();
      await each.getByRole('heading', { name: 'Approve the login' }).waitFor({ state: 'detached' });
      expect(await each.content()).not.toContain(newestCode());
    }
  });

  it('says why a login failed, and offers another', async () => {
    const page = await openAsAdmin();
    await startLogin(page);
    dashboard.gateway.standIn.account.deny(newestCode());
    await page.getByRole('alert').getByText('device auth failed').waitFor();
    await expectAccessible(page);
    await startLogin(page);
    await page.getByText(newestCode()).waitFor();
    expect(await page.getByText('device auth failed').count()).toBe(0);
  });

  it('hides the e-mail address for a screenshot', async () => {
    const page = await openAsAdmin();
    await startLogin(page);
    dashboard.gateway.standIn.account.approve(newestCode());
    await page.getByText('ada@example.com').waitFor();
    await page.getByRole('button', { name: 'Hide e-mail addresses and key names' }).click();
    await page.getByText('ada@example.com').waitFor({ state: 'detached' });
    await page.reload();
    await page.getByText('hidden', { exact: true }).waitFor();
    expect(await page.content()).not.toContain('ada@example.com');
  });

  it('says where the admin token is, and takes it', async () => {
    const { page } = await dashboard.open('/ui/account');
    await page.getByText('Logging in and out needs the admin token').waitFor();
    await page.getByText('codex-serve admin-token').waitFor();
    expect(await page.getByRole('button', { name: 'Log in with ChatGPT' }).count()).toBe(0);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Enter the admin token' }).click();
    await page.keyboard.type(dashboard.gateway.admin.authorization.replace('Bearer ', ''));
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Log in with ChatGPT' }).waitFor();
  });
});
