import OpenAI from 'openai';
import { describe, expect, it, onTestFinished } from 'vitest';
import { useDashboard } from '../support/dashboard.ts';
import { heldText, holdAnswers } from '../support/held-answers.ts';
import { startKillableGateway } from '../support/killable-gateway.ts';
import { startTestUpstream } from '../support/stand-in-home.ts';

const dashboard = useDashboard();

describe('a page on a gateway that stops', () => {
  it('sees the running answer end, and the next start without a reload', async () => {
    const upstream = await startTestUpstream();
    onTestFinished(async () => await upstream.close());
    const before = await startKillableGateway(upstream);
    onTestFinished(async () => await before.kill());
    const held = holdAnswers(upstream.standIn, 'Held');
    const openai = new OpenAI({ baseURL: `${before.url}/v1`, apiKey: 'none', maxRetries: 0 });
    const stream = await openai.chat.completions.create({
      model: 'gpt-5.5',
      messages: [{ role: 'user', content: 'Held' }],
      stream: true,
    });
    const chunks = stream[Symbol.asyncIterator]();
    const id = (await chunks.next()).value?.id ?? '';

    const { page, allow } = await dashboard.open(`/ui/?id=${id}`, { gateway: before });
    allow(/WebSocket connection|ERR_|Failed to load/);
    const answer = page.getByRole('region', { name: 'Answer' });
    await answer.getByText('One two').waitFor();
    await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
    process.kill(before.pid, 'SIGTERM');
    await expect
      .poll(async () => (await fetch(`${before.url}/readyz`)).status, { timeout: 10_000 })
      .toBe(503);
    held.release();
    await answer.getByText(heldText).waitFor();
    let text = '';
    for await (const { choices } of { [Symbol.asyncIterator]: () => chunks }) {
      text += choices[0]?.delta.content ?? '';
    }
    expect(heldText.endsWith(text)).toBe(true);
    const state = page.getByRole('status', { name: 'State of the gateway' });
    await state.getByText('Gateway unreachable').waitFor();

    const after = await startKillableGateway(upstream, ['--addr', new URL(before.url).host]);
    onTestFinished(async () => await after.kill());
    await state.getByText(/ready/).waitFor();
    await page.locator(`[data-row="${id}"]`).waitFor();
    expect(await page.evaluate(() => 'isSamePage' in globalThis)).toBe(true);
  });
});
