import { mkdir, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { stringify, type TomlTable } from 'smol-toml';
import { makeFolder } from '../../../../util/make-folder.ts';
import { boundedUpstream, type UpstreamBounds } from './bounded-upstream.ts';
import { catalogOverlay, type Catalog } from './catalog.ts';
import { lockdown } from './lockdown.ts';
import { replaceFile } from '../../../../util/replace-file.ts';
import type { UserConfig } from './user-config.ts';

/** The folders of one gateway's engine. */
export interface EngineHome {
  /** The engine's `CODEX_HOME`. */
  readonly codexHome: string;
  /** A `CODEX_HOME` with the user's login and upstream alone, to ask for the model catalog in. */
  readonly catalogHome: string;
  /** An empty folder that the engine works in. */
  readonly workspace: string;
}

/**
 * The login and its lock files. They are links. Codex writes through a link in place, so a refresh
 * or a login on either side applies to both (measured on Codex 0.169.0).
 */
const loginFiles = ['auth.json', 'auth.json.lock', 'auth.lock'];

/**
 * The file of Codex's own log, which includes a trace of each message (measured on 0.169.0: 36 rows
 * per request, a tenth of its CPU time). No setting turns it off, but Codex runs without the log if
 * a folder has this name. It also writes the important messages to its standard error.
 */
const logDatabase = 'logs_2.sqlite';

/**
 * Creates the engine's folders below `root`, with links to the login in the user's Codex home.
 * Nothing else in that home is ever written.
 *
 * @param root Belongs to one process; two must not share it.
 * @param installationId The file in which Codex keeps its installation id, which it sends to the
 *   service. Codex creates it. Undefined keeps the id below `root`.
 */
export async function createEngineHome(
  root: string,
  userCodexHome: string,
  config: UserConfig,
  installationId?: string,
): Promise<EngineHome> {
  const home: EngineHome = {
    codexHome: path.join(root, 'codex'),
    catalogHome: path.join(root, 'catalog'),
    workspace: path.join(root, 'workspace'),
  };
  await makeFolder(root);
  for (const folder of Object.values(home)) await makeFolder(folder);
  for (const folder of [home.codexHome, home.catalogHome]) await linkLogin(folder, userCodexHome);
  if (installationId !== undefined) {
    // Codex creates the file through the link (measured on 0.171.0).
    await linkFile(path.join(home.codexHome, 'installation_id'), installationId);
  }
  await takePlaceOfLog(home.codexHome);
  await writeConfig(home.catalogHome, {
    ...config.upstream,
    ...(config.modelCatalog === undefined ? {} : { model_catalog_json: config.modelCatalog }),
    analytics: lockdown.analytics,
  });
  return home;
}

/**
 * Writes the engine's configuration and its model catalog. A running engine does not read them
 * again, so start a new one.
 *
 * @param keptFields Catalog members that keep the service's values.
 */
export async function writeEngineConfig(
  home: EngineHome,
  config: UserConfig,
  catalog: Catalog,
  keptFields: readonly string[],
  bounds: UpstreamBounds,
): Promise<void> {
  const catalogFile = path.join(home.codexHome, 'models.json');
  const overlay = catalogOverlay(catalog, config.model, keptFields);
  // Codex reads it for each thread.
  await replaceFile(catalogFile, JSON.stringify(overlay));
  await writeConfig(home.codexHome, {
    ...boundedUpstream(config.upstream, bounds),
    ...lockdown,
    model_catalog_json: catalogFile,
  });
}

/**
 * Removes the user's login file after a logout, and restores the link to it. Codex itself removes
 * only the link, and the next login would stay in the engine's home (measured on Codex 0.169.0).
 */
export async function removeLogin(home: EngineHome, userCodexHome: string): Promise<void> {
  await rm(path.join(userCodexHome, 'auth.json'), { force: true });
  await linkLogin(home.codexHome, userCodexHome);
}

async function linkLogin(codexHome: string, userCodexHome: string): Promise<void> {
  for (const file of loginFiles) {
    await linkFile(path.join(codexHome, file), path.join(userCodexHome, file));
  }
}

async function linkFile(link: string, target: string): Promise<void> {
  await rm(link, { force: true });
  await symlink(target, link);
}

async function takePlaceOfLog(codexHome: string): Promise<void> {
  for (const suffix of ['', '-wal', '-shm']) {
    await rm(path.join(codexHome, logDatabase + suffix), { recursive: true, force: true });
  }
  await mkdir(path.join(codexHome, logDatabase), { mode: 0o700 });
}

async function writeConfig(codexHome: string, table: TomlTable): Promise<void> {
  await replaceFile(path.join(codexHome, 'config.toml'), stringify(table));
}
