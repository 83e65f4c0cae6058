import { homedir } from 'node:os';
import path from 'node:path';
import type { CodexInUse } from '../../codex/engine/engine-health.ts';
import type { DoctorOptions } from './context.ts';
import { shellWord } from './shell-word.ts';

/**
 * The words with which a user runs the Codex of the gateway on its Codex home: `codex`, or with its path
 * and `CODEX_HOME` where a shell would take another one.
 */
export function codexCommand(
  { path: file, source, skipped }: CodexInUse,
  { config, env }: Pick<DoctorOptions, 'config' | 'env'>,
): string {
  const isFirst = source === 'path' && !skipped.some((each) => each.source === 'path');
  const usual = path.resolve(env['CODEX_HOME'] || path.join(homedir(), '.codex'));
  const own = path.resolve(config.codexHome);
  const home = own === usual ? '' : `CODEX_HOME=${shellWord(own)} `;
  return `${home}${isFirst ? 'codex' : shellWord(file)}`;
}
