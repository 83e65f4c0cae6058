import { homedir, userInfo } from 'node:os';
import path from 'node:path';
import type { CodexInUse } from '../../codex/engine/engine-health.ts';
import type { DoctorOptions } from './context.ts';
import { shellWord } from './shell-word.ts';

/**
 * The words with which a user runs the Codex of the gateway on its Codex home: `codex`, or with its path
 * and `CODEX_HOME` where a shell would take another one. The shell need not have the environment of this
 * program, and is another user's where nobody can log in as this one.
 *
 * @param asUser The user of this program. Default: as the system says.
 */
export function codexCommand(
  { path: file, source, skipped }: CodexInUse,
  { config }: Pick<DoctorOptions, 'config'>,
  asUser: UserEntry | null = ownUser(),
): string {
  const isFirst = source === 'path' && !skipped.some((each) => each.source === 'path');
  const own = path.resolve(config.codexHome);
  const isUsual = own === path.join(homedir(), '.codex');
  const home = isUsual ? '' : `CODEX_HOME=${shellWord(own)} `;
  const codex = isFirst ? 'codex' : shellWord(file);
  const user = serviceUser(asUser);
  if (user === null) return `${home}${codex}`;
  return `sudo -u ${shellWord(user)} env CODEX_HOME=${shellWord(own)} ${codex}`;
}

/** An entry of the system's list of users, as `os.userInfo` has it. */
export interface UserEntry {
  readonly username: string;
  readonly shell: string | null;
}

/** The name of a user that a service has to itself: its shell lets nobody in. Null for any other. */
export function serviceUser(user: UserEntry | null): string | null {
  const isClosed = user !== null && /[/](?:nologin|false)$/.test(user.shell ?? '');
  return isClosed ? user.username : null;
}

/** Null where the system does not list the user, as in a container with a number for a user. */
function ownUser(): UserEntry | null {
  try {
    return userInfo();
  } catch {
    return null;
  }
}
