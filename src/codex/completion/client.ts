import { createHash } from 'node:crypto';

/** Who asks for completions. */
export interface Client {
  /**
   * Tells apart clients that must not meet in one turn: a digest of the API key, `origin:URL` for a
   * guest, '' without either.
   */
  readonly id: string;
  /** The name of its API key, or a guest's `id`; null for any other where no key is asked for. */
  readonly keyName: string | null;
  /** What its program calls itself; null where it does not say. */
  readonly userAgent: string | null;
  /** The id of its request in the log of the surface; null where that has none. */
  readonly requestId: string | null;
  /** Whether it may see and stop the completions of other clients. */
  readonly isAdmin: boolean;
  /** Whether it may change the machine's login. */
  readonly mayAdminister: boolean;
  /**
   * The origin of a web page that has no key and is not the owner's: it sees and stops only what its
   * origin started. Null for any other client.
   */
  readonly guestOrigin: string | null;
}

/** What a caller shows of itself. */
export interface Caller {
  /** Every key that it sends. Any valid one counts. */
  readonly keys: readonly string[];
  readonly userAgent?: string | null | undefined;
  /** See `Client.requestId`. Default: null. */
  readonly requestId?: string | null;
  /** The origin of the web page that calls; undefined for a program. */
  readonly origin?: string | undefined;
  /** The host name, and the port, under which it asked. */
  readonly host?: string | undefined;
}

/** Who a caller is; null where it is not let in. */
export type Identify = (caller: Caller) => Client | null;

/** Nobody in particular: a client that sends neither a key nor a name. */
export const anonymous: Client = {
  id: '',
  keyName: null,
  userAgent: null,
  requestId: null,
  isAdmin: false,
  mayAdminister: false,
  guestOrigin: null,
};

const digestLength = 16;
const longestUserAgent = 256;

/** Whether a client may see and stop what that owner asked for: its own, and an admin anyone's. */
export function maySee(client: Client, owner: Client): boolean {
  return client.isAdmin || client.id === owner.id;
}

/**
 * Where no key is asked for, anyone may see everything. Clients are told apart by the key that they
 * send all the same.
 */
export function identifyAnyone({ keys, userAgent, requestId = null }: Caller): Client {
  return {
    ...anonymous,
    id: digestKey(keys[0]),
    requestId,
    userAgent: userAgent?.slice(0, longestUserAgent) ?? null,
    isAdmin: true,
  };
}

/** A web page that may see and stop only what its origin started. */
export function guest(origin: string, caller: Caller): Client {
  const id = `origin:${origin}`;
  return { ...identifyAnyone(caller), id, keyName: id, isAdmin: false, guestOrigin: origin };
}

/** The key in credentials (`Bearer KEY`); undefined where there is none. */
export function bearerKey(credentials: string | null | undefined): string | undefined {
  return /^bearer +(.+)$/i.exec(credentials ?? '')?.[1];
}

/** The first 16 hex digits of the key's SHA-256, which does not give the key away; '' for none. */
function digestKey(key: string | undefined): string {
  if (key === undefined) return '';
  return createHash('sha256').update(key).digest('hex').slice(0, digestLength);
}
