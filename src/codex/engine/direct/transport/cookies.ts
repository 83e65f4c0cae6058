import type { IncomingHttpHeaders } from 'node:http';
import { parseCookie } from 'undici';

/**
 * Keeps the cookies by which Cloudflare, in front of ChatGPT, knows a client again, in memory. As in
 * Codex it keeps no others, and none of other hosts: they may belong to an account.
 */
export interface Cookies {
  /** The value of `cookie` for a request to a URL; null for none. */
  headerFor(url: URL): string | null;
  /** Keeps what a response of that URL sets, or removes it. */
  keep(url: URL, headers: IncomingHttpHeaders): void;
}

/** Cloudflare's own names, as Codex lists them. */
const names = new Set([
  '__cf_bm',
  '__cflb',
  '__cfruid',
  '__cfseq',
  '__cfwaitingroom',
  '_cfuvid',
  'cf_clearance',
  'cf_ob_info',
  'cf_use_ob',
]);

/** More than that, or longer ones, are not Cloudflare's. */
const mostCookies = 32;
const longestCookie = 4096;

interface Kept {
  readonly name: string;
  readonly value: string;
  /** The host that set it, or the domain that it is for. */
  readonly domain: string;
  readonly hasSubdomains: boolean;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** @param now Milliseconds since the epoch. Default: the clock. */
export function createCookies(now: () => number = Date.now): Cookies {
  const kept = new Map<string, Kept>();
  return {
    headerFor(url) {
      if (!isChatGpt(url)) return null;
      const sent = [...kept.values()].filter(
        (cookie) => covers(cookie, url.hostname) && cookie.expiresAt > now(),
      );
      return sent.length === 0 ? null : sent.map((each) => `${each.name}=${each.value}`).join('; ');
    },
    keep(url, headers) {
      const set = headers['set-cookie'];
      if (set === undefined || !isChatGpt(url)) return;
      for (const line of set) {
        const cookie = line.length > longestCookie ? null : read(line, url.hostname, now());
        if (cookie === null) continue;
        const key = `${cookie.name} ${cookie.domain}`;
        kept.delete(key);
        if (cookie.expiresAt > now()) kept.set(key, cookie);
      }
      // The oldest come first.
      for (const key of kept.keys()) if (kept.size > mostCookies) kept.delete(key);
    },
  };
}

function isChatGpt({ protocol, hostname }: URL): boolean {
  const isSecure = protocol === 'https:' || protocol === 'wss:';
  return isSecure && (isOrIsBelow(hostname, 'chatgpt.com') || hostname === 'chat.openai.com');
}

function isOrIsBelow(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}

function covers({ domain, hasSubdomains }: Kept, host: string): boolean {
  return hasSubdomains ? isOrIsBelow(host, domain) : host === domain;
}

/** Null for a cookie that is not Cloudflare's, or not for that host. */
function read(line: string, host: string, now: number): Kept | null {
  const cookie = parseCookie(line);
  if (cookie === null || !(names.has(cookie.name) || cookie.name.startsWith('cf_chl_')))
    return null;
  const domain = (cookie.domain ?? '').replace(/^\./, '').toLowerCase();
  if (domain !== '' && !(domain.includes('.') && isOrIsBelow(host, domain))) return null;
  const { maxAge, expires } = cookie;
  return {
    name: cookie.name,
    value: cookie.value,
    domain: domain === '' ? host : domain,
    hasSubdomains: domain !== '',
    expiresAt:
      maxAge === undefined ? Number(expires ?? Number.POSITIVE_INFINITY) : now + maxAge * 1000,
  };
}
