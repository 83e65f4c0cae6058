import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { isLoopbackHost } from './loopback-host.ts';

/** Finds the proxy for a URL; null where there is none. */
export type ProxyFor = (url: URL) => URL | null;

/** The kinds of proxies that Codex takes; it ignores any other. */
const schemes = new Set(['http:', 'https:', 'socks4:', 'socks4a:', 'socks5:', 'socks5h:']);

/**
 * Reads the proxies as Codex does (the rules of hyper-util 0.1.20): of a variable in upper and lower
 * case, the upper case counts if it is set, even to nothing; `ALL_PROXY` stands in where a scheme
 * has no proxy of its own. This machine's own hosts are always reached directly.
 */
export function readProxies(env: NodeJS.ProcessEnv): ProxyFor {
  const valueOf = (name: string): string =>
    env[name.toUpperCase()] ?? env[name.toLowerCase()] ?? '';
  const all = parseProxy(valueOf('all_proxy'));
  const http = parseProxy(valueOf('http_proxy')) ?? all;
  const https = parseProxy(valueOf('https_proxy')) ?? all;
  // As the environment that the app-server is given: an empty list counts as none.
  const isExcepted = readExceptions(env['NO_PROXY'] || env['no_proxy'] || '');
  return ({ protocol, hostname }) => {
    if (isLoopbackHost(hostname) || isExcepted(hostname)) return null;
    return protocol === 'https:' || protocol === 'wss:' ? https : http;
  };
}

function parseProxy(value: string): URL | null {
  const text = value.includes('://') ? value : `http://${value}`;
  if (value === '' || !URL.canParse(text)) return null;
  const proxy = new URL(text);
  return schemes.has(proxy.protocol) && proxy.hostname !== '' ? proxy : null;
}

/** Whether a list of hosts, domains and networks has a host name. */
function readExceptions(list: string): (hostname: string) => boolean {
  const entries = list
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .filter((entry) => entry !== '');
  return (hostname) => {
    const host = hostname.replaceAll(/^\[|\]$/g, '').toLowerCase();
    const covers = isIP(host) === 0 ? coversName : coversAddress;
    return entries.some((entry) => covers(entry, host));
  };
}

/** `example.com` and `.example.com` stand for the domain and all below it. */
function coversName(entry: string, host: string): boolean {
  return entry === '*' || `.${host}`.endsWith(entry.startsWith('.') ? entry : `.${entry}`);
}

/** An address, or a network such as `10.0.0.0/8`. */
function coversAddress(entry: string, host: string): boolean {
  const address = ipaddr.parse(host);
  if (ipaddr.isValidCIDR(entry)) {
    const [network, bits] = ipaddr.parseCIDR(entry);
    return network.kind() === address.kind() && address.match(network, bits);
  }
  return isIP(entry) !== 0 && ipaddr.parse(entry).toString() === address.toString();
}
