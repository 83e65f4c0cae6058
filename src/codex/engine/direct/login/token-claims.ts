import { z } from 'zod';
import { tokenPayload } from '../../service/token-payload.ts';

/** What the access token of a ChatGPT login says of itself. */
export interface TokenClaims {
  /** When it expires, in milliseconds since the epoch; null where it does not say. */
  readonly expiresAt: number | null;
  readonly accountId: string | null;
  /** Who belongs to the account, and has logged in. */
  readonly userId: string | null;
  readonly isFedramp: boolean;
  /** `us`: where the workspace wants its answers computed; null for no wish. */
  readonly residency: string | null;
}

const nothing: TokenClaims = {
  expiresAt: null,
  accountId: null,
  userId: null,
  isFedramp: false,
  residency: null,
};

const text = z.string().min(1).nullish().catch(null);
const claims = z.looseObject({
  exp: z.number().nullish().catch(null),
  'https://api.openai.com/auth': z
    .looseObject({
      chatgpt_account_id: text,
      chatgpt_user_id: text,
      chatgpt_account_is_fedramp: z.boolean().nullish().catch(null),
      chatgpt_compute_residency: text,
    })
    .nullish()
    .catch(null),
});

/** The claims of an access token. Its signature is the service's affair. Empty for a token of another form. */
export function readClaims(token: string): TokenClaims {
  const { data } = claims.safeParse(tokenPayload(token));
  if (data === undefined) return nothing;
  const auth = data['https://api.openai.com/auth'];
  return {
    expiresAt: typeof data.exp === 'number' ? data.exp * 1000 : null,
    accountId: auth?.chatgpt_account_id ?? null,
    userId: auth?.chatgpt_user_id ?? null,
    isFedramp: auth?.chatgpt_account_is_fedramp === true,
    residency: residencyOf(auth?.chatgpt_compute_residency ?? ''),
  };
}

/** A constraint that can stand in a header; null for none. */
function residencyOf(claim: string): string | null {
  return /^[\w-]{1,64}$/.test(claim) && claim !== 'no_constraint' ? claim : null;
}
