import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../wire/json.ts';
import type { LoginFileOptions, StandInProfile } from './types.ts';

/** How long a login lasts before Codex refreshes it, in seconds. */
const lifetime = 24 * 60 * 60;

/** The tokens of one login. */
export type Tokens = JsonObject & {
  readonly access_token: string;
  readonly refresh_token: string;
};

/** The tokens that an account has given. */
export class LoginTokens {
  /** The access token that belongs to each refresh token that was not used yet. */
  readonly #fresh = new Map<string, string>();
  readonly #used = new Set<string>();
  readonly #admitted = new Set<string>();

  /** The tokens of a new login. */
  issue(profile: StandInProfile, options: LoginFileOptions = {}): Tokens {
    const tokens = loginTokens(profile, options);
    this.#fresh.set(tokens.refresh_token, tokens.access_token);
    this.#admitted.add(tokens.access_token);
    return tokens;
  }

  /**
   * New tokens in place of those of this refresh token, which is used up, and whose access token is
   * admitted no more. Undefined for one that was used before. One that another stand-in gave is as
   * good as new.
   */
  rotate(profile: StandInProfile, refreshToken: string): Tokens | undefined {
    if (this.#used.has(refreshToken)) return undefined;
    this.#used.add(refreshToken);
    this.#admitted.delete(this.#fresh.get(refreshToken) ?? '');
    this.#fresh.delete(refreshToken);
    return this.issue(profile);
  }

  /** Admits no access token that was given so far. */
  expire(): void {
    this.#admitted.clear();
  }

  /** Whether this access token was given and not replaced since. */
  admits(accessToken: string): boolean {
    return this.#admitted.has(accessToken);
  }
}

/** Codex reads the claims of tokens and checks no signature. */
function loginTokens(
  profile: StandInProfile,
  { lifetimeSeconds = lifetime, claims: more }: LoginFileOptions,
): Tokens {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iat: now,
    exp: now + lifetimeSeconds,
    email: profile.email,
    'https://api.openai.com/auth': {
      chatgpt_plan_type: profile.planType,
      chatgpt_account_id: profile.accountId,
      chatgpt_user_id: 'user-of-the-stand-in',
      ...more,
    },
  };
  return {
    id_token: unsignedJwt(claims),
    access_token: unsignedJwt({ ...claims, jti: randomUUID() }),
    refresh_token: `refresh-${randomUUID()}`,
  };
}

function unsignedJwt(claims: JsonObject): string {
  const encode = (part: JsonObject): string =>
    Buffer.from(JSON.stringify(part)).toString('base64url');
  return `${encode({ alg: 'none', typ: 'JWT' })}.${encode(claims)}.unsigned`;
}
