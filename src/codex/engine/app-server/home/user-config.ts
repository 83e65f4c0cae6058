import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse, TomlError, type TomlTable } from 'smol-toml';
import { systemReason } from '../binary/codex-fault.ts';
import { EngineStartError } from '../../start-error.ts';

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
  /** Copied into the engine's `config.toml` unchanged. */
  readonly upstream: TomlTable;
  /** The user's own default model, if the file names one. */
  readonly model: string | undefined;
  /** The user's own model catalog, which replaces Codex's. */
  readonly modelCatalog: string | undefined;
}

/** The user's Codex configuration cannot be used. The message is one line that names the file. */
export class UserConfigError extends EngineStartError {
  override readonly name = 'UserConfigError';
}

/**
 * Reads `config.toml` of the user's Codex home. A missing file is an empty one.
 * Rejects with `UserConfigError` naming the file and the line.
 */
export async function readUserConfig(codexHome: string): Promise<UserConfig> {
  const file = path.join(codexHome, 'config.toml');
  const table = parseToml(file, await readIfThere(file));
  const upstream: TomlTable = {};
  for (const key of carriedKeys) {
    const value = table[key];
    if (value !== undefined) upstream[key] = value;
  }
  return {
    file,
    upstream,
    model: stringOf(table['model']),
    modelCatalog: resolved(codexHome, stringOf(table['model_catalog_json'])),
  };
}

/** The text of a file; empty where there is none. */
async function readIfThere(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw new UserConfigError(`cannot read ${file}: ${systemReason(error)}`, { cause: error });
  }
}

function parseToml(file: string, text: string): TomlTable {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [reason = ''] = error.message.split('\n');
    const place = `${file}:${error.line}:${error.column}`;
    throw new UserConfigError(`${place}: ${reason}`, { cause: error });
  }
}

function stringOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function resolved(folder: string, file: string | undefined): string | undefined {
  return file === undefined ? undefined : path.resolve(folder, file);
}
