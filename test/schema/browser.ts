import type { Browser, Locator, Page } from 'playwright-core';

/** GraphiQL in a browser. */
export interface Graphiql {
  readonly page: Page;
  /** Where every request and WebSocket went, `http://127.0.0.1:8000/graphql`. */
  readonly addresses: readonly string[];
  /** Uncaught errors, and errors written to the console. */
  readonly complaints: readonly string[];
  readonly result: Locator;
  /** Opens the tab of that name. */
  open(name: string): Promise<void>;
  /** Presses play, or stop while something runs. */
  press(): Promise<void>;
  /** Puts text in place of what is in the Variables or Headers pane. */
  fill(pane: 'Variables' | 'Headers', text: string): Promise<void>;
}

/**
 * Opens a gateway's GraphiQL in a fresh profile, and waits until it knows the schema.
 *
 * @param fragment Stands at the end of its address, `#token=TOKEN`.
 */
export async function openGraphiql(
  browser: Browser,
  url: string,
  fragment = '',
): Promise<Graphiql> {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
  const page = await context.newPage();
  const addresses: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => addresses.push(request.url()));
  page.on('websocket', (socket) => addresses.push(socket.url()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  const introspected = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.goto(`${url}/graphql${fragment}`);
  await introspected;
  return {
    page,
    addresses,
    complaints,
    result: page.locator('.result-window'),
    async open(name) {
      await page.getByRole('button', { name, exact: true }).click();
      // It stores the open tab some time after it has read the tab's operation, which play runs.
      await page.waitForFunction((title) => {
        const stored: { tabs: { title: string }[]; activeTabIndex: number } = JSON.parse(
          localStorage.getItem('graphiql:tabState') ?? '{"tabs":[]}',
        );
        return stored.tabs[stored.activeTabIndex]?.title === title;
      }, name);
    },
    press: async () => await page.locator('.graphiql-execute-button').click(),
    async fill(pane, text) {
      await page.getByRole('button', { name: pane, exact: true }).click();
      await page.locator('.graphiql-editor-tool .graphiql-editor:not(.hidden) .view-lines').click();
      await page.keyboard.press('Control+A');
      await page.keyboard.press('Delete');
      // Key by key, for the editor closes quotes and braces by itself and lets them be typed over.
      await page.keyboard.type(text);
    },
  };
}
