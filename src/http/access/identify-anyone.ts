import { createHash } from 'node:crypto';
import { anonymous, type Caller } from '../../codex/completion/caller.ts';
import type { Credentials } from './credentials.ts';

const digestLength = 16;
const longestProgram = 256;

/**
 * Where no key is asked for, anyone may see everything. Callers are told apart by the key that they
 * send all the same.
 */
export function identifyAnyone({ keys, userAgent, requestId = null }: Credentials): Caller {
  return {
    ...anonymous,
    id: digestKey(keys[0]),
    requestId,
    program: userAgent?.slice(0, longestProgram) ?? null,
    seesAll: true,
  };
}

/** A web page that may see and stop only what its origin started. */
export function guest(origin: string, credentials: Credentials): Caller {
  const id = `origin:${origin}`;
  return { ...identifyAnyone(credentials), id, name: id, seesAll: false, guestOrigin: origin };
}

/** The first 16 hex digits of the key's SHA-256, which does not give the key away; '' for none. */
function digestKey(key: string | undefined): string {
  if (key === undefined) return '';
  return createHash('sha256').update(key).digest('hex').slice(0, digestLength);
}
