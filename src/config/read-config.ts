import { Command, CommanderError } from 'commander';
import type { GivenSources, SettingSource } from './list-settings.ts';
import { options, type Config } from './options.ts';
import type { OptionSpec } from './options/option.ts';
import { InvalidValueError } from './values/invalid-value.ts';
import { isLoopback } from './values/values.ts';

/** The command line or the environment cannot be used; the message is one line that says why. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** What the command line asks for: to serve, to try the engines, to print the admin token or some text. */
export type Invocation =
  | { readonly kind: 'serve'; readonly config: Config; readonly sources: GivenSources }
  | { readonly kind: 'try-engines'; readonly config: Config }
  | { readonly kind: 'admin-token'; readonly home: string; readonly isRenewed: boolean }
  | { readonly kind: 'print'; readonly text: string };

const specs: readonly (readonly [string, OptionSpec<unknown>])[] = Object.entries(options);

/**
 * Reads the settings: a flag wins over the environment, that over the fallback. Throws
 * `ConfigError`, which names the flag or the variable at fault.
 *
 * @param args The command line without the program.
 */
export function readConfig(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  version: string,
): Invocation {
  let printed = '';
  let chosen: Command | undefined;
  const command = commandLine(version, {
    print: (text) => (printed += text),
    choose: (parsedCommand) => (chosen = parsedCommand),
  });
  try {
    command.parse(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { kind: 'print', text: printed };
    const line = error.message.replace(/^error: /, '').replaceAll('\n', ' ');
    throw new ConfigError(line, { cause: error });
  }
  const given = (chosen ?? command).optsWithGlobals<Record<string, string | true>>();
  const values = specs.map(([name, spec]) => [
    name,
    valueOf(spec, given[flagName(spec)], env[spec.env]),
  ]);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each is what its spec parses to
  const config = Object.fromEntries(values) as Config;
  if (chosen?.name() === adminTokenCommand) {
    return {
      kind: 'admin-token',
      home: config.home,
      isRenewed: chosen.opts<{ renew?: true }>().renew ?? false,
    };
  }
  if (chosen?.name() === tryEnginesCommand) return { kind: 'try-engines', config };
  assertConsistent(config);
  return { kind: 'serve', config, sources: sourcesOf(given, env) };
}

const adminTokenCommand = 'admin-token';
const tryEnginesCommand = 'try-engines';

/** Receives what the parser of the command line finds. */
interface CommandListener {
  /** Help, or the version. */
  readonly print: (text: string) => void;
  /** The command, or the subcommand, that was given. */
  readonly choose: (command: Command) => void;
}

function commandLine(version: string, { print, choose }: CommandListener): Command {
  const command = new Command('codex-serve')
    .description('Any OpenAI client, and any GraphQL dashboard, on your Codex login.')
    .version(version)
    .configureOutput({ writeOut: print, writeErr: () => {} })
    .exitOverride()
    .action(() => choose(command));
  const adminToken = command
    .command(adminTokenCommand)
    .description(
      'Print the admin token, which lets its holder log Codex in and out. It takes the settings of the gateway.',
    )
    .option(
      '--renew',
      'Make a new token first. Running gateways accept it at once, and the old one no more.',
    )
    .action(() => choose(adminToken));
  const tryEngines = command
    .command(tryEnginesCommand)
    .description(
      'Ask each engine a short question and a follow-up with your login, and say which one to choose. It takes the settings of the gateway.',
    )
    .action(() => choose(tryEngines));
  for (const each of [command, adminToken, tryEngines]) addSettings(each);
  return command;
}

function addSettings(command: Command): void {
  command.allowExcessArguments(false);
  for (const [, spec] of specs) {
    const fallback = spec.fallback === undefined ? '' : ` (default: ${spec.fallback || 'none'})`;
    command.option(spec.flag, `${spec.description} [${spec.env}]${fallback}`);
  }
}

function sourcesOf(
  given: Readonly<Record<string, unknown>>,
  env: Readonly<Record<string, string | undefined>>,
): GivenSources {
  const sources = specs.flatMap(([name, spec]): [string, SettingSource][] => {
    if (given[flagName(spec)] !== undefined) return [[name, 'flag']];
    return env[spec.env] ? [[name, 'variable']] : [];
  });
  return Object.fromEntries(sources);
}

function valueOf(
  spec: OptionSpec<unknown>,
  flag: string | true | undefined,
  env: string | undefined,
): unknown {
  if (flag !== undefined) return parsed(spec, spec.flag.split(' ')[0] ?? spec.flag, String(flag));
  if (env !== undefined && env !== '') return parsed(spec, spec.env, env);
  return spec.fallback === undefined ? undefined : spec.parse(spec.fallback);
}

function parsed(spec: OptionSpec<unknown>, source: string, text: string): unknown {
  try {
    return spec.parse(text);
  } catch (error) {
    if (!(error instanceof InvalidValueError)) throw error;
    throw new ConfigError(`${source}: ${error.message}`, { cause: error });
  }
}

/** Commander's own name for a flag: `--api-key <key>` is `apiKey`. */
function flagName({ flag }: OptionSpec<unknown>): string {
  const long = flag.replace(/^--/, '').split(' ')[0] ?? '';
  return long.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Throws `ConfigError` for settings that conflict. */
function assertConsistent(config: Config): void {
  assertSafe(config);
  assertAdminsKnown(config);
  assertDocuments(config);
  assertRecordable(config);
}

function assertSafe({ addr, apiKeys }: Config): void {
  if (apiKeys.length > 0 || isLoopback(addr.host)) return;
  throw new ConfigError(
    `--addr: ${addr.host} can be reached from other machines, which needs --api-key (CODEX_SERVE_API_KEY)`,
  );
}

function assertAdminsKnown({ apiKeys, adminKeys }: Config): void {
  const stranger = adminKeys.find((admin) => !apiKeys.some(({ name }) => name === admin));
  if (stranger === undefined) return;
  throw new ConfigError(
    `--admin-keys: no key in --api-key is named '${stranger}' (CODEX_SERVE_ADMIN_KEYS)`,
  );
}

function assertDocuments({ onlyPersistedDocuments, persistedDocuments }: Config): void {
  if (!onlyPersistedDocuments || persistedDocuments !== undefined) return;
  throw new ConfigError(
    '--only-persisted-documents needs --persisted-documents (CODEX_SERVE_PERSISTED_DOCUMENTS)',
  );
}

function assertRecordable({ recordContent, usageDays }: Config): void {
  if (!recordContent || usageDays > 0) return;
  throw new ConfigError('--record-content: nothing is recorded with --usage-days 0');
}
