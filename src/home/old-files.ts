import { randomUUID } from 'node:crypto';
import { lstat, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { exists } from '../util/exists.ts';
import { makeFolder } from '../util/make-folder.ts';
import { moveFile } from '../util/move-file.ts';
import { homeFiles } from './home-files.ts';

/** Keeps the id under which Codex reported the installation in the folder of an address. */
export async function moveInstallationId(home: string, folder: string): Promise<void> {
  await moveUnlessThere(
    path.join(folder, 'codex', 'installation_id'),
    homeFiles(home).installationId,
  );
}

/** Moves the last model catalogs, which lay beside the folders of addresses. */
export async function mergeCatalogs(home: string): Promise<void> {
  const old = path.join(home, 'catalogs');
  const { catalogs } = homeFiles(home);
  const names = await readdir(old).catch(() => null);
  if (names === null) return;
  await makeFolder(catalogs);
  for (const name of names) await moveUnlessThere(path.join(old, name), path.join(catalogs, name));
  await rm(old, { recursive: true });
}

/** The folders of an engine; the one that it is recognized by comes last. */
const engineFolders = ['workspace', 'catalog', 'roots', 'codex'];

/**
 * Removes the private home of an engine of version 0.1, which is recognized by its link to the
 * user's login. It is moved to the engines of today first, so that the next start removes the rest
 * if this one is interrupted.
 */
export async function removeEngineFiles(home: string, folder: string): Promise<void> {
  const login = await lstat(path.join(folder, 'codex', 'auth.json')).catch(() => null);
  if (login?.isSymbolicLink() !== true) return;
  const grave = path.join(homeFiles(home).engines, randomUUID());
  await makeFolder(grave);
  for (const name of engineFolders) {
    const from = path.join(folder, name);
    if (!(await exists(from))) continue;
    await rename(from, path.join(grave, name)).catch(async () => {
      // The folder lies on another file system.
      await rm(from, { recursive: true, force: true });
    });
  }
  await rm(grave, { recursive: true, force: true });
}

async function moveUnlessThere(from: string, to: string): Promise<void> {
  if ((await exists(from)) && !(await exists(to))) await moveFile(from, to);
}
