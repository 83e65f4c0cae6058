import type { IncomingHttpHeaders } from 'node:http';
import type { LoginTokens } from './account/tokens.ts';
import type { StandInRules } from './rules.ts';
import { errorBody, errorBodyFor } from './wire/errors.ts';
import type { JsonObject } from './wire/json.ts';

/** What a request with these headers is refused with; undefined when it is admitted. */
export function checkAdmission(
  admits: StandInRules['admits'],
  { authorization = '' }: IncomingHttpHeaders,
  tokens: LoginTokens,
): { status: number; body: JsonObject } | undefined {
  if (admits === null) return undefined;
  const token = authorization.replace(/^Bearer /i, '');
  if (admits !== 'account') {
    return token === admits ? undefined : { status: 401, body: errorBodyFor(401) };
  }
  return tokens.admits(token) ? undefined : { status: 401, body: EXPIRED };
}

const EXPIRED = errorBody(
  'Provided authentication token is expired. Please try signing in again.',
  {
    code: 'token_expired',
  },
);
