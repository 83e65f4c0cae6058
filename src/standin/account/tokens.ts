import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../wire/json.ts';
import type { StandInProfile } from './types.ts';

/** How long a login lasts before Codex refreshes it, in seconds. */
const lifetime = 24 * 60 * 60;

/** The tokens of a login. Codex reads their claims and checks no signature. */
export function loginTokens(profile: StandInProfile): JsonObject & {
  readonly access_token: string;
  readonly refresh_token: string;
} {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iat: now,
    exp: now + lifetime,
    email: profile.email,
    'https://api.openai.com/auth': {
      chatgpt_plan_type: profile.planType,
      chatgpt_account_id: profile.accountId,
      chatgpt_user_id: 'user-of-the-stand-in',
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
