import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from './config/options.ts';
import { createStandInHome, standInLoginEnv } from './demo.ts';
import { startStandIn, type StandInQuota } from './standin/index.ts';
import { allOrNothing, type NoteOpened } from './util/all-or-nothing.ts';

/** A stand-in for the service, with what leads a gateway to it. */
export interface Demo {
  readonly config: Config;
  /** Codex's environment, in which logins lead to the stand-in. */
  readonly env: NodeJS.ProcessEnv;
  close(): Promise<void>;
}

/** The pace of the demo's answers: that of a real model. */
const tokensPerSecond = 50;
/** How long a login of the demo waits for its approval, which nobody has to give. */
const approveLoginMs = 5000;

/**
 * Starts a stand-in for the service, in a Codex home of its own that is logged in at it: a chat
 * works at once, and the account has a plan and a quota to show. The user's own login is not touched.
 * Rejects as the file system does; nothing is left running.
 */
export async function startDemo(config: Config, env: NodeJS.ProcessEnv): Promise<Demo> {
  return await allOrNothing(async (opened) => await start(config, env, opened));
}

async function start(config: Config, env: NodeJS.ProcessEnv, opened: NoteOpened): Promise<Demo> {
  const standIn = await startStandIn({ tokensPerSecond, approveLoginMs });
  opened(async () => await standIn.close());
  const { account, baseUrl } = standIn;
  account.setQuota(quota());
  const home = path.join(config.home, 'demo');
  const codexHome = path.join(home, `upstream-${new URL(baseUrl).port}`);
  const login = { backendUrl: account.backendUrl, file: account.loginFile() };
  const removeHome = async (): Promise<void> =>
    await rm(codexHome, { recursive: true, force: true });
  opened(removeHome);
  await createStandInHome(codexHome, { baseUrl, hasWebSockets: true, login });
  return {
    config: { ...config, home, codexHome, codexProfile: undefined },
    env: { ...env, ...standInLoginEnv(account.issuer) },
    async close() {
      await standIn.close();
      await removeHome();
    },
  };
}

function quota(): StandInQuota {
  const now = Math.floor(Date.now() / 1000);
  const hour = 60 * 60;
  return {
    primary: { usedPercent: 12, windowSeconds: 5 * hour, resetsAt: now + 3 * hour },
    secondary: { usedPercent: 34, windowSeconds: 7 * 24 * hour, resetsAt: now + 100 * hour },
  };
}
