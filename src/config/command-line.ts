import { Command, CommanderError } from 'commander';
import { options } from './options.ts';
import { nameOf, type OptionSpec } from './options/option.ts';
import { ConfigError } from './values/config-error.ts';

/** A command line, read. */
export type CommandLine =
  | { readonly kind: 'print'; readonly text: string }
  | {
      readonly kind: 'run';
      readonly subcommand: Subcommand | undefined;
      /** The given settings, by their names: a value, or true for a switch. */
      readonly given: ReadonlyMap<string, string | true>;
      /** Whether `admin-token` makes a new token first. */
      readonly isRenewed: boolean;
      /** Whether `doctor` prints JSON. */
      readonly isJson: boolean;
      /** Whether `doctor` asks the model a question too. */
      readonly asksModel: boolean;
    };

type Subcommand = 'admin-token' | 'doctor' | 'try-engines';

const specs: readonly OptionSpec<unknown>[] = Object.values(options);

/**
 * Reads a command line. Throws `ConfigError`, which names the flag at fault.
 *
 * @param args The command line without the program.
 */
export function readCommandLine(args: readonly string[], version: string): CommandLine {
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
  const values = (chosen ?? command).optsWithGlobals<Record<string, string | true>>();
  const given = specs.flatMap((spec): [string, string | true][] => {
    const value = values[propertyOf(spec)];
    return value === undefined ? [] : [[nameOf(spec), value]];
  });
  return {
    kind: 'run',
    subcommand: subcommandOf(chosen),
    given: new Map(given),
    isRenewed: values['renew'] === true,
    isJson: values['json'] === true,
    asksModel: values['ask'] === true,
  };
}

/** The name of the setting that a name is most similar to; undefined where none is. */
export function similarSetting(name: string): string | undefined {
  const flag = `--${name.replaceAll('_', '-').replaceAll(/[^\w-]/g, '')}`;
  const exact = specs.find((spec) => `--${nameOf(spec)}` === flag.toLowerCase());
  if (exact !== undefined) return nameOf(exact);
  try {
    commandLine('', { print() {}, choose() {} }).parse([flag], { from: 'user' });
    return undefined;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    const [, , suggestions = ''] = error.message.split(/\b(Did you mean)\b/);
    const similar = suggestions.match(/[\w-]+/g)?.map((each) => each.replace(/^--/, ''));
    return specs.map((spec) => nameOf(spec)).find((each) => similar?.includes(each));
  }
}

const subcommands: readonly Subcommand[] = ['admin-token', 'doctor', 'try-engines'];

function subcommandOf(command: Command | undefined): Subcommand | undefined {
  return subcommands.find((name) => name === command?.name());
}

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
  const add = (name: Subcommand, description: string): Command => {
    const added = command.command(name).description(description);
    return added.action(() => choose(added));
  };
  const adminToken = add(
    'admin-token',
    'Print the admin token, which lets its holder log Codex in and out. It takes the settings of the gateway.',
  ).option(
    '--renew',
    'Make a new token first. Running gateways accept it at once and reject the old one.',
  );
  const tryEngines = add(
    'try-engines',
    'Ask each engine a short question and a follow-up with your login, and say which one to choose. It takes the settings of the gateway.',
  );
  const doctor = add(
    'doctor',
    'Find what keeps the gateway from working, and say how to fix it. Takes the settings of the gateway, works beside a running one, and asks no model. Exit code: 1 if a check fails, 2 for invalid settings, else 0.',
  )
    .option('--json', 'Print the findings as JSON.')
    .option('--ask', 'Ask the model a short question too, which uses some of the quota.');
  for (const each of [command, adminToken, doctor, tryEngines]) addSettings(each);
  return command;
}

function addSettings(command: Command): void {
  command.allowExcessArguments(false);
  for (const spec of specs) {
    const fallback = spec.fallback === undefined ? '' : ` (default: ${spec.fallback || 'none'})`;
    command.option(spec.flag, `${spec.description} [${spec.env}]${fallback}`);
  }
}

/** Commander's own name for a flag: `--api-key <key>` is `apiKey`. */
function propertyOf(spec: OptionSpec<unknown>): string {
  return nameOf(spec).replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
