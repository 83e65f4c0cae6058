import { describe, expect, it } from 'vitest';
import { readProxies } from '../../../src/codex/engine/service/contact/proxies.ts';

const proxyFor = (env: NodeJS.ProcessEnv, url: string): string | null =>
  readProxies(env)(new URL(url))?.href ?? null;

describe('the proxy for a URL', () => {
  it.each([
    [{}, 'https://a.example', null],
    [{ HTTPS_PROXY: 'http://p:1' }, 'https://a.example', 'http://p:1/'],
    [{ https_proxy: 'http://p:1' }, 'https://a.example', 'http://p:1/'],
    [{ HTTPS_PROXY: 'http://p:1' }, 'wss://a.example', 'http://p:1/'],
    [{ HTTPS_PROXY: 'http://p:1' }, 'http://a.example', null],
    [{ HTTP_PROXY: 'http://p:1' }, 'http://a.example', 'http://p:1/'],
    [{ HTTP_PROXY: 'http://p:1' }, 'ws://a.example', 'http://p:1/'],
    [{ HTTP_PROXY: 'http://p:1' }, 'https://a.example', null],
    [{ ALL_PROXY: 'http://p:1' }, 'https://a.example', 'http://p:1/'],
    [{ all_proxy: 'http://p:1' }, 'http://a.example', 'http://p:1/'],
    [{ ALL_PROXY: 'http://p:1', HTTPS_PROXY: 'http://q:1' }, 'https://a.example', 'http://q:1/'],
    [{ HTTPS_PROXY: 'http://p:1', https_proxy: 'http://q:1' }, 'https://a.example', 'http://p:1/'],
    [{ HTTPS_PROXY: '', https_proxy: 'http://q:1' }, 'https://a.example', null],
    [{ HTTPS_PROXY: '', ALL_PROXY: 'http://p:1' }, 'https://a.example', 'http://p:1/'],
    [{ HTTPS_PROXY: 'p:1' }, 'https://a.example', 'http://p:1/'],
    [{ HTTPS_PROXY: 'me:pw@p:1' }, 'https://a.example', 'http://me:pw@p:1/'],
    [{ HTTPS_PROXY: 'socks5h://p:1' }, 'https://a.example', 'socks5h://p:1'],
    [{ HTTPS_PROXY: 'ftp://p:1' }, 'https://a.example', null],
    [{ HTTPS_PROXY: 'http://' }, 'https://a.example', null],
  ])('with %j for %s is %s', (env, url, proxy) => {
    expect(proxyFor(env, url)).toBe(proxy);
  });

  it.each([
    'http://localhost:1',
    'http://app.localhost',
    'https://127.0.0.1',
    'https://127.9.9.9',
    'http://127.1',
    'http://0.0.0.0:1',
    'http://[::1]:1',
    'http://[::]:1',
    'http://[::ffff:127.0.0.1]',
  ])('is none for %s, which is this machine', (url) => {
    expect(proxyFor({ ALL_PROXY: 'http://p:1' }, url)).toBeNull();
  });

  it.each([
    ['a.example', 'https://a.example', true],
    ['A.example', 'https://a.EXAMPLE', true],
    ['a.example', 'https://b.a.example', true],
    ['.a.example', 'https://a.example', true],
    ['.a.example', 'https://b.a.example', true],
    ['a.example', 'https://ba.example', false],
    [' b.example , a.example ', 'https://a.example', true],
    ['*', 'https://a.example', true],
    ['*', 'https://10.0.0.1', false],
    ['10.0.0.1', 'https://10.0.0.1', true],
    ['10.0.0.1', 'https://10.0.0.10', false],
    ['10.0.0.0/8', 'https://10.9.9.9', true],
    ['10.0.0.0/8', 'https://11.0.0.1', false],
    ['10.0.0.0/8', 'https://a10.example', false],
    ['2001:db8::1', 'https://[2001:db8:0::1]', true],
    ['2001:db8::/32', 'https://[2001:db8:9::1]', true],
    ['2001:db8::/32', 'https://10.0.0.1', false],
    ['a.example:443', 'https://a.example', false],
    ['10.0.0.0/99', 'https://10.0.0.1', false],
    ['', 'https://a.example', false],
  ])('NO_PROXY of "%s" excepts %s: %s', (list, url, isExcepted) => {
    const env = { ALL_PROXY: 'http://p:1', NO_PROXY: list };
    expect(proxyFor(env, url) === null).toBe(isExcepted);
    expect(proxyFor({ ALL_PROXY: 'http://p:1', no_proxy: list }, url) === null).toBe(isExcepted);
  });
});
