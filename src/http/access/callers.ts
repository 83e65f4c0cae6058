import { adminId, keyId, localId, originId, type Caller } from '../../codex/completion/caller.ts';
import type { Credentials } from './credentials.ts';

/** In characters. A longer one is cut. */
const longestUserAgent = 256;

/** Everyone where no key is required, no matter what else it sends. Sees all. */
export function localCaller(credentials: Credentials): Caller {
  return { ...shownBy(credentials), id: localId, name: null, seesAll: true, mayAdminister: false };
}

/** A web page that may see and cancel only what its origin started. */
export function guestCaller(origin: string, credentials: Credentials): Caller {
  const id = originId(origin);
  return { ...shownBy(credentials), id, name: id, seesAll: false, mayAdminister: false };
}

/** The holder of an API key; one of an admin's key sees all and may administer. */
export function keyCaller(name: string, isAdmin: boolean, credentials: Credentials): Caller {
  const rights = { seesAll: isAdmin, mayAdminister: isAdmin };
  return { ...shownBy(credentials), id: keyId(name), name, ...rights };
}

/** The holder of the admin token alone, where keys are required. */
export function adminCaller(credentials: Credentials): Caller {
  return { ...shownBy(credentials), id: adminId, name: null, seesAll: true, mayAdminister: true };
}

function shownBy({
  userAgent,
  requestId = null,
}: Credentials): Pick<Caller, 'userAgent' | 'requestId'> {
  return { userAgent: userAgent?.slice(0, longestUserAgent) ?? null, requestId };
}
