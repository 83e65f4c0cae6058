import { createHash, timingSafeEqual } from 'node:crypto';
import { bearerKey, identifyAnyone, type Identify } from '../codex/completion/client.ts';
import { isLoopback, type ApiKey } from '../config/values.ts';

/** Who may call. One for both surfaces, over HTTP and over the WebSocket. */
export interface Access {
  /** Whether a request's `Host` names this gateway. */
  isHostAllowed(host: string | undefined): boolean;
  /** Whether a page of that `Origin` may call; programs, which send none, always may. */
  isOriginAllowed(origin: string | undefined, host: string | undefined): boolean;
  /** Who sends `Bearer KEY`; null without one of the keys. Where none is set, anyone may call. */
  readonly identify: Identify;
}

/** What the rules follow from. */
export interface AccessRules {
  /** The host the gateway is bound to. */
  readonly boundHost: string;
  /** No two of one name. */
  readonly apiKeys: readonly ApiKey[];
  /** Names of those that may see and stop every client's completions. A single key always may. */
  readonly adminKeys: readonly string[];
  /** Origins allowed beside loopback ones. */
  readonly corsOrigins: readonly string[];
}

/**
 * Keeps web pages from spending the user's quota. A page elsewhere is told by its `Origin`, and one
 * whose name was pointed at this machine (DNS rebinding) by its `Host`. A gateway bound to more
 * than loopback is reached by names it cannot know; there the API key, always set, does it.
 */
export function createAccess(rules: AccessRules): Access {
  const { boundHost, apiKeys, adminKeys, corsOrigins } = rules;
  const isLocal = isLoopback(boundHost);
  const allowed = new Set(corsOrigins);
  return {
    isHostAllowed: (host) => !isLocal || isLoopbackUrl(`http://${host ?? ''}`),
    isOriginAllowed: (origin, host) =>
      origin === undefined ||
      allowed.has(origin) ||
      isLoopbackUrl(origin) ||
      (!isLocal && host !== undefined && isSameHost(origin, host)),
    identify: apiKeys.length === 0 ? identifyAnyone : identifyByKey(apiKeys, adminKeys),
  };
}

function identifyByKey(apiKeys: readonly ApiKey[], adminKeys: readonly string[]): Identify {
  const known = apiKeys.map(({ name, key }) => ({
    secret: digest(key),
    holder: { keyName: name, isAdmin: apiKeys.length === 1 || adminKeys.includes(name) },
  }));
  return (credentials, userAgent) => {
    const key = bearerKey(credentials);
    if (key === undefined) return null;
    const given = digest(key);
    // Digests are compared in constant time, whatever the lengths.
    const match = known.find(({ secret }) => timingSafeEqual(given, secret));
    const client = identifyAnyone(credentials, userAgent);
    return match && client ? { ...client, ...match.holder } : null;
  };
}

function isLoopbackUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  const host = hostname.replaceAll(/^\[|\]$/g, '');
  return protocol.startsWith('http') && (isLoopback(host) || host.endsWith('.localhost'));
}

function isSameHost(origin: string, host: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === host.toLowerCase();
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
