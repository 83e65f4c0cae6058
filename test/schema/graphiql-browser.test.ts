import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChromium } from '../support/chromium.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { startOverRest } from './ask.ts';
import { openGraphiql, type Graphiql } from './browser.ts';

let browser: Browser;
let gateway: TestGateway;

beforeAll(async () => {
  browser = await startChromium();
  gateway = await startTestGateway({ tokensPerSecond: 50 });
});
afterAll(async () => {
  await browser.close();
  await gateway.close();
});

/** Waits until the result pane shows that. */
async function shows({ page }: Graphiql, text: string): Promise<boolean> {
  const found = await page.waitForFunction(
    (expected) =>
      // Monaco writes spaces as no-break ones.
      document
        .querySelector('.result-window')
        ?.textContent.replaceAll('\u00A0', ' ')
        .includes(expected),
    text,
  );
  return (await found.jsonValue()) === true;
}

describe('GraphiQL in Chromium', () => {
  it('opens with its tabs, asks no other host for anything, and does not complain', async () => {
    const graphiql = await openGraphiql(browser, gateway.url);
    const tabs = graphiql.page.locator('.graphiql-tab-button');
    const names = [
      'StreamAnswer',
      'GetAnswer',
      'GetJson',
      'ListCompletions',
      'WatchActivity',
      'StartAnswer',
      'WatchAnswer',
      'ReadAnswer',
      'CancelAnswer',
      'CallTool',
      'SendToolOutputs',
      'FollowAccount',
      'LogIn',
      'ReportUsage',
      'ListModels',
      'CheckHealth',
    ];
    expect(await tabs.allInnerTexts()).toEqual(names);
    await graphiql.page.reload();
    await tabs.first().waitFor();
    expect(await tabs.allInnerTexts()).toEqual(names);

    expect(graphiql.addresses.length).toBeGreaterThan(1);
    const { host } = new URL(gateway.url);
    expect(
      graphiql.addresses.filter((url) => !url.includes(host) && !url.startsWith('data:')),
    ).toEqual([]);
    expect(graphiql.complaints).toEqual([]);
    await graphiql.page.context().close();
  });

  it('streams an answer as it stands, and stops it', async () => {
    const graphiql = await openGraphiql(browser, gateway.url);
    gateway.standIn.behave(() => ({ kind: 'stall', afterTokens: 5, text: 'one '.repeat(9) }));
    await graphiql.press();
    expect(await shows(graphiql, '"__typename": "ChatCompletionDelta"')).toBe(true);
    expect(await shows(graphiql, '"sequence": 5')).toBe(true);
    await graphiql.press();
    await gateway.standIn.waitFor(({ active }) => active === 0, AbortSignal.timeout(5000));
    expect(graphiql.addresses).toContain(`${gateway.url.replace('http', 'ws')}/graphql`);

    gateway.standIn.behave(() => ({ kind: 'text', text: 'The end.' }));
    await graphiql.press();
    expect(await shows(graphiql, '"text": "The end."')).toBe(true);
    expect(await shows(graphiql, '"__typename": "ChatCompletionDone"')).toBe(true);
    expect(graphiql.complaints).toEqual([]);
    await graphiql.page.context().close();
  });

  it('shows live what the gateway does', async () => {
    gateway.standIn.behave(() => ({ kind: 'text', text: 'From REST.' }));
    const graphiql = await openGraphiql(browser, gateway.url);
    await graphiql.open('WatchActivity');
    const cursor = gateway.core.activityCursor();
    await graphiql.fill('Variables', JSON.stringify({ after: cursor }));
    await graphiql.press();
    const { id, rest } = await startOverRest(gateway.url, 'Say something');
    await rest();
    expect(await shows(graphiql, '"__typename": "ActivityFinished"')).toBe(true);
    expect(await shows(graphiql, `"id": "${id}"`)).toBe(true);
    expect(graphiql.complaints).toEqual([]);
    await graphiql.page.context().close();
  });

  it('watches a completion that REST has started', async () => {
    gateway.standIn.behave(() => ({ kind: 'text', text: 'From REST.' }));
    const { id, rest } = await startOverRest(gateway.url, 'Say something');
    await rest();
    const graphiql = await openGraphiql(browser, gateway.url);
    await graphiql.open('WatchAnswer');
    await graphiql.fill('Variables', JSON.stringify({ id, after: -1 }));
    await graphiql.press();
    expect(await shows(graphiql, '"text": "From REST."')).toBe(true);
    expect(await shows(graphiql, '"surface": "REST"')).toBe(true);
    await graphiql.page.context().close();
  });

  it('takes one API key for all tabs, reads the documentation with it, and keeps it nowhere', async () => {
    const locked = await startTestGateway({ args: ['--api-key', 'secret-key'] });
    locked.standIn.behave(() => ({ kind: 'text', text: 'Let in.' }));
    const graphiql = await openGraphiql(browser, locked.url);
    const { page } = graphiql;
    await graphiql.press();
    expect(await shows(graphiql, 'INVALID_API_KEY')).toBe(true);
    await page.getByText('Enter your API key here.').waitFor();
    await page.getByLabel('API key', { exact: true }).fill('secret-key');
    const introspected = page.waitForResponse((response) => response.status() === 200);
    await page.getByRole('button', { name: 'Use' }).click();
    expect(await (await introspected).text()).toContain('__schema');
    await graphiql.press();
    expect(await shows(graphiql, '"text": "Let in."')).toBe(true);
    await graphiql.open('CheckHealth');
    await graphiql.press();
    expect(await shows(graphiql, '"isReady": true')).toBe(true);
    const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]));
    expect(kept).not.toContain('secret-key');
    await page.context().close();
    await locked.close();
  });

  it.each([
    { width: 1280, height: 800 },
    { width: 1440, height: 900 },
  ])('does not scroll as a page, nor cut comments off, at %o', async (viewport) => {
    const graphiql = await openGraphiql(browser, gateway.url);
    const { page } = graphiql;
    await page.setViewportSize(viewport);
    const overflow = await page.evaluate(() => getComputedStyle(document.documentElement).overflow);
    expect(overflow).toBe('hidden');
    const root = await page.locator('.graphiql-container').first().boundingBox();
    expect([root?.width, root?.height]).toEqual([viewport.width, viewport.height]);
    const fits = await page.evaluate(() => {
      const pane = document.querySelector('.graphiql-query-editor .lines-content');
      const lines = [...document.querySelectorAll('.graphiql-query-editor .view-line > span')];
      const right = pane?.parentElement?.getBoundingClientRect().right ?? 0;
      const comments = lines.filter((line) => line.textContent.startsWith('#'));
      return comments.every((line) => line.getBoundingClientRect().right <= right);
    });
    expect(fits).toBe(true);
    await page.context().close();
  });

  it('takes variables from its address', async () => {
    const variables = encodeURIComponent('{"after": "from the address"}');
    const graphiql = await openGraphiql(browser, gateway.url, `?variables=${variables}`);
    const pane = graphiql.page.locator('.graphiql-editor-tool');
    await expect.poll(async () => await pane.innerText()).toContain('from');
    await graphiql.page.context().close();
  });

  it('can be used with an API key, which goes into the Headers pane', async () => {
    const locked = await startTestGateway({ args: ['--api-key', 'secret-key'] });
    locked.standIn.behave(() => ({ kind: 'text', text: 'Let in.' }));
    const graphiql = await openGraphiql(browser, locked.url);
    await graphiql.press();
    expect(await shows(graphiql, 'INVALID_API_KEY')).toBe(true);
    await graphiql.fill('Headers', JSON.stringify({ authorization: 'Bearer secret-key' }));
    await graphiql.press();
    expect(await shows(graphiql, '"text": "Let in."')).toBe(true);
    await graphiql.page.context().close();
    await locked.close();
  });
});

