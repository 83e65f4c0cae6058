import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChromium } from '../support/chromium.ts';
import { countCompletions } from '../support/count-completions.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { startProxy, type Proxy } from '../support/proxy.ts';
import { openGraphiql, type Graphiql } from './browser.ts';
import { startOverRest } from './ask.ts';

let browser: Browser;
let gateway: TestGateway;
let proxy: Proxy;
let graphiql: Graphiql;

beforeAll(async () => {
  browser = await startChromium();
  gateway = await startTestGateway({ tokensPerSecond: 50 });
  proxy = await startProxy(gateway.url);
  graphiql = await openGraphiql(browser, proxy.url);
});
afterAll(async () => {
  await browser.close();
  await proxy.close();
  await gateway.close();
});

/** Runs a tab until that is in its result. */
async function runUntil(tab: string, text: string): Promise<void> {
  await graphiql.open(tab);
  await graphiql.press();
  await graphiql.result.getByText(text).first().waitFor();
}

describe('GraphiQL whose connection breaks before the answer comes', () => {
  it.each([
    ['StreamAnswer', 'chatCompletion'],
    ['GetAnswer', 'chatCompletion'],
    ['StartAnswer', 'startChatCompletion'],
    ['CallTool', 'chatCompletion'],
    ['BeginConversation', 'sendMessage'],
  ])('starts one completion by %s and says that the connection was lost', async (tab, field) => {
    const before = await countCompletions(gateway.url);
    proxy.cutAt(`"${field}":`);
    await runUntil(tab, 'WEBSOCKET_CLOSED');
    expect(await countCompletions(gateway.url)).toBe(before + 1);
  });

  it.each([
    ['CallTool', '"TOOL_CALLS"', 'SendToolOutputs', 'submitToolOutputs'],
    ['BeginConversation', '"SentMessage"', 'ContinueConversation', 'sendMessage'],
  ])('starts one completion after %s', async (first, end, next, field) => {
    await runUntil(first, end);
    await gateway.standIn.waitFor(({ active }) => active === 0, AbortSignal.timeout(10_000));
    const before = await countCompletions(gateway.url);
    proxy.cutAt(`"${field}":`);
    await runUntil(next, 'WEBSOCKET_CLOSED');
    expect(await countCompletions(gateway.url)).toBe(before + 1);
  });

  it.each([
    ['StreamAnswer', 'chatCompletion'],
    ['StartAnswer', 'startChatCompletion'],
  ])(
    'starts one completion by %s where a proxy closes the WebSocket in order',
    async (tab, field) => {
      const before = await countCompletions(gateway.url);
      proxy.closeAt(`"${field}":`);
      await runUntil(tab, 'WEBSOCKET_CLOSED');
      expect(await countCompletions(gateway.url)).toBe(before + 1);
    },
  );

  it('subscribes again to what it only watches', async () => {
    await runUntil('WatchActivity', 'ActivitySubscribed');
    proxy.cut();
    await proxy.carried('connection_ack');
    const { id, rest } = await startOverRest(gateway.url, 'Say something');
    await rest();
    await expect.poll(async () => await graphiql.result.innerText()).toContain(id);
  });
});
