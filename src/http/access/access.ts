import { createHash, timingSafeEqual } from 'node:crypto';
import type { IsAdminToken } from './admin-token.ts';
import type { Caller } from '../../codex/completion/caller.ts';
import type { Credentials, Identify } from './credentials.ts';
import { identifyWithin } from './identify-within.ts';
import { adminCaller, guestCaller, keyCaller, localCaller } from './callers.ts';
import { hostMatcher, readHost } from '../../config/values/hosts.ts';
import { originMatcher } from '../../config/values/origins.ts';
import { isLoopback, type ApiKey } from '../../config/values/values.ts';

/** Who may call. The same rules hold for all surfaces, over HTTP and WebSocket. */
export interface Access {
  /** Whether a client needs one of the API keys, or the admin token. */
  readonly isKeyRequired: boolean;
  /** The names of the API keys, and whether the holder of each sees all and may change the login. */
  readonly apiKeys: readonly KeyRights[];
  /** Whether credentials contain the admin token that is in force now. */
  holdsAdminToken(credentials: Credentials): boolean;
  /** Whether the host name of a request cannot belong to another program. */
  isHostAllowed(credentials: Credentials): boolean;
  /** Whether a page of that origin may call. Programs send no origin and always may. */
  isOriginAllowed(credentials: Credentials): boolean;
  /**
   * Who calls; null without a valid key where one is required, and under a host that is not allowed.
   * Where none is required, a page of an origin that is not the owner's is a guest. Rejects after 10 s.
   */
  readonly identify: Identify;
  /** Replaces the origins and the hosts that are allowed. Holds from the next request on. */
  allow(allowed: AllowedNames): void;
}

/** Origins and hosts beside those that are always allowed. */
export type AllowedNames = Pick<AccessRules, 'corsOrigins' | 'allowHosts'>;

/** An API key without its secret. */
export interface KeyRights {
  readonly name: string;
  /** See `Caller.seesAll`. */
  readonly seesAll: boolean;
}

/** What the rules follow from. */
export interface AccessRules {
  /** The host the gateway is bound to. */
  readonly boundHost: string;
  /** No two of one name. */
  readonly apiKeys: readonly ApiKey[];
  /** Names of those that may see and stop every client's completions. A single key always may. */
  readonly adminKeys: readonly string[];
  /** Origins of the owner's, as `parseOrigin` gives them. */
  readonly corsOrigins: readonly string[];
  /** Hosts allowed beside loopback ones, as `parseHost` gives them. */
  readonly allowHosts: readonly string[];
  readonly isAdminToken: IsAdminToken;
}

/** How long it may take to identify a caller, in milliseconds. */
const longestIdentifyingMs = 10_000;

/**
 * Keeps web pages from spending the user's quota. A page elsewhere is told by its `Origin`, and one
 * whose name was pointed at this machine (DNS rebinding) by its `Host`. Where keys are required they
 * keep the second kind out, under whatever name the gateway is reached.
 */
export function createAccess(rules: AccessRules): Access {
  const { boundHost, apiKeys, isAdminToken } = rules;
  const isKeyRequired = apiKeys.length > 0 || !isLoopback(boundHost);
  let isNamedHost = hostMatcher(rules.allowHosts);
  let isOwners = originMatcher(rules.corsOrigins);
  const holdsAdminToken = ({ keys }: Credentials): boolean => keys.some((key) => isAdminToken(key));
  const isHostKnown = (host: string | undefined): boolean => {
    const named = readHost(host ?? '');
    return named !== undefined && (isLocalName(named.name) || isNamedHost(named));
  };
  const isOwnPage = ({ origin, host }: Credentials): boolean =>
    host !== undefined && isSameOrigin(origin, host) && (isKeyRequired || isHostKnown(host));
  const isHostAllowed = (credentials: Credentials): boolean =>
    isKeyRequired || isHostKnown(credentials.host) || holdsAdminToken(credentials);
  const identifyByKey = keyHolders(rules);
  const identifyKeyless = (credentials: Credentials): Caller => {
    const { origin } = credentials;
    return origin === undefined || isOwners(origin) || isOwnPage(credentials)
      ? localCaller(credentials)
      : guestCaller(origin.toLowerCase(), credentials);
  };
  const identify: Identify = async (credentials) => {
    if (!isHostAllowed(credentials)) return null;
    const isAdmin = holdsAdminToken(credentials);
    if (isKeyRequired) return await identifyByKey(credentials, isAdmin);
    return isAdmin
      ? { ...localCaller(credentials), mayAdminister: true }
      : identifyKeyless(credentials);
  };

  return {
    isKeyRequired,
    apiKeys: apiKeys.map(({ name }) => ({ name, seesAll: isAdminKey(rules, name) })),
    holdsAdminToken,
    isHostAllowed,
    isOriginAllowed: (credentials) =>
      credentials.origin === undefined ||
      isOwners(credentials.origin) ||
      isLoopbackOrigin(credentials.origin) ||
      isOwnPage(credentials),
    identify: identifyWithin(identify, longestIdentifyingMs),
    allow({ corsOrigins, allowHosts }) {
      isNamedHost = hostMatcher(allowHosts);
      isOwners = originMatcher(corsOrigins);
    },
  };
}

/** A single key is always an admin's. */
function isAdminKey({ apiKeys, adminKeys }: AccessRules, name: string): boolean {
  return apiKeys.length === 1 || adminKeys.includes(name);
}

function keyHolders(
  rules: AccessRules,
): (credentials: Credentials, holdsToken: boolean) => Promise<Caller | null> {
  const known = rules.apiKeys.map(({ name, key }) => {
    return { name, isAdmin: isAdminKey(rules, name), secret: digest(key) };
  });
  return async (credentials, holdsToken) => {
    // Digests are compared in constant time, whatever the lengths.
    const match = credentials.keys
      .map((given) => digest(given))
      .flatMap((given) => known.filter(({ secret }) => timingSafeEqual(given, secret)))[0];
    if (match === undefined) return holdsToken ? adminCaller(credentials) : null;
    return keyCaller(match.name, match.isAdmin || holdsToken, credentials);
  };
}

function isLocalName(name: string): boolean {
  return isLoopback(name) || name.endsWith('.localhost');
}

/** A host name has 253 characters at most. A longer origin is no browser's, and would be kept. */
const maxOriginLength = 300;

function isLoopbackOrigin(origin: string): boolean {
  if (origin.length > maxOriginLength) return false;
  const host = /^https?:\/\/(?<host>[^\s/]+)$/i.exec(origin)?.groups?.['host'];
  const named = host === undefined ? undefined : readHost(host);
  return named !== undefined && isLocalName(named.name);
}

/**
 * Whether a page comes from the address that it calls. Behind a proxy that ends TLS the page
 * has the scheme https; on loopback that would be another server's.
 */
function isSameOrigin(origin: string | undefined, host: string): boolean {
  const { scheme, own } =
    /^(?<scheme>https?):\/\/(?<own>[^\s/]+)$/i.exec(origin ?? '')?.groups ?? {};
  const named = readHost(host);
  const page = own === undefined ? undefined : readHost(own);
  if (scheme === undefined || named === undefined || page === undefined) return false;
  const isTls = scheme.toLowerCase() === 'https';
  if (isTls && isLocalName(named.name)) return false;
  const defaultPort = isTls ? '443' : '80';
  return page.name === named.name && (page.port ?? defaultPort) === (named.port ?? defaultPort);
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
