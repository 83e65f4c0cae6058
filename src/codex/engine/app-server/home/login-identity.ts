import { z } from 'zod';
import { tokenPayload } from '../../service/token-payload.ts';

const text = z.string().nullish();

/** The members of a login file that a renewal of its tokens replaces. */
const loginFile = z.looseObject({
  last_refresh: z.unknown(),
  tokens: z.looseObject({
    id_token: z.string(),
    access_token: z.string().min(1),
    refresh_token: z.string().min(1),
  }),
});

/** What an ID token says of the user. Its other claims differ in each token. */
const user = z.looseObject({
  sub: text,
  email: text,
  'https://api.openai.com/auth': z.object({
    chatgpt_account_id: z.string(),
    chatgpt_user_id: text,
    chatgpt_plan_type: text,
  }),
});

/**
 * A text that is the same for two contents of `auth.json` with the same login, whose tokens were
 * renewed. Everything else in the file counts, and the whole file where it holds no tokens.
 */
export function loginIdentity(content: string): string {
  const file = loginFile.safeParse(parse(content));
  if (!file.success) return content;
  const { last_refresh: _at, tokens, ...rest } = file.data;
  const { id_token: idToken, access_token: _access, refresh_token: _refresh, ...account } = tokens;
  const payload = user.safeParse(tokenPayload(idToken));
  if (!payload.success) return content;
  const { sub, email, 'https://api.openai.com/auth': auth } = payload.data;
  return JSON.stringify([rest, account, sub, email, auth]);
}

function parse(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}
