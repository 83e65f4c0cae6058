import { createServer } from 'node:http';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createCookies } from '../../../src/codex/engine/direct/transport/cookies.ts';
import { createHttpTransport } from '../../../src/codex/engine/direct/transport/http-transport.ts';
import { readNetwork } from '../../../src/codex/engine/direct/transport/network.ts';
import { createTempFolder } from '../../support/temp-folder.ts';
import { chatGptCertificate, chatGptKey } from './chatgpt-tls.ts';
import { listenOn, startHttpProxy, startTlsFront } from './proxy-servers.ts';
import { receive, requestTo } from './requests.ts';

const chatGpt = new URL('https://chatgpt.com/backend-api/codex/responses');

describe('the cookies for ChatGPT', () => {
  it.each([
    ['__cf_bm=1; path=/; domain=.chatgpt.com; HttpOnly; Secure', '__cf_bm=1'],
    ['_cfuvid=a.b-1; path=/; domain=.chatgpt.com; SameSite=None', '_cfuvid=a.b-1'],
    ['cf_clearance=x', 'cf_clearance=x'],
    ['cf_chl_rc_i=1', 'cf_chl_rc_i=1'],
    ['__cf_bm=1; Max-Age=60', '__cf_bm=1'],
    ['__cf_bm=1; Max-Age=0', null],
    ['__cf_bm=1; expires=Thu, 01 Jan 1970 00:00:00 GMT', null],
    ['__cf_bm=1; domain=.example.com', null],
    ['__cf_bm=1; domain=com', null],
    [`__cf_bm=${'x'.repeat(5000)}`, null],
    ['__Secure-next-auth.session-token=secret; Secure', null],
    ['not_cf_clearance=1', null],
    ['oai-did=1', null],
    ['__cf_bm', null],
    ['', null],
  ])('of %s are %s', (line, header) => {
    const cookies = createCookies();
    cookies.keep(chatGpt, { 'set-cookie': [line] });

    expect(cookies.headerFor(chatGpt)).toBe(header);
  });

  it.each([
    ['https://chatgpt.com/', true],
    ['wss://chatgpt.com/', true],
    ['https://eu.chatgpt.com/', true],
    ['http://chatgpt.com/', false],
    ['https://evilchatgpt.com/', false],
    ['https://chatgpt.com.example/', false],
    ['https://api.openai.com/v1/responses', false],
    ['http://127.0.0.1/', false],
  ])('go to %s: %s', (url, goes) => {
    const cookies = createCookies();
    cookies.keep(chatGpt, { 'set-cookie': ['__cf_bm=1; domain=.chatgpt.com'] });
    expect(cookies.headerFor(new URL(url))).toBe(goes ? '__cf_bm=1' : null);

    const others = createCookies();
    others.keep(new URL(url), { 'set-cookie': ['__cf_bm=1'] });
    expect(others.headerFor(new URL(url))).toBe(goes ? '__cf_bm=1' : null);
  });

  it('without a domain go to the host that set them', () => {
    const cookies = createCookies();
    cookies.keep(chatGpt, { 'set-cookie': ['__cf_bm=1'] });

    expect(cookies.headerFor(new URL('https://eu.chatgpt.com'))).toBeNull();
  });

  it('are replaced, removed and forgotten in time', () => {
    let now = 0;
    const cookies = createCookies(() => now);
    cookies.keep(chatGpt, { 'set-cookie': ['__cf_bm=1', '_cfuvid=2; Max-Age=60'] });
    cookies.keep(chatGpt, { 'set-cookie': ['__cf_bm=3'] });
    expect(cookies.headerFor(chatGpt)).toBe('_cfuvid=2; __cf_bm=3');
    now = 61_000;
    expect(cookies.headerFor(chatGpt)).toBe('__cf_bm=3');
    cookies.keep(chatGpt, { 'set-cookie': ['__cf_bm=; Max-Age=0'] });
    expect(cookies.headerFor(chatGpt)).toBeNull();
  });

  it('are few', () => {
    const cookies = createCookies();
    const lines = Array.from({ length: 1000 }, (_, index) => `cf_chl_${index}=1`);
    cookies.keep(chatGpt, { 'set-cookie': lines });

    expect(cookies.headerFor(chatGpt)?.split('; ')).toHaveLength(32);
  });

  it('go back with the next request, after an answer and after a refusal', async () => {
    const received: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      received.push(request.headers.cookie);
      response.setHeader('set-cookie', [`__cf_bm=${received.length}`, 'session=secret']);
      response.writeHead(received.length === 1 ? 403 : 200).end('data: {"type":"error"}\n\n');
    });
    const service = await listenOn(server);
    const front = await startTlsFront(service.port, { key: chatGptKey, cert: chatGptCertificate });
    const proxy = await startHttpProxy(front.port);
    const folder = await createTempFolder();
    const roots = path.join(folder.path, 'roots.pem');
    await writeFile(roots, chatGptCertificate);
    const env = { SSL_CERT_FILE: roots, HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` };
    const transport = createHttpTransport({ network: readNetwork(env) });
    const request = requestTo('https://chatgpt.com/backend-api/codex');
    await expect(receive(transport, request)).rejects.toMatchObject({ status: 403 });
    await receive(transport, request);
    await receive(transport, request);

    expect(received).toEqual([undefined, '__cf_bm=1', '__cf_bm=2']);
    await transport.close();
    for (const each of [proxy, front, service]) await each.close();
    await folder.remove();
  });
});
