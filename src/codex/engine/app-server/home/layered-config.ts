import path from 'node:path';
import { parse, TomlError, type TomlTable, type TomlValue } from 'smol-toml';
import { systemReason } from '../binary/codex-fault.ts';
import { EngineStartError } from '../../start-error.ts';
import { readText } from '../../../../util/read-text.ts';
import { errorCode } from '../../../../util/error-code.ts';

/** The user's Codex configuration cannot be used. The message is one line that names the file. */
export class UserConfigError extends EngineStartError {
  override readonly name = 'UserConfigError';
}

/** The user's configuration, with a profile over it. */
export interface LayeredConfig {
  /** `config.toml`, which need not exist. */
  readonly file: string;
  /** `NAME.config.toml`; null without a profile. */
  readonly profileFile: string | null;
  /** Both together. */
  readonly table: TomlTable;
}

/**
 * Reads `config.toml` of a Codex home, and layers a profile over it as Codex's `--profile` does: a
 * table is merged with the one below it, any other value replaces it (measured on 0.171.0, whose
 * app-server does not take `--profile`). Codex passes over a profile without a file; here it is an
 * error. Rejects with `UserConfigError`.
 *
 * @param profile The name of the profile; undefined for none.
 */
export async function readLayeredConfig(
  codexHome: string,
  profile: string | undefined,
): Promise<LayeredConfig> {
  const file = path.join(codexHome, 'config.toml');
  const base = (await readTable(file)) ?? {};
  if (profile === undefined) return { file, profileFile: null, table: base };
  const profileFile = path.join(codexHome, `${profile}.config.toml`);
  const layer = await readTable(profileFile);
  if (layer === null) {
    throw new UserConfigError(
      `--codex-profile: there is no profile '${profile}'; its file would be ${profileFile}`,
    );
  }
  const legacy = legacyIn(base, profile);
  if (legacy !== null) {
    throw new UserConfigError(
      `${file}: legacy \`${legacy}\` stands in the way of the profile '${profile}'; move its settings to ${profileFile}`,
    );
  }
  return { file, profileFile, table: layered(base, layer) };
}

/** A profile of that name in the form of earlier versions, which Codex refuses too; null for none. */
function legacyIn({ profile: selected, profiles }: TomlTable, profile: string): string | null {
  if (selected === profile) return `profile = "${profile}"`;
  const isDefined = isTable(profiles) && Object.hasOwn(profiles, profile);
  return isDefined ? `[profiles.${profile}]` : null;
}

function layered(base: TomlTable, layer: TomlTable): TomlTable {
  const members = Object.entries(layer).map(([key, value]): [string, TomlValue] => {
    const below = Object.hasOwn(base, key) ? base[key] : undefined;
    return [key, isTable(below) && isTable(value) ? layered(below, value) : value];
  });
  return Object.fromEntries([...Object.entries(base), ...members]);
}

function isTable(value: TomlValue | undefined): value is TomlTable {
  return typeof value === 'object' && !Array.isArray(value) && !(value instanceof Date);
}

/** Null where there is no such file. */
async function readTable(file: string): Promise<TomlTable | null> {
  try {
    return parseToml(file, await readText(file));
  } catch (error) {
    if (error instanceof UserConfigError || !(error instanceof Error)) throw error;
    if (errorCode(error) === 'ENOENT') return null;
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
