import type { TomlTable } from 'smol-toml';
import { isLoopbackHost } from '../../service/contact/loopback-host.ts';

/**
 * The loopback hosts that need no mention in the configuration, in the forms that Codex reads.
 * Codex's HTTP client takes a network (`127.0.0.0/8`), its WebSocket client takes names and single
 * addresses alone (measured on 0.171.0).
 */
const loopback = ['localhost', '127.0.0.1', '::1', '127.0.0.0/8'];

/**
 * Environment variables that let Codex connect to loopback addresses directly, whatever proxy is
 * set: no proxy can reach them. They extend the user's `NO_PROXY`, or `no_proxy` where that is the
 * one that is set, as Codex reads only the first of the two (measured on 0.171.0). Other hosts still
 * go through the proxy.
 *
 * @param upstream The part of the user's configuration that holds the URLs of providers.
 */
export function directLoopback(
  env: NodeJS.ProcessEnv,
  upstream: TomlTable,
): { readonly NO_PROXY: string; readonly no_proxy: string } {
  const own = (env['NO_PROXY'] || env['no_proxy'] || '').split(',').map((entry) => entry.trim());
  const hosts = urlsIn(upstream).flatMap((url) => localFormsOf(url));
  const entries = [...own, ...loopback, ...hosts].filter((entry) => entry !== '');
  const list = [...new Set(entries)].join(',');
  return { NO_PROXY: list, no_proxy: list };
}

/** Every URL among the values, at any depth. */
function urlsIn(value: unknown): URL[] {
  if (typeof value === 'string') {
    const isUrl = /^(?:https?|wss?):/i.test(value) && URL.canParse(value);
    return isUrl ? [new URL(value)] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((each) => urlsIn(each));
}

/** A URL's host in each form that one of Codex's clients compares; nothing for another machine's. */
function localFormsOf({ hostname }: URL): string[] {
  if (!isLoopbackHost(hostname)) return [];
  return [...new Set([hostname.replaceAll(/^\[|\]$/g, ''), hostname])];
}
