import path from 'node:path';
import type { Logger } from 'pino';
import type { CodexInUse } from '../../engine-health.ts';
import type { Upstream } from '../../upstream.ts';
import { findCandidates, type CodexCandidate } from '../binary/candidates.ts';
import { isUntestedCodex, newestTestedCodex } from '../binary/version.ts';
import type { Catalog } from './catalog.ts';
import { createCatalogSource } from './catalog-source.ts';
import { directLoopback } from './direct-loopback.ts';
import {
  createEngineHome,
  removeLogin,
  writeEngineConfig,
  type EngineHome,
} from './engine-home.ts';
import { createCatalogKeeper } from './kept-catalog.ts';
import { gatherTrustRoots } from './trust-roots.ts';
import { upstreamOf } from './upstream-of.ts';
import { readUserConfig } from './user-config.ts';

/** What an engine is set up from. */
export interface EngineSetupOptions {
  /** Belongs to this process alone; two engines must not share it. */
  readonly home: string;
  /** The file that keeps Codex's installation id across processes. Default: below `home`. */
  readonly installationId?: string;
  /** Where the last good model catalogs are kept; gateways may share it. Default: below `home`. */
  readonly catalogFolder?: string;
  /** The user's own Codex home. Of it nothing but the login is ever written, or removed by a logout. */
  readonly codexHome: string;
  /** The name of the user's profile to layer over their configuration. Default: none. */
  readonly codexProfile?: string | undefined;
  /** A Codex executable to use instead of the one that would be found. */
  readonly codexBin: string | undefined;
  /** Catalog members to leave as the service has them; see `overlaidFields`. */
  readonly keptModelFields: readonly string[];
  /** Codex's environment. */
  readonly env: NodeJS.ProcessEnv;
  /** The longest time in which a turn may show no sign of life, in milliseconds. Default: 300,000. */
  readonly silenceMs?: number;
  readonly logger: Logger;
  /** Kills the commands of Codex that the setup runs. Default: nothing does. */
  readonly signal?: AbortSignal | undefined;
}

/** Everything on disk that an app-server is started on. */
export interface EngineSetup {
  readonly home: EngineHome;
  /** Codex's environment. */
  readonly env: NodeJS.ProcessEnv;
  /** The catalog in the engine's home, for model details that Codex does not report. */
  readonly catalog: Catalog;
  readonly upstream: Upstream;
  /** The user's own default model, if there is one. */
  readonly userModel: string | undefined;
  /** Whether models reach Codex without what would make it add to a request. */
  readonly isLockedDown: boolean;
  /** The Codex that runs, or ran last. Throws before the first start. */
  readonly codex: CodexInUse;
  /** The Codex executables to try, best first; see `findCandidates`. */
  candidates(): Promise<readonly CodexCandidate[]>;
  /**
   * Puts the catalog of that Codex in place for its start, unless it is there already. Rejects with
   * `CodexFault` or `UserConfigError`.
   *
   * @param timeoutMs For all of it, in milliseconds.
   */
  prepare(codex: CodexCandidate, version: string, timeoutMs: number): Promise<void>;
  /** That Codex has started, and serves from here on. */
  started(codex: CodexInUse, candidate: CodexCandidate): void;
  /**
   * Reads the catalog anew. Resolves with whether it changed; then it is in place for the next
   * app-server to start.
   */
  refreshCatalog(): Promise<boolean>;
  /** The URL of the service; null where Codex knows it by itself. */
  readonly upstreamUrl: URL | null;
  /** Finishes a logout of the app-server's: removes the user's login file. */
  removeLogin(): Promise<void>;
}

/**
 * Where a developer of Rust asks for backtraces, Codex unwinds its stack for errors that it only
 * passes over, also while it streams: a twentieth of its CPU time (measured on 0.169.0).
 */
const withoutBacktraces = { RUST_BACKTRACE: '0', RUST_LIB_BACKTRACE: '0' };

/** The usual `silenceMs`: as long as Codex's own limit on the silence of a stream. */
export const usualSilenceMs = 300_000;

/** Builds the engine's home. Rejects with `UserConfigError`, or as the file system does. */
export async function setUpEngine(options: EngineSetupOptions): Promise<EngineSetup> {
  const { codexHome, keptModelFields } = options;
  const config = await readUserConfig(codexHome, options.codexProfile);
  const root = path.resolve(options.home);
  const home = await createEngineHome(root, codexHome, config, options.installationId);
  const roots = await gatherTrustRoots(path.join(root, 'roots'), options.env);
  const env = {
    ...options.env,
    ...directLoopback(options.env, config.upstream),
    ...withoutBacktraces,
  };
  const catalogs = createCatalogSource({
    catalogHome: home.catalogHome,
    config,
    env,
    keeper: createCatalogKeeper(
      options.catalogFolder ?? path.join(root, 'catalogs'),
      config.profileFile ?? codexHome,
    ),
    put: async (fresh, codexVersion) => {
      const bounds = { silenceMs: options.silenceMs ?? usualSilenceMs, codexVersion };
      await writeEngineConfig(home, config, fresh, keptModelFields, bounds);
    },
    logger: options.logger,
    signal: options.signal,
  });
  const upstream = upstreamOf(config.upstream);
  let serving: { readonly codex: CodexInUse; readonly candidate: CodexCandidate } | undefined;
  const running = (): { readonly codex: CodexInUse; readonly candidate: CodexCandidate } => {
    if (serving === undefined) throw new Error('no Codex has started yet');
    return serving;
  };
  return {
    home,
    env: { ...env, ...roots, CODEX_HOME: home.codexHome },
    get catalog() {
      return catalogs.current;
    },
    upstream,
    userModel: config.model,
    upstreamUrl: upstream.url,
    isLockedDown: keptModelFields.length === 0,
    get codex() {
      return running().codex;
    },
    candidates: async () => await findCandidates(options.codexBin, options.env['PATH'] ?? ''),
    prepare: async (candidate, version, timeoutMs) =>
      await catalogs.prepare(candidate.executable, version, timeoutMs),
    started(codex, candidate) {
      const { version, path: codexPath } = codex;
      if (isUntestedCodex(version) && version !== serving?.codex.version) {
        options.logger.info(
          { codex: version, codexPath },
          `Codex ${version} is newer than ${newestTestedCodex}, the newest that this codex-serve was tested with; it passed the self-test`,
        );
      }
      serving = { codex, candidate };
    },
    refreshCatalog: async () => await catalogs.refresh(running().candidate.executable),
    removeLogin: async () => await removeLogin(home, codexHome),
  };
}
