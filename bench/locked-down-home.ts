import path from 'node:path';
import { pino } from 'pino';
import { setUpEngine } from '../src/codex/engine/app-server/home/setup.ts';
import type { AppServerOptions } from './load/app-server.ts';
import type { Upstream } from './upstream.ts';

/** A Codex home and environment like the gateway's own, for a driver that does without the gateway. */
export async function lockedDownHome({
  folder,
  codexHome,
}: Pick<Upstream, 'folder' | 'codexHome'>): Promise<AppServerOptions> {
  const setup = await setUpEngine({
    home: path.join(folder, 'bare'),
    codexHome,
    codexBin: undefined,
    keptModelFields: [],
    env: process.env,
    logger: pino({ level: 'silent' }),
  });
  const [codex] = await setup.candidates();
  if (codex === undefined) throw new Error('there is no Codex to measure');
  await setup.prepare(codex, 'measured', 10_000);
  const known = Object.entries(setup.env).filter((entry): entry is [string, string] => {
    return entry[1] !== undefined;
  });
  return {
    executable: codex.executable,
    env: Object.fromEntries(known),
    workspace: setup.home.workspace,
  };
}
