import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stringify } from 'smol-toml';

/** The name of the upstream in a configuration that leads to a stand-in. */
const provider = 'stand-in';

/** How Codex reaches a stand-in. */
export interface StandInUpstream {
  /** `http://127.0.0.1:41231/v1` */
  readonly baseUrl: string;
  /** Whether Codex speaks to it over WebSocket, as to the real service; else over SSE. */
  readonly hasWebSockets: boolean;
}

/** Makes a Codex home without a login whose upstream is a stand-in for the Responses service. */
export async function createStandInHome(folder: string, upstream: StandInUpstream): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const config = stringify({
    model_provider: provider,
    model_providers: {
      [provider]: {
        name: 'Stand-in for the Responses service',
        base_url: upstream.baseUrl,
        wire_api: 'responses',
        requires_openai_auth: false,
        supports_websockets: upstream.hasWebSockets,
      },
    },
  });
  await writeFile(path.join(folder, 'config.toml'), config, { mode: 0o600 });
}