describe('GraphiQL with the admin token in its address', () => {
  it.each([
    ['without API keys, over WebSocket', []],
    ['with an API key, over SSE', ['--api-key', 'secret-key']],
  ])('uses it for every request and shows it nowhere: %s', async (_name, args) => {
    const own = await startTestGateway({ args });
    own.standIn.behave(() => ({ kind: 'text', text: 'Let in.' }));
    const token = own.admin.authorization.replace('Bearer ', '');
    const graphiql = await openGraphiql(browser, own.url, `#token=${token}`);
    const { page } = graphiql;
    expect(page.url()).toBe(`${own.url}/graphql`);

    await graphiql.press();
    expect(await shows(graphiql, '"text": "Let in."')).toBe(true);
    await graphiql.open('LogIn');
    await graphiql.press();
    expect(await shows(graphiql, '"code": "LOGIN_NOT_NEEDED"')).toBe(true);

    const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]));
    expect(kept + (await page.content())).not.toContain(token);
    expect(graphiql.addresses.join(' ')).not.toContain(token);
    await page.goBack();
    expect(page.url()).toBe('about:blank');
    await page.context().close();
    await own.close();
  });

  it('takes it from an address that is opened in the same tab', async () => {
    const graphiql = await openGraphiql(browser, gateway.url);
    const token = gateway.admin.authorization.replace('Bearer ', '');
    await graphiql.page.goto(`${gateway.url}/graphql#token=${token}`);
    await graphiql.page.waitForURL(`${gateway.url}/graphql`);
    await graphiql.open('LogIn');
    await graphiql.press();
    expect(await shows(graphiql, '"code": "LOGIN_NOT_NEEDED"')).toBe(true);
    await graphiql.page.context().close();
  });
});

describe('each of the other tabs in Chromium', () => {
  let graphiql: Graphiql;
  beforeAll(async () => {
    gateway.standIn.behave(undefined);
    graphiql = await openGraphiql(browser, gateway.url);
  });
  afterAll(async () => {
    await graphiql.page.context().close();
  });

  it.each([
    ['GetAnswer', '"finishReason": "STOP"'],
    ['GetJson', 'isWarm'],
    ['ListCompletions', '"activityCursor"'],
    ['StartAnswer', '"id": "chatcmpl-'],
    ['WatchAnswer', '"code": "COMPLETION_NOT_FOUND"'],
    ['ReadAnswer', '"chatCompletion": null'],
    ['CancelAnswer', '"code": "COMPLETION_NOT_FOUND"'],
    ['CallTool', '"name": "get_weather"'],
    ['SendToolOutputs', '"code": "COMPLETION_NOT_FOUND"'],
    ['FollowAccount', '"__typename": "AccountUpdated"'],
    ['LogIn', '"code": "NOT_PERMITTED"'],
    ['ReportUsage', '"keyName"'],
    ['ListModels', '"displayName"'],
    ['CheckHealth', '"isReady": true'],
  ] as const)('%s runs as it stands', async (tab, text) => {
    await graphiql.open(tab);
    await graphiql.press();
    expect(await shows(graphiql, text)).toBe(true);
    expect(graphiql.complaints).toEqual([]);
  });
});
