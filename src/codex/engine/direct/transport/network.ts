import type { SecureContextOptions } from 'node:tls';

/** How this machine reaches the service. */
export interface Network {
  /** Trusted roots in PEM; undefined: Node's own. */
  readonly ca: SecureContextOptions['ca'];
  /** The proxy for a URL, with its credentials; null: none. */
  proxyFor(url: URL): URL | null;
}
