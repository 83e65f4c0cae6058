/** The bounds of the WebSockets of one login at one provider. */
export interface ConnectionLimits {
  /** Connections at once, opening ones included. */
  readonly most: number;
  /** Unused connections that are kept ready for new conversations. */
  readonly spare: number;
  /** Connections that open at the same time. */
  readonly mostOpening: number;
  /** The age at which a connection is replaced, in milliseconds: the service ends it at 60 minutes. */
  readonly rotateMs: number;
  /**
   * How long the connection of a conversation waits for its next request, in milliseconds. The
   * service forgets the response in about that time (earendil-works/pi#6931).
   */
  readonly idleMs: number;
  /** How long nothing may come from a connection before it is asked for a sign of life, in milliseconds. */
  readonly quietMs: number;
  /** How long that sign may take, in milliseconds. */
  readonly pongMs: number;
  /** How long no upgrade is tried at a provider that has no WebSockets (426), in milliseconds. */
  readonly withoutMs: number;
  /** How long after upgrades that failed: it doubles from the first to the longest, in milliseconds. */
  readonly retryMs: { readonly first: number; readonly longest: number };
  /** How often all of this is looked at, in milliseconds. */
  readonly checkMs: number;
}

/** The bounds of a gateway. */
export const defaultLimits: ConnectionLimits = {
  most: 32,
  spare: 4,
  mostOpening: 4,
  rotateMs: 55 * 60_000,
  idleMs: 5 * 60_000,
  quietMs: 25_000,
  pongMs: 10_000,
  withoutMs: 15 * 60_000,
  retryMs: { first: 1000, longest: 5 * 60_000 },
  checkMs: 5000,
};
