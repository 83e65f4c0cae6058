import path from 'node:path';
import { setUpEngine } from '../src/codex/engine/setup.ts';
import type { AppServerOptions } from './load/app-server.ts';
import type { Upstream } from './upstream.ts';

/** A Codex home and environment like the gateway's own, for a driver that does without the gateway. */
export async function lockedDownHome({
  folder,
  codexHome,
}: Pick<Upstream, 'folder' | 'codexHome'>): Promise<AppServerOptions> {
  const { binary, home, env } = await setUpEngine({
    home: path.join(folder, 'bare'),
    codexHome,
    codexBin: undefined,
    keptModelFields: [],
    env: process.env,
  });
  const known = Object.entries(env).filter((entry): entry is [string, string] => {
    return entry[1] !== undefined;
  });
  return {
    executable: binary.executable,
    env: Object.fromEntries(known),
    workspace: home.workspace,
  };
}
