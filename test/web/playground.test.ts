import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectAccessible } from '../support/accessibility.ts';
import { useDashboard } from '../support/dashboard.ts';
import { startTestGateway } from '../support/gateway.ts';
import { lastAsked } from '../support/last-asked.ts';
import { whenAsked } from '../support/when-asked.ts';

const dashboard = useDashboard();
const run = promisify(execFile);

/** A PNG of one red pixel. */
const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGN4oKAAAAMEASFndL7nAAAAAElFTkSuQmCC';

const tools = JSON.stringify([
  { type: 'function', function: { name: 'get_weather', parameters: { type: 'object' } } },
]);

/** Enters a prompt and sends it, without the mouse. */
async function send(page: Page, prompt: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Prompt' }).focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(prompt);
  await page.keyboard.press('Control+Enter');
}

/** Gives the prompt a picture as a paste or a drop does. */
async function give(page: Page, kind: 'paste' | 'drop'): Promise<void> {
  await page.getByRole('textbox', { name: 'Prompt' }).evaluate(
    (field, [type, base64]) => {
      const bytes = Uint8Array.from(atob(base64), (each) => each.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(new File([bytes], `${type}.png`, { type: 'image/png' }));
      const init = { bubbles: true, cancelable: true };
      field.dispatchEvent(
        type === 'paste'
          ? new ClipboardEvent(type, { ...init, clipboardData: data })
          : new DragEvent(type, { ...init, dataTransfer: data }),
      );
    },
    [kind, pixel] as const,
  );
}

describe('the playground', () => {
  it('shows an answer as it comes, also after a reload, and stops it', async () => {
    const { gateway } = dashboard;
    const { page } = await dashboard.open('/ui/playground');
    await page.getByText('The answer appears here.').waitFor();
    await expectAccessible(page);
    const prompt = 'Say it slowly, please.';
    const stall = { kind: 'stall', afterTokens: 3, text: 'one two three four' } as const;
    gateway.standIn.behave(whenAsked(prompt, stall));
    await send(page, prompt);
    const answer = page.getByRole('article', { name: 'Answer' });
    await answer.getByText('one two three', { exact: true }).waitFor();

    await page.reload();
    await answer.getByText('one two three', { exact: true }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Prompt' }).inputValue()).toBe(prompt);
    await page.getByRole('button', { name: 'Stop' }).focus();
    await page.keyboard.press('Enter');
    await answer.getByText('Cancelled').waitFor();
    await gateway.standIn.waitFor(({ active }) => active === 0, AbortSignal.timeout(60_000));
    await expectAccessible(page);
    const link = answer.getByRole('link', { name: 'Show on the board' });
    expect(await link.getAttribute('href')).toMatch(/^\/ui\/\?id=chatcmpl-\w+$/);
  });

  it('lets the reader be the tools, and says where their JSON is wrong', async () => {
    const { gateway } = dashboard;
    const { page } = await dashboard.open('/ui/playground');
    await page.locator('summary', { hasText: 'Tools' }).click();
    const field = page.getByRole('textbox', { name: 'Tools as JSON' });
    await field.fill('[\n  {"type": "function",}\n]');
    await send(page, 'How is it in Bergen?');
    await page
      .getByRole('alert')
      .getByText('Line 2, column 22: remove the comma before the }.')
      .waitFor();
    await expectAccessible(page);

    const prompt = 'How is it in Bergen now?';
    const calls = [{ name: 'get_weather', arguments: '{"city":"Bergen"}', callId: 'call_1' }];
    gateway.standIn.behave(whenAsked(prompt, { kind: 'calls', calls }));
    await field.fill(tools);
    await send(page, prompt);
    await page.getByRole('region', { name: 'Call of get_weather' }).getByText('"Bergen"').waitFor();
    await page.getByRole('textbox', { name: 'Output of get_weather' }).fill('Rain, 12 °C');
    await expectAccessible(page);
    await page.keyboard.press('Control+Enter');
    const answers = page.getByRole('article', { name: 'Answer' });
    await answers.nth(1).getByText('> Rain, 12 °C').waitFor();
    expect(lastAsked(gateway.standIn)?.input.at(-1)).toMatchObject({
      type: 'function_call_output',
      call_id: 'call_1',
      output: 'Rain, 12 °C',
    });
  });

  it('stays at the end of an answer until the form for the outputs is there', async () => {
    const { gateway } = dashboard;
    const { page } = await dashboard.open('/ui/playground');
    await page.locator('summary', { hasText: 'Tools' }).click();
    await page.getByRole('textbox', { name: 'Tools as JSON' }).fill(tools);
    const prompt = 'Say a lot, and call.';
    const text = 'A line of the answer.\n'.repeat(80);
    const call = { kind: 'function_call', name: 'get_weather', input: '{}' } as const;
    const items = [{ kind: 'message', text }, call] as const;
    gateway.standIn.behave(whenAsked(prompt, { kind: 'items', items }));
    await send(page, prompt);
    await page.getByRole('textbox', { name: 'Output of get_weather' }).waitFor();
    const scroller = page.getByRole('region', { name: 'Text of the answer' });
    const left = async (): Promise<number> =>
      await scroller.evaluate(
        ({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight,
      );
    // Content that is added after a frame, and before the scrolling of that frame is reported.
    await scroller.evaluate(async (outer) => {
      const inner = outer.firstElementChild;
      const add = (px: number): void => {
        const block = document.createElement('div');
        block.style.height = `${px}px`;
        inner?.append(block);
      };
      for (let round = 0; round < 3; round += 1) {
        await new Promise<void>((resolve) => {
          requestAnimationFrame(() => {
            add(50);
            setTimeout(() => {
              add(300);
              requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
            }, 0);
          });
        });
      }
    });
    await expect.poll(left).toBeLessThan(2);
  });

  it('takes pictures by paste and drop, and a schema for the answer', async () => {
    const { gateway } = dashboard;
    const { page } = await dashboard.open('/ui/playground');
    await give(page, 'paste');
    await give(page, 'drop');
    await page.getByRole('list', { name: 'Images' }).getByText('drop.png').waitFor();
    await page.getByRole('radio', { name: 'JSON schema' }).check();
    const schema = { type: 'object', properties: { color: { type: 'string' } } };
    const strict = { ...schema, required: ['color'], additionalProperties: false };
    await page.getByRole('textbox', { name: 'JSON schema' }).fill(JSON.stringify(strict));
    await expectAccessible(page);
    const prompt = 'Which color?';
    gateway.standIn.behave(whenAsked(prompt, { kind: 'text', text: '{"color":"red"}' }));
    await send(page, prompt);
    await page.getByRole('radio', { name: 'Formatted' }).check();
    await page.getByRole('article', { name: 'Answer' }).getByText('"red"').waitFor();
    const url = `data:image/png;base64,${pixel}`;
    const asked = lastAsked(gateway.standIn);
    expect(JSON.stringify(asked?.input).split(url)).toHaveLength(3);
    expect(asked?.body['text']).toMatchObject({ format: { type: 'json_schema', schema: strict } });

    await page.reload();
    await page.getByRole('list', { name: 'Images' }).getByText('paste.png').waitFor();
    await page.getByRole('button', { name: 'Remove paste.png' }).click();
    await page.getByText('paste.png').waitFor({ state: 'detached' });
  });

  it('copies a request as code that makes the same request', async () => {
    const keyed = await startTestGateway({ args: ['--api-key', 'secret-key'] });
    const { page } = await dashboard.open('/ui/playground#token=secret-key', { gateway: keyed });
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const prompt = `It's "$HOME" \`date\` \\ ! tea 🫖\n</script>`;
    keyed.standIn.behave(whenAsked(prompt, { kind: 'text', text: 'From a copy.' }));
    await page.getByRole('textbox', { name: 'Prompt' }).fill(prompt);
    await page.getByRole('button', { name: 'Copy as code' }).click();
    const dialog = page.getByRole('dialog', { name: 'Copy as code' });
    await dialog.getByText('CODEX_SERVE_API_KEY').first().waitFor();
    await expectAccessible(page);
    const env = { ...process.env, CODEX_SERVE_API_KEY: 'secret-key' };
    const copied = async (language: string): Promise<string> => {
      await dialog.getByRole('radio', { name: language, exact: true }).check();
      await dialog.getByRole('button', { name: 'Copy' }).first().click();
      await dialog.getByText('Copied').waitFor();
      return await page.evaluate(async () => await navigator.clipboard.readText());
    };

    const shell = await run('sh', ['-c', await copied('curl')], { env });
    const pieces = shell.stdout.matchAll(/"content":"([^"]*)"/g);
    expect([...pieces].map(([, piece]) => piece).join('')).toBe('From a copy.');
    expect(shell.stdout).toContain('data: [DONE]');
    const program = await copied('openai (JavaScript)');
    const node = await run(process.execPath, ['--input-type=module', '-e', program], { env });
    expect(node.stdout).toBe('From a copy.');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    // A page that outlives its gateway complains.
    await page.close();
    await keyed.close();
  });
});
