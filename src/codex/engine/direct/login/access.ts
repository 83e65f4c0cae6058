import { createHash } from 'node:crypto';
import {
  LoginRequiredError,
  UpstreamError,
  type CodexServeError,
} from '../../../../errors/errors.ts';
import type { Keeper, KeptLogin, WorkspaceRouting } from '../../keeper.ts';
import { readProvider, type ProviderReading } from '../provider/read-provider.ts';
import type { LoginKind, Provider } from '../provider/provider.ts';
import type { TokenFacts } from '../provider/reason-against.ts';
import type { Credentials } from './credentials.ts';
import { loginHeaders } from './login-headers.ts';
import { readClaims, type TokenClaims } from './token-claims.ts';

/** The way to the service as it was at one moment: where, and as whom. */
export interface Access {
  readonly provider: Provider;
  /** The credentials, or the error that a request for them gets. */
  readonly credentials: Credentials | CodexServeError;
  /** Tells logins apart; the same for each token of one login. Holds no secret. */
  readonly identity: string;
  /** When to ask Codex again, in milliseconds since the epoch. */
  readonly freshUntil: number;
  /** When the credentials expire, in milliseconds since the epoch. */
  readonly validUntil: number;
}

/** What an access is made from. */
export interface AccessParts {
  readonly keeper: Pick<Keeper, 'env' | 'codexVersion'>;
  /** Of the gateway. */
  readonly version: string;
  /** In milliseconds since the epoch. */
  readonly now: number;
}

/** Codex renews a token that expires within this time (measured on 0.171.0), in milliseconds. */
const marginMs = 5 * 60 * 1000;
/** The time before Codex is asked again where it could not renew the token, in milliseconds. */
const restMs = 10_000;

const loginLost =
  'Codex could not renew its login on this machine. Run `codex login` to log in again.';

/** The access of a provider for which there is no reason against the direct engine. */
export function accessOf(facts: TokenFacts, { keeper, version, now }: AccessParts): Access {
  const { env, codexVersion } = keeper;
  const reading = readProvider({ ...facts, env, codexVersion, version });
  const { provider, proof } = reading;
  if (proof.kind === 'login') return loginAccess(provider, facts.login, facts.routing, now);
  const credentials = ownCredentials(reading);
  return { provider, credentials, identity: 'custom', freshUntil: Infinity, validUntil: Infinity };
}

function loginAccess(
  provider: Provider,
  { method, token }: KeptLogin,
  routing: WorkspaceRouting | null,
  now: number,
): Access {
  if (token === null) {
    const credentials =
      method === null ? new LoginRequiredError() : new LoginRequiredError(loginLost);
    return { provider, credentials, identity: 'none', freshUntil: now + restMs, validUntil: now };
  }
  const claims = readClaims(token);
  const headers = loginHeaders(provider.kind, token, claims, routing);
  const expiry = provider.kind === 'api-key' ? Infinity : (claims.expiresAt ?? now + 2 * marginMs);
  return {
    provider,
    credentials: { headers },
    identity: identityOf(provider.kind, token, claims),
    freshUntil: expiry - marginMs > now ? expiry - marginMs : now + restMs,
    validUntil: expiry,
  };
}

function identityOf(kind: LoginKind, token: string, { accountId, userId }: TokenClaims): string {
  if (kind === 'chatgpt') return JSON.stringify([kind, accountId, userId]);
  return JSON.stringify([kind, createHash('sha256').update(token).digest('base64')]);
}

/** The credentials of a provider that has a key of its own, or wants none. */
function ownCredentials({ provider, proof }: ProviderReading): Credentials | UpstreamError {
  if (proof.kind === 'missing') {
    const cause = new Error(`Missing environment variable: \`${proof.variable}\``);
    const message = `The API key of the upstream '${provider.id}' is missing.`;
    return new UpstreamError('upstream_error', message, { cause });
  }
  const key = proof.kind === 'key' ? proof.key : null;
  return { headers: key === null ? {} : { authorization: `Bearer ${key}` } };
}
