import type { Request } from 'express';
import type { Client, Identify } from '../../codex/completion/client.ts';
import { CodexServeError } from '../../errors/errors.ts';

/** Who sent a request. */
export type ClientOf = (request: Pick<Request, 'headers'>) => Client;

/** Tells by its headers. Throws `CodexServeError` for a client that is not let in. */
export function createClientOf(identify: Identify): ClientOf {
  return ({ headers }) => {
    const client = identify(headers.authorization, headers['user-agent']);
    if (client !== null) return client;
    throw new CodexServeError('invalid_api_key', 'The API key is missing or wrong.');
  };
}
