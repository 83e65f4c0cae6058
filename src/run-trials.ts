import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { startEngine } from './codex/engine/choice/start-engine.ts';
import type { Config } from './config/options.ts';
import { engineOptions } from './engine-options.ts';
import { homeFiles } from './home/home-files.ts';
import { startDemo } from './start-demo.ts';
import { isAnyGood, report } from './trial/report.ts';
import { tryEngines } from './trial/try-engines.ts';
import { exists } from './util/exists.ts';

/** What trying the engines takes. */
export interface RunTrialsOptions {
  readonly config: Config;
  /** Codex's environment. */
  readonly env: NodeJS.ProcessEnv;
  /** Of this program. */
  readonly version: string;
  /** Ends the trials; the promise rejects with its reason. */
  readonly signal: AbortSignal;
}

/** The user ended the trials. */
export class TrialStoppedError extends Error {
  override readonly name = 'TrialStoppedError';

  constructor() {
    super('stopped before both engines were tried');
  }
}

/** How the trials went. */
export interface TrialsReport {
  /** For people. */
  readonly text: string;
  /** Whether at least one engine gave its answers. */
  readonly isAnyGood: boolean;
}

/**
 * Asks each engine a question and a follow-up, with the user's own login or with the demo's. It
 * works in a folder of its own beside a running gateway, and removes it.
 */
export async function runTrials(options: RunTrialsOptions): Promise<TrialsReport> {
  const folder = await mkdtemp(path.join(tmpdir(), 'codex-serve-try-'));
  try {
    return await runIn(folder, options);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function runIn(
  folder: string,
  { config: given, env: ownEnv, version, signal }: RunTrialsOptions,
): Promise<TrialsReport> {
  const demo = given.demo ? await startDemo({ ...given, home: folder }, ownEnv) : undefined;
  const { config, env } = demo ?? { config: given, env: ownEnv };
  const logger = pino({ level: 'silent' });
  const { installationId } = homeFiles(given.home);
  // The service sees the same installation as in the answers of the gateway.
  const known = (await exists(installationId)) && !given.demo ? { installationId } : {};
  try {
    const trials = await tryEngines({
      start: async (engine) =>
        await startEngine({
          ...engineOptions({ config, env, version, logger }),
          ...known,
          engine,
          home: await mkdtemp(path.join(folder, 'engine-')),
        }),
      logger,
      signal,
    });
    return { text: report(trials), isAnyGood: isAnyGood(trials) };
  } finally {
    await demo?.close();
  }
}
