import { beforeAll, describe, expect, it } from 'vitest';
import { useDashboard } from '../support/dashboard.ts';
import { createFaultyClients, keyArgs, type Outcome } from '../support/faulty-clients.ts';

const dashboard = useDashboard({ args: keyArgs });

describe('300 requests of which a third is refused or fails in ten ways', () => {
  let told: Readonly<Record<Outcome, number>>;

  beforeAll(async () => {
    told = await createFaultyClients(dashboard.gateway).send300();
  });

  it('are counted in the page as their clients count them, reason by reason', async () => {
    const { ok, ...reasons } = told;
    const { page } = await dashboard.open('/ui/usage#token=key-of-alice');
    await page.getByText('200 completed · 90 refused').waitFor();
    const shown: Record<string, number> = {};
    for (const name of ['Errors', 'Refused requests']) {
      const region = page.getByRole('region', { name, exact: true });
      for (const item of await region.locator('li:has(> [class*="code"])').all()) {
        const reason = await item.locator('> [class*="code"]').innerText();
        const count = await item.locator('> [class*="count"]').innerText();
        shown[reason.toLowerCase()] = (shown[reason.toLowerCase()] ?? 0) + Number(count);
      }
    }
    expect(shown).toEqual(reasons);
    expect(Object.values(shown).reduce((sum, count) => sum + count, 0)).toBe(100);
    expect(ok).toBe(200);
  });
});
