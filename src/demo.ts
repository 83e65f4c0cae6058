import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stringify } from 'smol-toml';
import { makeFolder } from './util/make-folder.ts';

/** The name of the upstream in a configuration that leads to a stand-in. */
const provider = 'stand-in';

/** How Codex reaches a stand-in. */
export interface StandInUpstream {
  /** `http://127.0.0.1:41231/v1` */
  readonly baseUrl: string;
  /** Whether Codex speaks to it over WebSocket, as to the real service; else over SSE. */
  readonly hasWebSockets: boolean;
  /** The service's login side; with it, Codex needs a login. Default: it needs none. */
  readonly login?: StandInLogin;
}

/** How Codex logs in at a stand-in. */
export interface StandInLogin {
  /** `http://127.0.0.1:41231/backend-api/` */
  readonly backendUrl: string;
  /** The content of `auth.json`; null to begin without a login. */
  readonly file: object | null;
}

/**
 * Makes a Codex home whose upstream is a stand-in for the Responses service. An `auth.json` in it
 * stays, unless there is another to put in its place.
 */
export async function createStandInHome(folder: string, upstream: StandInUpstream): Promise<void> {
  await makeFolder(folder);
  const { login } = upstream;
  const config = stringify({
    ...(login && { chatgpt_base_url: login.backendUrl }),
    model_provider: provider,
    model_providers: {
      [provider]: {
        name: 'Stand-in for the Responses service',
        base_url: upstream.baseUrl,
        wire_api: 'responses',
        requires_openai_auth: login !== undefined,
        supports_websockets: upstream.hasWebSockets,
      },
    },
  });
  await writeFile(path.join(folder, 'config.toml'), config, { mode: 0o600 });
  if (!login?.file) return;
  await writeFile(path.join(folder, 'auth.json'), JSON.stringify(login.file), { mode: 0o600 });
}

/**
 * What leads Codex's logins to a stand-in, as environment variables (Codex 0.169.0). Without them a
 * logout would give its tokens back to the real service.
 *
 * @param issuer `http://127.0.0.1:41231`
 */
export function standInLoginEnv(issuer: string): Readonly<Record<string, string>> {
  return {
    CODEX_APP_SERVER_LOGIN_ISSUER: issuer,
    CODEX_REFRESH_TOKEN_URL_OVERRIDE: `${issuer}/oauth/token`,
    CODEX_REVOKE_TOKEN_URL_OVERRIDE: `${issuer}/oauth/revoke`,
  };
}
