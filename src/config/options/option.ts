import type { Parser } from '../values/value-form.ts';

/** One setting, by flag, by environment variable or in the config file. */
export interface OptionSpec<T> {
  /** As the command line takes it, `--addr <host:port>`; a switch names no value. */
  readonly flag: string;
  readonly env: string;
  /** As text, like a given value; undefined if an unset option has a meaning of its own. */
  readonly fallback?: string;
  readonly description: string;
  /** Throws `InvalidValueError`. */
  readonly parse: Parser<T>;
  /** The value as text that `parse` takes. Default: on or off, a list's members with commas, a number or a text. */
  show?(value: T): string;
  /** Whether SIGHUP puts a new value into force. Default: a new value needs a restart. */
  readonly isReloadable?: boolean;
}

/** A setting, with its type inferred. */
export const option = <T>(spec: OptionSpec<T>): OptionSpec<T> => spec;

/** The name of a setting on the command line without dashes, and in the config file: `max-turns`. */
export function nameOf({ flag }: OptionSpec<unknown>): string {
  return flag.replace(/^--/, '').replace(/ .*$/, '');
}
