import path from 'node:path';
import { locateCodex, type CodexBinary } from './binary/locate.ts';
import { readCatalog, type Catalog } from './home/catalog.ts';
import {
  createEngineHome,
  removeLogin,
  writeEngineConfig,
  type EngineHome,
} from './home/engine-home.ts';
import { gatherTrustRoots } from './home/trust-roots.ts';
import { readUserConfig } from './home/user-config.ts';

/** What an engine is set up from. */
export interface EngineSetupOptions {
  /** Belongs to this gateway alone; two engines must not share it. */
  readonly home: string;
  /** The user's own Codex home. Of it nothing but the login is ever written, or removed by a logout. */
  readonly codexHome: string;
  /** A Codex executable to use in the place of the one that would be found. */
  readonly codexBin: string | undefined;
  /** Catalog members to leave as the service has them; see `overlaidFields`. */
  readonly keptModelFields: readonly string[];
  /** Codex's environment. */
  readonly env: NodeJS.ProcessEnv;
}

/** Everything on disk that an app-server is started on. */
export interface EngineSetup {
  readonly binary: CodexBinary;
  readonly home: EngineHome;
  /** Codex's environment. */
  readonly env: NodeJS.ProcessEnv;
  /** The catalog in the engine's home, for what Codex does not tell of a model. */
  readonly catalog: Catalog;
  /** The user's own default model, if there is one. */
  readonly userModel: string | undefined;
  /**
   * Reads the catalog anew. Resolves with whether it changed; then it is in place for the next
   * app-server to start.
   */
  refreshCatalog(): Promise<boolean>;
  /** Finishes a logout of the app-server's: removes the user's login file. */
  removeLogin(): Promise<void>;
}

/**
 * Where a developer of Rust asks for backtraces, Codex unwinds its stack for errors that it only
 * passes over, also while it streams: a twentieth of its CPU time (measured on 0.169.0).
 */
const withoutBacktraces = { RUST_BACKTRACE: '0', RUST_LIB_BACKTRACE: '0' };

/** Finds Codex and builds its home. Rejects with `CodexBinaryError` or `UserConfigError`. */
export async function setUpEngine(options: EngineSetupOptions): Promise<EngineSetup> {
  const binary = await locateCodex(options.codexBin, options.env['PATH'] ?? '');
  const userConfig = await readUserConfig(options.codexHome);
  const root = path.resolve(options.home);
  const home = await createEngineHome(root, options.codexHome, userConfig);
  const roots = await gatherTrustRoots(path.join(root, 'roots'), options.env);
  const env = { ...options.env, ...roots, ...withoutBacktraces, CODEX_HOME: home.codexHome };
  const read = async (): Promise<Catalog> =>
    await readCatalog(binary.executable, home.catalogHome, options.env);
  const write = async (fresh: Catalog): Promise<void> =>
    await writeEngineConfig(home, userConfig, fresh, options.keptModelFields);

  let catalog = await read();
  await write(catalog);
  return {
    binary,
    home,
    env,
    get catalog() {
      return catalog;
    },
    userModel: userConfig.model,
    async refreshCatalog() {
      const fresh = await read();
      if (JSON.stringify(fresh) === JSON.stringify(catalog)) return false;
      await write(fresh);
      catalog = fresh;
      return true;
    },
    removeLogin: async () => await removeLogin(home, options.codexHome),
  };
}
