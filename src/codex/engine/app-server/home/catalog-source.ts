import type { Logger } from 'pino';
import { CodexFault } from '../binary/codex-fault.ts';
import type { Catalog } from './catalog.ts';
import type { CatalogKeeper } from './kept-catalog.ts';
import { readCatalog } from './read-catalog.ts';
import type { UserConfig } from './user-config.ts';

/** Gets the model catalog for each engine start, and keeps it fresh. */
export interface CatalogSource {
  /** The current catalog. Throws before there is one. */
  readonly current: Catalog;
  /**
   * Puts the catalog of that Codex in place, unless it was read from that version already. Where
   * Codex prints none, the last good one is taken. Rejects with `UserConfigError` when Codex refuses
   * the configuration, and with `CodexFault` when there is no catalog at all.
   *
   * @param timeoutMs For all of it, in milliseconds.
   */
  prepare(executable: string, version: string, timeoutMs: number): Promise<void>;
  /** Reads the catalog again. Resolves with whether it changed. Rejects as `prepare` does. */
  refresh(executable: string): Promise<boolean>;
}

/** The parts that a catalog source needs. */
export interface CatalogSourceParts {
  readonly catalogHome: string;
  readonly config: UserConfig;
  readonly env: NodeJS.ProcessEnv;
  readonly keeper: CatalogKeeper;
  /** Puts a catalog into the engine's home, for a Codex of that version. */
  put(catalog: Catalog, version: string): Promise<void>;
  readonly logger: Logger;
  /** See `EngineSetupOptions`. */
  readonly signal?: AbortSignal | undefined;
}

/** How long the service may take to send its catalog, in milliseconds. */
const patienceMs = 5000;

/** Starts without a catalog. */
export function createCatalogSource(parts: CatalogSourceParts): CatalogSource {
  const { catalogHome, config, env, keeper, logger, signal } = parts;
  let current: Catalog | undefined;
  /** The Codex that the current catalog was read from; undefined for a kept one. */
  let source: string | undefined;
  /** The version of Codex that `prepare` was last called for. */
  let prepared = '';

  const read = async (executable: string, timeoutMs: number): Promise<Catalog> => {
    const question = { executable, catalogHome, config, env, timeoutMs, signal };
    const catalog = await readCatalog(question);
    await keeper.keep(catalog).catch((error: unknown) => {
      logger.warn({ err: error }, 'cannot keep the model catalog for later starts');
    });
    return catalog;
  };

  const readOrKept = async (executable: string, timeoutMs: number): Promise<[Catalog, boolean]> => {
    try {
      return [await read(executable, timeoutMs), true];
    } catch (error) {
      const kept = error instanceof CodexFault ? await keeper.last() : null;
      if (kept === null) throw error;
      const ageSeconds = Math.round((Date.now() - kept.readAt.getTime()) / 1000);
      logger.warn(
        { err: error, codexPath: executable, catalogAgeSeconds: ageSeconds },
        `Codex ${reasonOf(error)}; using the last good catalog, which is ${ageText(ageSeconds)} old`,
      );
      return [kept.catalog, false];
    }
  };

  const putInPlace = async (catalog: Catalog): Promise<void> => {
    await parts.put(catalog, prepared);
    current = catalog;
  };

  return {
    get current() {
      if (current === undefined) throw new Error('no catalog has been read yet');
      return current;
    },
    async prepare(executable, version, timeoutMs) {
      const wanted = `${version} ${executable}`;
      if (source === wanted) return;
      // Two attempts, and two checks of the configuration where they fail.
      const each = Math.min(patienceMs, timeoutMs / 3);
      const [catalog, isFresh] = await readOrKept(executable, each);
      prepared = version;
      await putInPlace(catalog);
      source = isFresh ? wanted : undefined;
    },
    async refresh(executable) {
      const fresh = await read(executable, patienceMs);
      if (JSON.stringify(fresh) === JSON.stringify(current)) return false;
      await putInPlace(fresh);
      return true;
    },
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** `3 hours`, `1 minute`. */
function ageText(seconds: number): string {
  const units = [
    [86_400, 'day'],
    [3600, 'hour'],
    [60, 'minute'],
  ] as const;
  const [size, unit] = units.find(([length]) => seconds >= length) ?? [1, 'second'];
  const count = Math.floor(seconds / size);
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
