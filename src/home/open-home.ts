import { randomUUID } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from 'pino';
import { makeFolder } from '../util/make-folder.ts';
import { homeFiles, type HomeFiles } from './home-files.ts';
import { holdHome } from './hold-home.ts';

/** The folder of a gateway, which no other gateway can use meanwhile. */
export interface OpenHome {
  readonly files: HomeFiles;
  /** A new folder for the engine of this process. */
  readonly engine: string;
  /** Removes the engine's folder and lets another gateway use the home. */
  close(): Promise<void>;
}

/**
 * Takes the folder for this gateway and removes what a killed gateway left of its engine. Rejects
 * with `HomeInUseError` if another gateway uses it, or with the error of the file system.
 *
 * @param url The address of this gateway, shown to the next one that wants the folder.
 */
export async function openHome(folder: string, url: string, logger: Logger): Promise<OpenHome> {
  const home = path.resolve(folder);
  const files = homeFiles(home);
  await makeFolder(home);
  const hold = await holdHome(home, url, logger);
  try {
    await removeEngines(files.engines);
    const engine = path.join(files.engines, randomUUID());
    await makeFolder(files.data);
    await makeFolder(engine);
    return {
      files,
      engine,
      async close() {
        await removeFolder(engine);
        await hold.release();
      },
    };
  } catch (error) {
    await hold.release();
    throw error;
  }
}

/** The lock is held, so nobody uses them. */
async function removeEngines(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  await Promise.all(names.map(async (name) => await removeFolder(path.join(folder, name))));
}

/**
 * A Codex whose gateway was killed may still write there for a moment. What it leaves is removed at
 * the next start.
 */
async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => {});
}
