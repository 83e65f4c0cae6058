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
      'StreamedChat',
      'WholeChat',
      'JsonChat',
      'Completions',
      'Activity',
      'StartedChat',
      'WatchedChat',
      'ChatSoFar',
      'CancelledChat',
      'ToolChat',
      'ToolOutputs',
      'AccountState',
      'StartedLogin',
      'UsageByDay',
      'ModelList',
      'GatewayHealth',
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
    await graphiql.open('Activity');
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
    await graphiql.open('WatchedChat');
    await graphiql.fill('Variables', JSON.stringify({ id, after: -1 }));
    await graphiql.press();
    expect(await shows(graphiql, '"text": "From REST."')).toBe(true);
    expect(await shows(graphiql, '"surface": "REST"')).toBe(true);
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
    await graphiql.open('StartedLogin');
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
    await graphiql.open('StartedLogin');
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
    ['WholeChat', '"finishReason": "STOP"'],
    ['JsonChat', 'isWarm'],
    ['Completions', '"activityCursor"'],
    ['StartedChat', '"id": "chatcmpl-'],
    ['WatchedChat', '"code": "COMPLETION_NOT_FOUND"'],
    ['ChatSoFar', '"chatCompletion": null'],
    ['CancelledChat', '"code": "COMPLETION_NOT_FOUND"'],
    ['ToolChat', '"name": "get_weather"'],
    ['ToolOutputs', '"code": "COMPLETION_NOT_FOUND"'],
    ['AccountState', '"__typename": "AccountUpdated"'],
    ['StartedLogin', '"code": "NOT_PERMITTED"'],
    ['UsageByDay', '"keyName"'],
    ['ModelList', '"displayName"'],
    ['GatewayHealth', '"isReady": true'],
  ] as const)('%s runs as it stands', async (tab, text) => {
    await graphiql.open(tab);
    await graphiql.press();
    expect(await shows(graphiql, text)).toBe(true);
    expect(graphiql.complaints).toEqual([]);
  });
});
