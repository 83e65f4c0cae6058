import path from 'node:path';
import { writeFile } from 'node:fs/promises';
import { pino, type Logger } from 'pino';
import { startAppServer } from '../../src/codex/engine/app-server/start-engine.ts';
import type { AppServer } from '../../src/codex/engine/app-server/supervised-engine.ts';
import {
  openServiceAccess,
  type ServiceAccess,
} from '../../src/codex/engine/direct/login/service-access.ts';
import type { LoginFileOptions, StandInAccount } from '../../src/standin/index.ts';
import type { CodexBetween } from './between/codex-between.ts';
import { startTestUpstream, type TestUpstream, type TestUpstreamOptions } from './stand-in-home.ts';
import { namedCodex } from './tested-codex.ts';

/** The real app-server as the keeper of a login at a stand-in, and the direct engine's way to the service. */
export interface KeptLoginTest extends TestUpstream, AppServer {
  readonly access: ServiceAccess;
  /** Puts another `auth.json` in place, as another program would. */
  writeAuth(file: object): Promise<void>;
}

/** How it differs from the usual one. */
export interface KeptLoginOptions extends TestUpstreamOptions {
  /** What the access token says. Default: it is good for a day. */
  readonly token?: LoginFileOptions;
  /** Prepares the account at the stand-in, before Codex starts. */
  readonly prepare?: (account: StandInAccount) => void;
  /** Default: the Codex under test. */
  readonly codexBin?: string;
  /** Stands between the app-server and the engine. Default: nothing does. */
  readonly between?: CodexBetween;
  /** The content of `auth.json`. Default: as `login` and `token` say. */
  readonly auth?: object;
  /** Default: silent. */
  readonly logger?: Logger;
}

/** Starts one. */
export async function startKeptLogin(options: KeptLoginOptions = {}): Promise<KeptLoginTest> {
  const { token, auth } = options;
  const upstream = await startTestUpstream(options);
  const authFile = path.join(upstream.codexHome, 'auth.json');
  const writeAuth = async (file: object): Promise<void> => {
    await writeFile(authFile, JSON.stringify(file));
  };
  if (token !== undefined) await writeAuth(upstream.standIn.account.loginFile(token));
  else if (options.login === 'present') await upstream.writeLogin();
  if (auth !== undefined) await writeAuth(auth);
  options.prepare?.(upstream.standIn.account);
  const appServer = await startAppServer({
    home: path.join(upstream.home, 'engine'),
    codexHome: upstream.codexHome,
    codexBin: options.between?.executable ?? options.codexBin ?? namedCodex(),
    keptModelFields: [],
    retryMs: 30_000,
    threads: {
      warm: { count: 0, ms: 1000 },
      kept: { count: 0, ms: 1000 },
      parked: { count: 10, ms: 60_000 },
      bytes: 1_000_000,
    },
    env: { ...upstream.env, ...options.between?.env },
    version: '0.0.0',
    logger: options.logger ?? pino({ level: 'silent' }),
  });
  const access = await openServiceAccess(appServer.keeper, '1.2.3');
  return {
    ...upstream,
    ...appServer,
    access,
    writeAuth,
    async close() {
      access.close();
      await appServer.engine.close();
      await upstream.close();
    },
  };
}
