import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphiqlTabs } from '../../src/schema/graphiql/tabs.ts';
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
      'StreamAnswer GetAnswer GetJson ListCompletions FindCompletions WatchActivity',
      'StopAll StartAnswer WatchAnswer ReadAnswer CancelAnswer CallTool',
      'SendToolOutputs BeginConversation ContinueConversation',
      'ListConversations ReadConversation WatchConversation',
      'DeleteConversation FollowAccount LogIn ReadQuotaHistory ReportUsage ListModels',
      'ReadViewer Diagnose ListSettings ListAlerts CheckHealth',
    ].flatMap((row) => row.split(' '));
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

  it('streams an answer without changes, and stops it', async () => {
    const graphiql = await openGraphiql(browser, gateway.url);
    gateway.standIn.behave(() => ({ kind: 'stall', afterTokens: 5, text: 'one '.repeat(9) }));
    await graphiql.press();
    expect(await shows(graphiql, '"__typename": "ChatCompletionDelta"')).toBe(true);
    expect(await shows(graphiql, '"sequence": 5')).toBe(true);
    await graphiql.press();
    await gateway.standIn.waitFor(({ active }) => active === 0, AbortSignal.timeout(60_000));
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
    const cursor = await gateway.core.activityCursor();
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
    expect(await shows(graphiql, '"surface": "CHAT_COMPLETIONS"')).toBe(true);
    await graphiql.page.context().close();
  });

  it('takes one API key for all tabs, reads the documentation with it, and keeps it nowhere', async () => {
    const locked = await startTestGateway({ args: ['--api-key', 'secret-key'] });
    locked.standIn.behave(() => ({ kind: 'text', text: 'Let in.' }));
    const graphiql = await openGraphiql(browser, locked.url);
    const { page } = graphiql;
    await graphiql.press();
    expect(await shows(graphiql, 'INVALID_API_KEY')).toBe(true);
    expect(await shows(graphiql, 'Enter the key in the field')).toBe(true);
    expect(await shows(graphiql, 'authorization: Bearer KEY')).toBe(true);
    await page.getByText('Enter your API key here.').waitFor();
    await page.getByLabel('API key', { exact: true }).fill('wrong-key');
    await page.getByRole('button', { name: 'Use' }).click();
    await page.getByText('This key is wrong.').waitFor();
    // Over HTTP and over a WebSocket, which the gateway closes with 4401.
    for (const tab of ['CheckHealth', 'ReadAnswer', 'SendToolOutputs', 'StreamAnswer']) {
      await graphiql.open(tab);
      await graphiql.press();
      expect(await shows(graphiql, 'Enter the key in the field')).toBe(true);
    }
    await page.getByLabel('API key', { exact: true }).fill('secret-key');
    const introspected = page.waitForResponse((response) => response.status() === 200);
    await page.getByRole('button', { name: 'Use' }).click();
    expect(await (await introspected).text()).toContain('__schema');
    await graphiql.press();
    expect(await shows(graphiql, '"text": "Let in."')).toBe(true);
    expect(graphiql.addresses).toContain(`${locked.url.replace('http', 'ws')}/graphql`);
    await graphiql.open('CheckHealth');
    await graphiql.press();
    expect(await shows(graphiql, '"isReady": true')).toBe(true);
    const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]));
    expect(kept).not.toContain('secret-key');
    await page.context().close();
    await locked.close();
  });

  it('keeps the key over a reload only if asked to', async () => {
    const locked = await startTestGateway({ args: ['--api-key', 'secret-key'] });
    const graphiql = await openGraphiql(browser, locked.url);
    const { page } = graphiql;
    const remember = page.getByLabel('Remember the key');
    for (const isKept of [true, false]) {
      await page.getByLabel('API key', { exact: true }).fill('secret-key');
      await remember.setChecked(isKept);
      await page.getByRole('button', { name: 'Use' }).click();
      await page.reload();
      await graphiql.open('CheckHealth');
      await graphiql.press();
      expect(await shows(graphiql, isKept ? '"isReady": true' : 'INVALID_API_KEY')).toBe(true);
      expect(await remember.isChecked()).toBe(isKept);
    }
    await page.context().close();
    await locked.close();
  });

  it('keeps a history of what was run over a reload, without the key in the headers', async () => {
    const locked = await startTestGateway({ args: ['--api-key', 'secret-key'] });
    locked.standIn.behave(() => ({ kind: 'text', text: 'Let in.' }));
    const graphiql = await openGraphiql(browser, locked.url);
    const { page } = graphiql;
    await graphiql.fill('Headers', JSON.stringify({ authorization: 'Bearer secret-key' }));
    await graphiql.press();
    expect(await shows(graphiql, '"text": "Let in."')).toBe(true);
    await graphiql.open('CheckHealth');
    await graphiql.press();
    expect(await shows(graphiql, 'INVALID_API_KEY')).toBe(true);
    const items = page.locator('.graphiql-history-item-label');
    await page.getByRole('button', { name: 'Show History' }).click();
    // On a busy machine GraphiQL may note one run twice, before and after it has stored the tab.
    const noted = async (): Promise<Set<string>> => {
      await items.first().waitFor();
      return new Set(await items.allInnerTexts());
    };
    expect(await noted()).toEqual(new Set(['CheckHealth', 'StreamAnswer']));
    await page.reload();
    expect(await noted()).toEqual(new Set(['CheckHealth', 'StreamAnswer']));
    await items.last().click();
    const query = page.locator('.graphiql-query-editor');
    await expect.poll(async () => await query.innerText()).toContain('StreamAnswer');
    const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]));
    expect(kept).toContain('graphiql:queries');
    expect(kept).not.toContain('secret-key');
    await page.context().close();
    await locked.close();
  });

  it('says that the gateway is gone', async () => {
    const short = await startTestGateway();
    const graphiql = await openGraphiql(browser, short.url);
    await graphiql.open('WatchActivity');
    await graphiql.press();
    expect(await shows(graphiql, 'ActivitySubscribed')).toBe(true);
    await short.close();
    expect(await shows(graphiql, 'WEBSOCKET_FAILED')).toBe(true);
    await graphiql.open('CheckHealth');
    await graphiql.press();
    expect(await shows(graphiql, 'Failed to fetch')).toBe(true);
    await graphiql.page.context().close();
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
    ['without API keys', []],
    ['with an API key', ['--api-key', 'secret-key']],
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

describe('each tab of GraphiQL in Chromium', () => {
  const outcomes = [
    ['StreamAnswer', '"finishReason": "STOP"'],
    ['GetAnswer', '"finishReason": "STOP"'],
    ['GetJson', 'isWarm'],
    ['ListCompletions', '"activityCursor"'],
    ['FindCompletions', '"totalCount"'],
    ['WatchActivity', '"__typename": "ActivitySubscribed"'],
    ['StopAll', '"count"'],
    ['StartAnswer', '"id": "chatcmpl-'],
    ['WatchAnswer', '"__typename": "ChatCompletionDone"'],
    ['ReadAnswer', '"id": "chatcmpl-'],
    ['CancelAnswer', '"__typename": "ChatCompletion"'],
    ['CallTool', '"finishReason": "TOOL_CALLS"'],
    ['SendToolOutputs', '"previousId": "chatcmpl-'],
    ['BeginConversation', '"__typename": "SentMessage"'],
    ['ContinueConversation', '"__typename": "ChatCompletionDone"'],
    ['ListConversations', '"hasNextPage"'],
    ['ReadConversation', '"id": "conv_'],
    ['WatchConversation', '"__typename": "ConversationState"'],
    ['DeleteConversation', '"__typename": "DeletedConversation"'],
    ['FollowAccount', '"__typename": "AccountUpdated"'],
    ['ReadQuotaHistory', '"quotaHistory"'],
    ['ReportUsage', '"retentionDays": 90'],
    ['ListModels', '"displayName"'],
    ['ReadViewer', '"seesAll": true'],
    ['Diagnose', '"findings"'],
    ['ListSettings', '"isSecret"'],
    ['ListAlerts', '"alerts"'],
    ['CheckHealth', '"isReady": true'],
  ] as const;

  it('is run here, but for LogIn, which the admin token of another test opens', () => {
    const names = [...outcomes.map(([name]) => name), 'LogIn'];
    expect(names.toSorted()).toEqual(graphiqlTabs.map(({ name }) => name).toSorted());
  });

  const failure = /"errors?":\s[[{]/;

  /** Runs a tab until that is in its result, and returns the result. */
  async function resultOf(graphiql: Graphiql, tab: string, text: string): Promise<string> {
    await graphiql.open(tab);
    await graphiql.press();
    await shows(graphiql, text);
    return await graphiql.result.innerText();
  }

  // With a key: one of each way to send an operation.
  const ways = outcomes.filter(([name]) =>
    ['StreamAnswer', 'GetAnswer', 'StartAnswer', 'WatchActivity', 'CheckHealth'].includes(name),
  );

  describe.each([
    ['without a key', [], '', outcomes],
    ['with a key', ['--api-key', 'secret-key'], '#token=secret-key', ways],
  ])('%s', (_name, args, fragment, tabs) => {
    let own: TestGateway;
    let graphiql: Graphiql;
    beforeAll(async () => {
      own = await startTestGateway({ args });
      graphiql = await openGraphiql(browser, own.url, fragment);
    });
    afterAll(async () => {
      await graphiql.page.context().close();
      await own.close();
    });

    it.each(tabs)('%s succeeds without changes', async (tab, text) => {
      expect(await resultOf(graphiql, tab, text)).not.toMatch(failure);
      expect(graphiql.complaints).toEqual([]);
    });
  });

  const needIds = outcomes.filter(([name]) =>
    graphiqlTabs.some((tab) => tab.name === name && tab.variables.includes('PUT-AN-ID-HERE')),
  );
  it.each(needIds)('%s succeeds before anything else has run', async (tab, text) => {
    const fresh = await startTestGateway();
    const graphiql = await openGraphiql(browser, fresh.url);
    expect(await resultOf(graphiql, tab, text)).not.toMatch(failure);
    expect(graphiql.complaints).toEqual([]);
    await graphiql.page.context().close();
    await fresh.close();
  });

  it.each([
    ['CancelAnswer', '"__typename": "ChatCompletion"'],
    ['SendToolOutputs', '"previousId": "chatcmpl-'],
  ])('%s succeeds after the gateway has forgotten what the page started', async (tab, text) => {
    gateway.standIn.behave(undefined);
    const graphiql = await openGraphiql(browser, gateway.url);
    const event = {
      completionId: 'chatcmpl-forgotten',
      finishReason: 'TOOL_CALLS',
      completion: { toolCalls: [{ callId: 'call_forgotten' }] },
    };
    await graphiql.page.evaluate(
      `codexServe.remember(${JSON.stringify({ data: { chatCompletion: event } })})`,
    );
    expect(await resultOf(graphiql, tab, text)).not.toMatch(failure);
    expect(graphiql.complaints).toEqual([]);
    await graphiql.page.context().close();
  });

  it('shares what one tab has started with the next', async () => {
    gateway.standIn.behave(() => ({ kind: 'text', text: 'From REST.' }));
    const { id, rest } = await startOverRest(gateway.url, 'Say something');
    await rest();
    const graphiql = await openGraphiql(browser, gateway.url);
    await graphiql.open('ReadAnswer');
    await graphiql.press();
    expect(await shows(graphiql, `"id": "${id}"`)).toBe(true);
    // To cancel takes none that others have started.
    await graphiql.open('CancelAnswer');
    await graphiql.press();
    expect(await shows(graphiql, '"__typename": "ChatCompletion"')).toBe(true);
    expect(await graphiql.result.innerText()).not.toContain(id);
    await graphiql.page.context().close();
  });
});
