import * as tls from 'node:tls';
import { createCookies, type Cookies } from './cookies.ts';
import { readProxies, type ProxyFor } from '../../service/contact/proxies.ts';
import { readCertificates, readTrustRoots } from '../../service/contact/trust-roots.ts';

/** Codex's own limit. */
const codexConnectMs = 15_000;

/** How this machine reaches the service, and is known there. */
export interface Network {
  /**
   * What TLS trusts. Is made for the first connection with TLS, once: some 140 roots take 80 ms of
   * CPU and 9 MB.
   */
  readonly secureContext: () => Promise<tls.SecureContext>;
  /** The proxy for a URL, with its credentials; null: none. */
  readonly proxyFor: ProxyFor;
  /** How long a connection may take to open, with its proxy and TLS, in milliseconds. */
  readonly connectMs: number;
  readonly cookies: Cookies;
}

/**
 * Reads proxies and trust roots from the environment, as Codex does: `CODEX_CA_CERTIFICATE` adds to
 * the roots of `SSL_CERT_FILE` and `SSL_CERT_DIR`, or else to the system's. A root that is added to
 * the machine later takes effect at the gateway's next start.
 */
export function readNetwork(env: NodeJS.ProcessEnv): Network {
  let context: Promise<tls.SecureContext> | undefined;
  return {
    secureContext: async () => await (context ??= createContext(env)),
    proxyFor: readProxies(env),
    connectMs: codexConnectMs,
    cookies: createCookies(),
  };
}

async function createContext(env: NodeJS.ProcessEnv): Promise<tls.SecureContext> {
  const { CODEX_CA_CERTIFICATE: own = '' } = env;
  const [roots, added] = await Promise.all([
    readTrustRoots(env),
    readCertificates(own === '' ? [] : [own]),
  ]);
  const trusted = roots.length > 0 ? roots : systemRoots();
  return tls.createSecureContext({ ca: [...new Set([...trusted, ...added])] });
}

/** Where roots are not in files, Node asks the system, from version 22.15 on; else it brings them. */
function systemRoots(): readonly string[] {
  const ofSystem: unknown = Reflect.get(tls, 'getCACertificates');
  if (typeof ofSystem !== 'function') return tls.rootCertificates;
  const roots: unknown = ofSystem('system');
  const isList = Array.isArray(roots) && roots.length > 0;
  return isList ? roots.map(String) : tls.rootCertificates;
}
