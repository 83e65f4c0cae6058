import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChromium } from '../support/chromium.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';

let browser: Browser;
let gateway: TestGateway;
let site: Server;
let siteUrl: string;

/** A web server on another port, with a page and a sandboxed frame. */
beforeAll(async () => {
  site = createServer((_req, res) => {
    res.setHeader('content-type', 'text/html');
    res.end('<iframe sandbox="allow-scripts" srcdoc="<p>sandboxed</p>"></iframe>');
  }).listen(0, '127.0.0.1');
  await once(site, 'listening');
  const address = site.address();
  siteUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  [browser, gateway] = await Promise.all([startChromium(), startTestGateway()]);
});
afterAll(async () => {
  await browser.close();
  await gateway.close();
  site.close();
});

async function openSite(): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(siteUrl);
  return page;
}

/** What a script can read of an answer: status, notice and body; `blocked` for nothing. */
type Seen = readonly [status: number, notice: string | null, body: string] | 'blocked';

/** Runs in the browser. */
async function fetched({ url, init }: { url: string; init: RequestInit }): Promise<Seen> {
  try {
    const response = await fetch(url, init);
    const notice = response.headers.get('x-codex-serve-guest');
    return [response.status, notice, await response.text()];
  } catch {
    return 'blocked';
  }
}

const chat = JSON.stringify({ model: 'gpt-5.5', messages: [{ role: 'user', content: 'Hi' }] });
const json = { 'content-type': 'application/json', authorization: 'Bearer none' };

describe('in Chromium, a page of another port', () => {
  it('chats as a guest, and can read why it sees so little', async () => {
    const page = await openSite();
    const url = `${gateway.url}/v1/chat/completions`;
    const post = { method: 'POST', headers: { ...json, 'x-api-key': 'none' }, body: chat };
    const seen = await page.evaluate(fetched, { url, init: post });
    expect(seen).toEqual([
      200,
      `Pages of ${siteUrl} see and cancel only what they started. Name the origin in --cors-origin to see everything.`,
      expect.stringContaining('chat.completion'),
    ]);
    expect((await gateway.core.completions())[0]?.caller.id).toBe(`origin:${siteUrl}`);
    await page.close();
  });

  it('opens a WebSocket as a guest', async () => {
    const page = await openSite();
    const message = await page.evaluate(
      async (url) =>
        await new Promise<string>((resolve) => {
          const socket = new WebSocket(url, 'graphql-transport-ws');
          const query = '{ completions { totalCount } }';
          const operation = { type: 'subscribe', id: '1', payload: { query } };
          socket.addEventListener('open', () => socket.send('{"type":"connection_init"}'));
          socket.addEventListener('message', ({ data }) => {
            if (String(data).includes('connection_ack')) socket.send(JSON.stringify(operation));
            else resolve(String(data));
          });
          socket.addEventListener('close', ({ code }) => resolve(`closed with ${code}`));
        }),
      `${gateway.url.replace('http', 'ws')}/graphql`,
    );
    expect(message).toContain(`Pages of ${siteUrl} see and cancel only what they started.`);
    await page.close();
  });

  it('starts nothing by requests that need no preflight', async () => {
    const page = await openSite();
    const before = (await gateway.core.completions()).length;
    const url = `${gateway.url}/v1/chat/completions`;
    const plain = { method: 'POST', body: chat };
    expect(await page.evaluate(fetched, { url, init: plain })).toEqual([
      415,
      expect.any(String),
      expect.stringContaining('Content-Type'),
    ]);
    await page.evaluate(fetched, { url, init: { ...plain, mode: 'no-cors' as const } });
    await page.evaluate(({ to, body }) => navigator.sendBeacon(to, body), { to: url, body: chat });
    await page.evaluate((action) => {
      const form = Object.assign(document.createElement('form'), { action, method: 'post' });
      form.enctype = 'text/plain';
      document.body.append(form);
      form.submit();
    }, `${gateway.url}/graphql`);
    await page.waitForURL(`${gateway.url}/graphql`);
    expect(await gateway.core.completions()).toHaveLength(before);
    await page.close();
  });

  it('gets nothing in a sandboxed frame', async () => {
    const page = await openSite();
    const frame = page.frames()[1];
    if (frame === undefined) throw new Error('There is no frame.');
    const models = `${gateway.url}/v1/models`;
    expect(await frame.evaluate(fetched, { url: models, init: {} })).toBe('blocked');
    const post = { method: 'POST', headers: json, body: chat };
    expect(
      await frame.evaluate(fetched, { url: `${gateway.url}/v1/chat/completions`, init: post }),
    ).toBe('blocked');
    await page.close();
  });
});
