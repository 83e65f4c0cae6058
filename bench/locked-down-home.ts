import path from 'node:path';
import { setUpEngine } from '../src/codex/engine/setup.ts';
import type { AppServerOptions } from './load/app-server.ts';
import type { Upstream } from './upstream.ts';

/** A Codex home like the gateway's own, for a driver that does without the gateway. */
export async function lockedDownHome({
  folder,
  codexHome,
}: Pick<Upstream, 'folder' | 'codexHome'>): Promise<AppServerOptions> {
  const { binary, home } = await setUpEngine({
    home: path.join(folder, 'bare'),
    codexHome,
    codexBin: undefined,
    keptModelFields: [],
    env: process.env,
  });
  return { executable: binary.executable, codexHome: home.codexHome, workspace: home.workspace };
}
