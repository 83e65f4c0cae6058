/** Who asks. Every request to the core names its caller. */
export interface Caller {
  /**
   * Tells callers apart: `key:NAME` for an API key, `local` for everyone where no key is required,
   * `origin:URL` for a guest page, `admin` for the admin token alone where keys are required. It
   * stays the same over restarts, and when a key gets a new secret.
   */
  readonly id: string;
  /** The name of its API key, or `origin:URL` for a guest page; null for any other caller. */
  readonly name: string | null;
  /** Its user agent, at most 256 characters; null if it sends none. See `programOf`. */
  readonly userAgent: string | null;
  /** The `x-request-id` of its HTTP request or of its WebSocket; null if it has none. */
  readonly requestId: string | null;
  /**
   * The id of its message on a WebSocket, which many messages share; absent for a request over HTTP,
   * which `requestId` names.
   */
  readonly operationId?: string;
  /** Whether it may see and cancel the completions of other callers. */
  readonly seesAll: boolean;
  /** Whether it may change the machine's login. */
  readonly mayAdminister: boolean;
}

/** The id of everyone where no key is required. */
export const localId = 'local';

/** The id of a caller that has the admin token alone, where keys are required. */
export const adminId = 'admin';

const originPrefix = 'origin:';

/** The id of the holder of the API key of that name. */
export function keyId(name: string): string {
  return `key:${name}`;
}

/** The id, and the name, of a guest page. */
export function originId(origin: string): string {
  return originPrefix + origin;
}

/**
 * The origin of a guest page: one that has no key and is not the owner's, and sees and cancels only
 * what its origin started. Null for any other caller.
 */
export function guestOriginOf({ id }: Pick<Caller, 'id'>): string | null {
  return id.startsWith(originPrefix) ? id.slice(originPrefix.length) : null;
}

/** Whether a caller may see and cancel what that owner asked for: its own, and an admin anyone's. */
export function maySee(caller: Pick<Caller, 'id' | 'seesAll'>, owner: Pick<Caller, 'id'>): boolean {
  return caller.seesAll || caller.id === owner.id;
}
