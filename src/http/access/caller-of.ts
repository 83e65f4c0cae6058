import type { Request } from 'express';
import { commonKeyHeaders, credentialsOf, type Identify } from './credentials.ts';
import type { Caller } from '../../codex/completion/caller.ts';
import { InvalidApiKeyError } from '../../errors/errors.ts';

/** Who sent a request. */
export type CallerOf = (request: Pick<Request, 'rawHeaders'> & { readonly id?: unknown }) => Caller;

/**
 * Identifies by headers. Throws `CodexServeError` for a client that is not let in.
 *
 * @param keyHeaders Those of the surface. Default: the common ones.
 */
export function createCallerOf(identify: Identify, keyHeaders = commonKeyHeaders): CallerOf {
  return (request) => {
    const caller = identify(credentialsOf(request, keyHeaders));
    if (caller !== null) return caller;
    throw new InvalidApiKeyError();
  };
}
