import type { Request } from 'express';
import { callerOf } from './caller.ts';
import type { Client, Identify } from '../../codex/completion/client.ts';
import { InvalidApiKeyError } from '../../errors/errors.ts';

/** Who sent a request. */
export type ClientOf = (request: Pick<Request, 'rawHeaders'> & { readonly id?: unknown }) => Client;

/** Identifies by headers. Throws `CodexServeError` for a client that is not let in. */
export function createClientOf(identify: Identify): ClientOf {
  return (request) => {
    const client = identify(callerOf(request));
    if (client !== null) return client;
    throw new InvalidApiKeyError();
  };
}
