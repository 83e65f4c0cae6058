/**
 * A command line that is bound by permissions, as root otherwise is not: run as root, it gets the command
 * without the capabilities that pass them over. Needs `setpriv` then.
 */
export function asBoundUser(command: readonly string[]): readonly string[] {
  const drop = ['--bounding-set=-dac_override,-dac_read_search', '--inh-caps=-all'];
  return process.getuid?.() === 0 ? ['setpriv', ...drop, ...command] : command;
}
