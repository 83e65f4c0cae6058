import { textStart } from './cut-text.ts';

const maxNames = 32;
const maxNameLength = 64;

/**
 * What is shown of a list of names that may come from a client: the first 32, at most 64 characters of
 * each, and how many more there are.
 *
 * @param write Writes a name that has been cut. Default: as it is.
 */
export function shownNames(
  names: readonly string[],
  write: (name: string) => string = (name) => name,
): string[] {
  const shown = names.slice(0, maxNames).map((name) => write(textStart(name, maxNameLength)));
  return names.length > maxNames ? [...shown, `+${names.length - maxNames} more`] : shown;
}
