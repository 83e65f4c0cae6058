import path from 'node:path';
import type { TomlTable } from 'smol-toml';
import { readLayeredConfig } from './layered-config.ts';

/**
 * The keys of the user's `config.toml` that select the upstream and the login. No other one counts.
 * A legacy `profile` would select them too; Codex refuses it since 0.169 at the latest (measured on
 * 0.169.0 and 0.171.0), and its words about it are the best.
 */
const carriedKeys = [
  'model_provider',
  'model_providers',
  'openai_base_url',
  'chatgpt_base_url',
  'cli_auth_credentials_store',
  'model',
  'profile',
] as const;

/** What the gateway takes from the user's own Codex home. */
export interface UserConfig {
  /** The user's `config.toml`, which need not exist. */
  readonly file: string;
  /** The user's profile that is layered over it; null without one. */
  readonly profileFile: string | null;
  /** Copied into the engine's `config.toml` unchanged. */
  readonly upstream: TomlTable;
  /** The user's own default model, if the file names one. */
  readonly model: string | undefined;
  /** The user's own model catalog, which replaces Codex's. */
  readonly modelCatalog: string | undefined;
}

/**
 * Reads the configuration in the user's Codex home, where a missing `config.toml` is an empty one.
 * Rejects with `UserConfigError` naming the file and the line.
 *
 * @param profile Of Codex's, to layer over it; undefined for none.
 */
export async function readUserConfig(codexHome: string, profile?: string): Promise<UserConfig> {
  const { file, profileFile, table } = await readLayeredConfig(codexHome, profile);
  const upstream: TomlTable = {};
  for (const key of carriedKeys) {
    const value = table[key];
    if (value !== undefined) upstream[key] = value;
  }
  return {
    file,
    profileFile,
    upstream,
    model: stringOf(table['model']),
    modelCatalog: resolved(codexHome, stringOf(table['model_catalog_json'])),
  };
}

function stringOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function resolved(folder: string, file: string | undefined): string | undefined {
  return file === undefined ? undefined : path.resolve(folder, file);
}
