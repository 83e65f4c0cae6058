import { describe, expect, it, onTestFinished } from 'vitest';
import { expectAccessible } from '../support/accessibility.ts';
import { useDashboard } from '../support/dashboard.ts';
import { startTestGateway } from '../support/gateway.ts';
import { tabTo } from '../support/keyboard.ts';

const dashboard = useDashboard();
const pun = 'Why did the teapot nap? It was steeping.';

describe('the connect page', () => {
  it('has the lines for a client, with the address of this gateway', async () => {
    const { url } = dashboard.gateway;
    const { page } = await dashboard.open('/ui/connect');
    await page.getByText(`${url}/v1`, { exact: true }).waitFor();
    await page.getByText('This gateway asks for no key.').waitFor();
    await tabTo(page, 'OpenAI SDK (Python)');
    await page.keyboard.press('Enter');
    await page.getByText(`client = OpenAI(base_url="${url}/v1", api_key="none")`).waitFor();
    expect(page.url()).toBe(`${url}/ui/connect?client=openai-python`);
    await expectAccessible(page);
    await page.reload();
    await page.getByRole('heading', { name: 'OpenAI SDK (Python)' }).waitFor();
  });

  it('puts what is shown onto the clipboard', async () => {
    const { page } = await dashboard.open('/ui/connect?client=aider&model=gpt-5.5');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByText('aider --model openai/gpt-5.5').waitFor();
    await page
      .getByRole('figure', { name: 'Terminal' })
      .getByRole('button', { name: 'Copy' })
      .click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate(async () => await navigator.clipboard.readText())).toBe(
      `export OPENAI_API_BASE=${dashboard.gateway.url}/v1
export OPENAI_API_KEY=none
aider --model openai/gpt-5.5
`,
    );
  });

  it('sends a first request, shows its answer, and leads to its row on the board', async () => {
    dashboard.gateway.standIn.behave(() => ({ kind: 'text', text: pun }));
    const { page } = await dashboard.open('/ui/connect');
    await page.getByRole('button', { name: 'Send a first request' }).click();
    await page.getByText(pun).waitFor();
    await page.getByText('It works.').waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'See its row on the board' }).click();
    await page.waitForURL(/\/ui\/\?id=chatcmpl-/);
    const id = new URL(page.url()).searchParams.get('id');
    expect(id).toMatch(/^chatcmpl-/);
    await page.locator(`[data-row="${id}"]`).waitFor();
    await page.getByText(pun).waitFor();
  });
});

describe('the connect page of a gateway with keys', () => {
  it('shows the key of the page only to a reader who asks for it', async () => {
    const gateway = await startTestGateway({
      args: ['--api-key', 'alice:secret-of-alice,bob:secret-of-bob'],
    });
    onTestFinished(async () => await gateway.close());
    const { page } = await dashboard.open('/ui/connect#token=secret-of-bob', { gateway });
    await page.getByText("-H 'authorization: Bearer YOUR_KEY'").waitFor();
    expect(await page.content()).not.toContain('secret-of-bob');
    const show = page.getByRole('checkbox', { name: /^Show this page’s key, bob/ });
    await show.check();
    await page.getByText("-H 'authorization: Bearer secret-of-bob'").waitFor();
    await expectAccessible(page);
    await show.uncheck();
    await page.getByText("-H 'authorization: Bearer YOUR_KEY'").waitFor();
    expect(await page.content()).not.toContain('secret-of-bob');
    await page.getByRole('button', { name: 'Hide e-mail addresses and key names' }).click();
    await page.getByRole('checkbox', { name: /^Show this page’s key, Key 1/ }).waitFor();
  });

  it('never shows the admin token', async () => {
    const gateway = await startTestGateway({ args: ['--api-key', 'secret-key'] });
    onTestFinished(async () => await gateway.close());
    const token = gateway.admin.authorization.replace('Bearer ', '');
    const { page } = await dashboard.open(`/ui/connect#token=${token}`, { gateway });
    await page.getByText('the admin token, which programs should not have').waitFor();
    await page.getByText("-H 'authorization: Bearer YOUR_KEY'").waitFor();
    expect(await page.getByRole('checkbox').count()).toBe(0);
    expect(await page.content()).not.toContain(token);
  });
});

describe('the connect page of a gateway that nobody has used', () => {
  it('teaches three steps, and says what to do where the first one is missing', async () => {
    const gateway = await startTestGateway({ login: 'missing' });
    onTestFinished(async () => await gateway.close());
    const { page } = await dashboard.open('/ui/connect', { gateway });
    const steps = page.getByRole('list', { name: 'Three steps to the first answer' });
    await steps.locator('[aria-current=step]').getByText('Log in', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Send a first request' }).click();
    await page.getByText('Codex is not logged in on the machine of the gateway.').waitFor();
    await expectAccessible(page);
    await gateway.writeLogin();
    await steps.locator('[aria-current=step]').getByText('Copy the line').waitFor();
    gateway.standIn.behave(() => ({ kind: 'text', text: pun }));
    await page.getByRole('button', { name: 'Send a first request' }).click();
    await page.getByText(pun).waitFor();
    await steps.locator('[aria-current=step]').getByText('See it arrive').waitFor();
    expect(await steps.getByText('(done)').count()).toBe(2);
  });
});
