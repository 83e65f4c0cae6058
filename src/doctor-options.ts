import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { readReceiver } from './alerts/read-receiver.ts';
import { startProbe, type StartedProbe } from './codex/engine/choice/probe-engine.ts';
import { conflictsIn } from './config/consistency.ts';
import type { GivenSources } from './config/list-settings.ts';
import type { Config } from './config/options.ts';
import { conversationMigrations } from './conversations/database/migrations.ts';
import type { DoctorOptions, OwnFile, RunningGateway, SettingFile } from './doctor/kit/context.ts';
import { diagnose } from './doctor/diagnose.ts';
import { keepDiagnosis, type Examinations } from './doctor/keep-diagnosis.ts';
import { engineOptions } from './engine-options.ts';
import { homeFiles } from './home/home-files.ts';
import { quotaMigrations } from './quota/migrations.ts';
import { readPersistedDocuments } from './schema/persisted/read-documents.ts';
import { buildSchema } from './schema/schema.ts';
import { usageMigrations } from './usage/migrations.ts';
import { readPrices } from './usage/prices/read-prices.ts';

/** What the doctor of this program examines. */
export interface Examined {
  readonly config: Config;
  readonly sources: GivenSources;
  /** Codex's environment. */
  readonly env: NodeJS.ProcessEnv;
  /** Of this program. */
  readonly version: string;
  /** The gateway that asks; null on the command line. */
  readonly gateway: RunningGateway | null;
}

/** The options of the doctor. Its Codex works in a folder of its own, which goes with it. */
export function doctorOptions(examined: Examined): DoctorOptions {
  const { config } = examined;
  return {
    ...examined,
    conflicts: conflictsIn(config),
    settingFiles: settingFilesOf(config),
    databases: databasesOf(config),
    startProbe: async (signal) => await startIn(await scratchFolder(), examined, signal),
  };
}

/** The examinations of a gateway by itself. Ends them with `close`. */
export function createExaminations(
  {
    config,
    sources = {},
    env,
    version,
  }: Omit<Examined, 'sources' | 'gateway'> & {
    readonly sources?: GivenSources;
  },
  gateway: RunningGateway,
): Examinations {
  const options = doctorOptions({ config, sources, env, version, gateway });
  return keepDiagnosis(async (signal) => await diagnose(options, signal));
}

/** Makes a folder for an engine that does not last. */
export async function scratchFolder(): Promise<string> {
  return await mkdtemp(path.join(tmpdir(), 'codex-serve-doctor-'));
}

/** Removes it. A Codex that has just ended may still write there. */
export async function removeScratch(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

async function startIn(
  folder: string,
  { config, env, version }: Examined,
  signal: AbortSignal,
): Promise<StartedProbe> {
  const logger = pino({ level: 'silent' });
  try {
    const options = engineOptions({ config, env, version, logger });
    const probe = await startProbe({ ...options, home: folder, signal });
    return {
      ...probe,
      async close() {
        await probe.close();
        await removeScratch(folder);
      },
    };
  } catch (error) {
    await removeScratch(folder);
    throw error;
  }
}

function settingFilesOf(config: Config): readonly SettingFile[] {
  const { prices, persistedDocuments, alertUrl, alertSecretFile } = config;
  const files: SettingFile[] = [];
  if (prices !== undefined) {
    files.push({ flag: '--prices', read: async () => await readPrices(prices) });
  }
  if (persistedDocuments !== undefined) {
    const read = async (): Promise<unknown> =>
      await readPersistedDocuments(persistedDocuments, buildSchema());
    files.push({ flag: '--persisted-documents', read });
  }
  if (alertUrl !== undefined && alertSecretFile !== undefined) {
    const read = async (): Promise<unknown> => await readReceiver(alertUrl, alertSecretFile);
    files.push({ flag: '--alert-secret-file', read });
  }
  return files;
}

function databasesOf({ home, store }: Config): readonly OwnFile[] {
  const files = homeFiles(path.resolve(home));
  const conversations = {
    name: 'conversation',
    file: files.conversations,
    version: conversationMigrations.length,
  };
  return [
    { name: 'usage', file: files.usage, version: usageMigrations.length },
    { name: 'quota', file: files.quota, version: quotaMigrations.length },
    ...(store === 'disk' ? [conversations] : []),
  ];
}
