import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { readCommandLine, similarSetting } from './command-line.ts';
import { conflictsIn, type Conflict } from './consistency.ts';
import { exposedSettings } from './exposed-settings.ts';
import { parseFile, type FileValue } from './file/parse-file.ts';
import { chmodLine, readConfigFile } from './file/read-file.ts';
import type { GivenSources, SettingSource } from './list-settings.ts';
import { options, type Config } from './options.ts';
import { nameOf, type OptionSpec } from './options/option.ts';
import { ConfigError } from './values/config-error.ts';
import { InvalidValueError } from './values/invalid-value.ts';

/** What the doctor is asked for. */
export interface DoctorInvocation {
  readonly kind: 'doctor';
  readonly config: Config;
  readonly sources: GivenSources;
  /** Why the gateway would not start with these settings; see `conflictsIn`. */
  readonly conflicts: readonly Conflict[];
  /** Whether it prints JSON. */
  readonly isJson: boolean;
  /** Whether it asks the model a question too. */
  readonly asksModel: boolean;
}

/** What the command line asks for: to serve, to examine, to try the engines, to print the admin token or some text. */
export type Invocation =
  | { readonly kind: 'serve'; readonly config: Config; readonly sources: GivenSources }
  | DoctorInvocation
  | { readonly kind: 'try-engines'; readonly config: Config }
  | { readonly kind: 'admin-token'; readonly home: string; readonly isRenewed: boolean }
  | { readonly kind: 'print'; readonly text: string };

type Env = Readonly<Record<string, string | undefined>>;
type Flags = ReadonlyMap<string, string | true>;

const specs: readonly (readonly [string, OptionSpec<unknown>])[] = Object.entries(options);

/**
 * Reads the settings: a flag wins over the environment, that over the config file, and that over the
 * fallback. The file is read at each call, so that the settings are read again by the same call.
 * Throws `ConfigError`, which names the flag, the variable or the line at fault.
 *
 * @param args The command line without the program.
 */
export function readConfig(args: readonly string[], env: Env, version: string): Invocation {
  const line = readCommandLine(args, version);
  if (line.kind === 'print') return line;
  const { config, sources } = settingsOf(line.given, env);
  if (line.subcommand === 'admin-token') {
    return { kind: 'admin-token', home: config.home, isRenewed: line.isRenewed };
  }
  if (line.subcommand === 'try-engines') return { kind: 'try-engines', config };
  const conflicts = conflictsIn(config);
  if (line.subcommand === 'doctor') {
    const { isJson, asksModel } = line;
    return { kind: 'doctor', config, sources, conflicts, isJson, asksModel };
  }
  const [conflict] = conflicts;
  if (conflict !== undefined) throw new ConfigError(conflict.message);
  return { kind: 'serve', config, sources };
}

interface Settings {
  readonly config: Config;
  readonly sources: GivenSources;
}

function settingsOf(flags: Flags, env: Env): Settings {
  const file = findFile(flags, env);
  const given = specs.map(([name, spec]) => ({
    name,
    ...givenFor(spec, flags, env, file?.values),
  }));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each is what its spec parses to
  const config = Object.fromEntries(given.map(({ name, value }) => [name, value])) as Config;
  const sources: GivenSources = Object.fromEntries(
    given.flatMap(({ name, source }) => (source === 'default' ? [] : [[name, source]])),
  );
  return withPort({ config: { ...config, configFile: file?.path }, sources });
}

/** The port overrides that of the address, unless that was given in a place of higher precedence. */
function withPort({ config, sources }: Settings): Settings {
  const { addr, port } = config;
  if (port === undefined) return { config, sources };
  const rank = (source: SettingSource = 'default'): number => precedence.indexOf(source);
  if (rank(sources.port) >= rank(sources.addr)) {
    return { config: { ...config, addr: { ...addr, port } }, sources };
  }
  const { port: _, ...others } = sources;
  return { config: { ...config, port: undefined }, sources: others };
}

/** The lowest first. */
const precedence: readonly SettingSource[] = ['default', 'file', 'variable', 'flag'];

interface SettingsFile {
  readonly path: string;
  readonly values: ReadonlyMap<string, FileValue>;
}

/** The config file that is named, or else that in the home; undefined where there is none. */
function findFile(flags: Flags, env: Env): SettingsFile | undefined {
  const named = givenFor(options.configFile, flags, env);
  const { value: home } = givenFor(options.home, flags, env);
  if (named.value !== undefined) {
    const values = valuesIn(named.value, []);
    if (values !== undefined) return { path: named.value, values };
    throw new ConfigError(`${named.place}: ${named.value} does not exist`);
  }
  if (home === undefined || !isSearchable(home)) return undefined;
  const file = path.join(home, 'codex-serve.toml');
  const values = valuesIn(file, [
    ['home', 'the file is in this folder already; use --home, or name the file with --config'],
  ]);
  return values && { path: file, values };
}

/** Whether files in the folder can be reached. Where they cannot, what uses the home says so. */
function isSearchable(folder: string): boolean {
  try {
    accessSync(folder, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @param leading The settings beside `--config` that led to the file, with why it cannot hold them. */
function valuesIn(
  file: string,
  leading: readonly (readonly [string, string])[],
): ReadonlyMap<string, FileValue> | undefined {
  const found = readConfigFile(file);
  if (found === undefined) return undefined;
  const values = parseFile({
    file,
    text: found.text,
    specs: specs.map(([, spec]) => spec),
    leading: new Map([['config', 'a config file cannot name another one'], ...leading]),
    similar: similarSetting,
  });
  const held = secrets.filter((name) => values.has(name));
  if (!found.isShared || held.length === 0) return values;
  throw new ConfigError(
    `${file}: it holds ${held.join(', ')}, and other users can read it; run ${chmodLine(file)}`,
  );
}

const secrets = specs.flatMap(([name, spec]) => (isSecret(name) ? [nameOf(spec)] : []));

function isSecret(name: string): boolean {
  const exposures: Readonly<Record<string, string>> = exposedSettings;
  return exposures[name] === 'secret';
}

interface Given<T> {
  readonly value: T | undefined;
  readonly source: SettingSource;
  /** What errors name. */
  readonly place: string;
}

function givenFor<T>(
  spec: OptionSpec<T>,
  flags: Flags,
  env: Env,
  file?: ReadonlyMap<string, FileValue>,
): Given<T> {
  const name = nameOf(spec);
  const flag = flags.get(name);
  if (flag !== undefined) return parsed(spec, 'flag', `--${name}`, String(flag));
  const variable = env[spec.env];
  if (variable !== undefined && variable !== '') {
    return parsed(spec, 'variable', spec.env, variable);
  }
  const own = file?.get(name);
  if (own !== undefined) return parsed(spec, 'file', own.place, own.text);
  const { fallback } = spec;
  if (fallback !== undefined) return parsed(spec, 'default', `--${name}`, fallback);
  return { value: undefined, source: 'default', place: `--${name}` };
}

function parsed<T>(
  spec: OptionSpec<T>,
  source: SettingSource,
  place: string,
  text: string,
): Given<T> {
  try {
    return { value: spec.parse(text), source, place };
  } catch (error) {
    if (!(error instanceof InvalidValueError)) throw error;
    throw new ConfigError(`${place}: ${error.message}`, { cause: error });
  }
}
