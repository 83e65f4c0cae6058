import { createHash } from 'node:crypto';

/** Who asks for completions. */
export interface Client {
  /** Tells apart clients that must not meet in one turn: a digest of the API key; '' without one. */
  readonly id: string;
  /** The name of its API key; null where the gateway asks for none. */
  readonly keyName: string | null;
  /** What its program calls itself; null where it does not say. */
  readonly userAgent: string | null;
  /** Whether it may see and stop the completions of other clients. */
  readonly isAdmin: boolean;
}

/** Who is behind credentials (`Bearer KEY`); null where they do not allow in. */
export type Identify = (
  credentials: string | null | undefined,
  userAgent: string | null | undefined,
) => Client | null;

/** Nobody in particular: a client that sends neither a key nor a name. */
export const anonymous: Client = { id: '', keyName: null, userAgent: null, isAdmin: false };

const digestLength = 16;
const longestUserAgent = 256;

/** Whether a client may see and stop what that owner asked for: its own, and an admin anyone's. */
export function maySee(client: Client, owner: Client): boolean {
  return client.isAdmin || client.id === owner.id;
}

/**
 * Where no key is asked for: anyone is an admin. Clients are told apart by what they send all the
 * same.
 */
export const identifyAnyone: Identify = (credentials, userAgent) => ({
  id: digestKey(bearerKey(credentials)),
  keyName: null,
  userAgent: userAgent?.slice(0, longestUserAgent) ?? null,
  isAdmin: true,
});

/** The key in credentials; undefined where there is none. */
export function bearerKey(credentials: string | null | undefined): string | undefined {
  return /^bearer +(.+)$/i.exec(credentials ?? '')?.[1];
}

/** The first 16 hex digits of the key's SHA-256, which does not give the key away; '' for none. */
function digestKey(key: string | undefined): string {
  if (key === undefined) return '';
  return createHash('sha256').update(key).digest('hex').slice(0, digestLength);
}
