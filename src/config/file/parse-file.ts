import path from 'node:path';
import { parse, TomlError } from 'smol-toml';
import { nameOf, type OptionSpec } from '../options/option.ts';
import { ConfigError } from '../values/config-error.ts';
import { InvalidValueError } from '../values/invalid-value.ts';
import { flagText } from './flag-text.ts';
import { lineOf } from './line-of.ts';

/** What a config file holds for a setting. */
export interface FileValue {
  /** As the command line takes it. */
  readonly text: string;
  /** For errors: `/home/ada/.codex-serve/codex-serve.toml:3: max-turns`. */
  readonly place: string;
}

/** What is needed to read the text of a config file. */
export interface ParseFileOptions {
  /** The absolute path of the file. */
  readonly file: string;
  readonly text: string;
  readonly specs: readonly OptionSpec<unknown>[];
  /** Settings that lead to the file, so that it cannot hold them, with the reason. */
  readonly leading: ReadonlyMap<string, string>;
  /** The name of a setting that may be meant by an unknown key. */
  readonly similar: (key: string) => string | undefined;
}

/**
 * The values of a config file, by the names of the settings. Throws `ConfigError`, which names the
 * file, the line and the key, and shows no value of a secret.
 */
export function parseFile(options: ParseFileOptions): ReadonlyMap<string, FileValue> {
  const { file, text, specs, leading } = options;
  const byName = new Map(specs.map((spec) => [nameOf(spec), spec]));
  const values = Object.entries(tableIn(options)).map(([key, value]): [string, FileValue] => {
    const place = `${file}:${lineOf(text, key)}: ${key}`;
    const spec = byName.get(key);
    if (spec === undefined) throw new ConfigError(`${place}: ${unknownKey(options, key)}`);
    const reason = leading.get(key);
    if (reason !== undefined) throw new ConfigError(`${place}: ${reason}`);
    return [key, { text: textOf(spec, value, place, path.dirname(file)), place }];
  });
  return new Map(values);
}

function tableIn({ file, text }: ParseFileOptions): Readonly<Record<string, unknown>> {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    // The rest of the message quotes the file, which may hold keys.
    const [reason = ''] = error.message.replace(/^Invalid TOML document: /, '').split('\n');
    throw new ConfigError(`${file}:${error.line}:${error.column}: not TOML: ${reason}`, {
      cause: error,
    });
  }
}

function unknownKey({ similar }: ParseFileOptions, key: string): string {
  const name = similar(key);
  return name === undefined ? 'no such setting' : `no such setting (Did you mean ${name}?)`;
}

function textOf(
  { parse: parser }: OptionSpec<unknown>,
  value: unknown,
  place: string,
  folder: string,
): string {
  try {
    return flagText(parser.form ?? { kind: 'text' }, value, folder);
  } catch (error) {
    if (!(error instanceof InvalidValueError)) throw error;
    throw new ConfigError(`${place}: ${error.message}`, { cause: error });
  }
}
