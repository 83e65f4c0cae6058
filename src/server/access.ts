import { createHash, timingSafeEqual } from 'node:crypto';
import { isLoopback } from '../config/values.ts';

/** Who may call. One for both surfaces, over HTTP and over the WebSocket. */
export interface Access {
  /** Whether a request's `Host` names this gateway. */
  isHostAllowed(host: string | undefined): boolean;
  /** Whether a page of that `Origin` may call; programs, which send none, always may. */
  isOriginAllowed(origin: string | undefined, host: string | undefined): boolean;
  /** Whether `Bearer KEY` holds the key; without a key set, whatever is sent does. */
  isAuthorized(authorization: string | undefined): boolean;
}

/** What the rules follow from. */
export interface AccessRules {
  /** The host the gateway is bound to. */
  readonly boundHost: string;
  readonly apiKey: string | undefined;
  /** Origins allowed beside loopback ones. */
  readonly corsOrigins: readonly string[];
}

/**
 * Keeps web pages from spending the user's quota. A page elsewhere is told by its `Origin`, and one
 * whose name was pointed at this machine (DNS rebinding) by its `Host`. A gateway bound to more
 * than loopback is reached by names it cannot know; there the API key, always set, does it.
 */
export function createAccess({ boundHost, apiKey, corsOrigins }: AccessRules): Access {
  const isLocal = isLoopback(boundHost);
  const allowed = new Set(corsOrigins);
  const keyDigest = apiKey === undefined ? null : digest(apiKey);
  return {
    isHostAllowed: (host) => !isLocal || isLoopbackUrl(`http://${host ?? ''}`),
    isOriginAllowed: (origin, host) =>
      origin === undefined ||
      allowed.has(origin) ||
      isLoopbackUrl(origin) ||
      (!isLocal && host !== undefined && isSameHost(origin, host)),
    isAuthorized: (authorization) =>
      keyDigest === null ||
      isSameSecret(/^bearer +(.+)$/i.exec(authorization ?? '')?.[1], keyDigest),
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

/** In constant time, whatever the lengths. */
function isSameSecret(given: string | undefined, secretDigest: Buffer): boolean {
  return timingSafeEqual(digest(given ?? ''), secretDigest) && given !== undefined;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
