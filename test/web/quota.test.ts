import OpenAI from 'openai';
import { afterEach, describe, expect, it } from 'vitest';
import type { StandInQuota } from '../../src/standin/index.ts';
import { QuotaDocument } from '../generated/graphql.ts';
import { execute } from '../schema/clients.ts';
import { expectAccessible } from '../support/accessibility.ts';
import { useDashboard } from '../support/dashboard.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { startTestUpstream } from '../support/stand-in-home.ts';
import { keepEarlierReading } from '../support/earlier-reading.ts';

const dashboard = useDashboard({ login: 'present' });

const hourSeconds = 3600;

/** Whole seconds since the epoch. */
function inSeconds(seconds: number): number {
  return Math.floor(Date.now() / 1000) + seconds;
}

/** The service reports this with the next answer, which a client asks for. */
async function report(gateway: TestGateway, quota: StandInQuota): Promise<void> {
  gateway.standIn.account.setQuota(quota);
  const openai = new OpenAI({ baseURL: `${gateway.url}/v1`, apiKey: 'none' });
  await openai.chat.completions.create({
    model: 'gpt-5.5',
    messages: [{ role: 'user', content: 'Hi' }],
  });
}

const halfway = inSeconds(2.5 * hourSeconds);

/** A zone in which it is between 6 and 18 o'clock, so that a test ends on the day on which it began. */
const timezoneId = new Date().getUTCHours() < 12 ? 'Etc/GMT-6' : 'Etc/GMT+6';
const clock = new Intl.DateTimeFormat('en-US', {
  hour: 'numeric',
  minute: '2-digit',
  timeZone: timezoneId,
});

/** When the gateway first read that the window of five hours was used up. */
async function usedUpAt({ url }: TestGateway): Promise<Date> {
  const { account } = await execute(url, QuotaDocument, {});
  const window = account.quota?.find(({ usedPercent }) => usedPercent === 100);
  return new Date(window?.exhaustedAt ?? Number.NaN);
}

/** Windows of five hours, half of which has passed, and of 30 days. */
const used = (shortPercent: number, resetsAt = halfway): StandInQuota => ({
  primary: { usedPercent: shortPercent, windowSeconds: 5 * hourSeconds, resetsAt },
  secondary: {
    usedPercent: 8,
    windowSeconds: 30 * 24 * hourSeconds,
    resetsAt: halfway + 20 * 24 * hourSeconds,
  },
  credits: { hasCredits: true, isUnlimited: false, balance: '12.5' },
});

describe('the quota', () => {
  it('is found by keyboard, and stands beside an even use, its reset and the credits', async () => {
    await report(dashboard.gateway, used(30));
    const { page } = await dashboard.open('/ui/');
    await page.getByRole('heading', { name: 'Board', level: 1 }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('q');
    const short = page.getByRole('region', { name: '5 hours' });
    await short.getByText('30% used').waitFor();
    await short.getByText('Within an even pace').waitFor();
    expect(await short.getByRole('meter').getAttribute('aria-valuetext')).toBe(
      '30% used, 50% at an even pace',
    );
    expect(await short.textContent()).toMatch(/Resets.*\d:\d\d.*, in 2 h (29|30) min/);
    expect(await page.getByRole('region', { name: '30 days' }).textContent()).toContain('8% used');
    await page.getByText('12.5 credits left.').waitFor();
    await expectAccessible(page);
  });

  it('follows what is used, and says when a window that is used too fast is used up', async () => {
    const upstream = await startTestUpstream({ login: 'present' });
    await keepEarlierReading(upstream.home, halfway);
    const gateway = await startTestGateway({ upstream });
    await report(gateway, used(60));
    // The service computes the reset anew each time. A reading with another one is of a later time, and
    // adds no row to the history within a minute: whatever the clock shows, there are three readings.
    await report(gateway, used(60, halfway + 1));
    const { page } = await dashboard.open('/ui/quota', { gateway, timezoneId });
    const short = page.getByRole('region', { name: '5 hours' });
    await short.getByText('60% used').waitFor();
    await short.getByText('Ends before its reset').waitFor();
    expect(await short.textContent()).toMatch(/Used up.*, in (1 h|59 min.*), at the present rate/);
    await short.getByRole('img', { name: '5 hours: from 20% to 60% in 3 readings' }).waitFor();
    await report(gateway, used(100));
    await short.getByText('100% used').waitFor();
    expect(await short.textContent()).toContain(
      `Used upsince ${clock.format(await usedUpAt(gateway))}Observed`,
    );
    await expectAccessible(page);
    // A page that outlives its gateway complains.
    await page.close();
    await gateway.close();
    await upstream.close();
  });

  it('is gone at its reset, until the service reports it again', async () => {
    const { secondary } = used(0);
    const soon = { usedPercent: 44, windowSeconds: 5 * hourSeconds, resetsAt: inSeconds(5) };
    await report(dashboard.gateway, { primary: soon, secondary });
    const { page } = await dashboard.open('/ui/quota', { timezoneId });
    const at = clock.format(new Date(soon.resetsAt * 1000));
    await page.getByText(new RegExp(`^5 hours: reset .* ago, at ${at}$`)).waitFor();
    expect(await page.getByRole('region', { name: '5 hours' }).count()).toBe(0);
    await page.getByRole('region', { name: '30 days' }).waitFor();
    await expectAccessible(page);
    await report(dashboard.gateway, used(3));
    await page.getByRole('region', { name: '5 hours' }).getByText('3% used').waitFor();
  });
});

describe('a gateway without a quota', () => {
  let gateway: TestGateway;
  afterEach(async () => {
    await gateway.close();
  });

  it('says what brings one', async () => {
    gateway = await startTestGateway({ login: 'present' });
    gateway.standIn.account.setQuota({ primary: null, secondary: null });
    const { page } = await dashboard.open('/ui/quota', { gateway });
    await page.getByText('The service has not reported a quota yet').waitFor();
    const link = page.getByRole('link', { name: 'Open the playground' });
    expect(await link.getAttribute('href')).toBe('/ui/playground');
    await expectAccessible(page);
    await page.close();
  });

  it('says that a login is missing', async () => {
    gateway = await startTestGateway({ login: 'missing' });
    const { page } = await dashboard.open('/ui/quota', { gateway });
    await page.getByText('Codex is not logged in').waitFor();
    const link = page.getByRole('link', { name: 'Log in' });
    expect(await link.getAttribute('href')).toBe('/ui/account');
    await page.close();
  });
});
