import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import path from 'node:path';
import { UserConfigError } from '../../codex/engine/app-server/home/layered-config.ts';
import type { DoctorContext } from '../kit/context.ts';
import { failed, ok, type Outcome } from '../kit/finding.ts';
import { loginFileFault } from '../kit/login-file.ts';
import { shellWord } from '../kit/shell-word.ts';
import { errorCode } from '../../util/error-code.ts';

/** Whether the user's Codex home can be read: its configuration, and the login, which Codex renews there. */
export async function checkCodexHome(context: DoctorContext): Promise<Outcome> {
  const home = path.resolve(context.config.codexHome);
  const refused = await context.codex().then(
    () => null,
    (error: unknown) => (error instanceof UserConfigError ? error : null),
  );
  if (refused !== null) {
    return failed(
      "Codex's configuration cannot be used.",
      `${refused.message.replace(/^cannot/, 'The gateway cannot')}.`,
      await remedyFor(refused, home),
    );
  }
  const found = await stat(home).catch(() => null);
  if (found === null) {
    return ok(`${home} does not exist, so there is no login and no configuration.`);
  }
  return (await loginFileFault(home)) ?? ok(`${home} can be used.`);
}

async function remedyFor({ message, cause }: UserConfigError, home: string): Promise<string> {
  const code = errorCode(cause);
  const file = cause instanceof Error && 'path' in cause ? String(cause.path) : home;
  if (code === 'EACCES' || code === 'EPERM') {
    const isOpen = await access(home, constants.X_OK).then(
      () => true,
      () => false,
    );
    const place = shellWord(isOpen ? file : home);
    const user = process.getuid?.() ?? '$USER';
    return `Make it readable for this user: \`sudo chown -R ${user} ${place}\` and \`chmod -R u+rwX ${place}\`.`;
  }
  if (code === 'EISDIR') return 'Move that folder away: a file belongs there.';
  if (message.startsWith('--codex-profile')) return 'Make that file, or correct --codex-profile.';
  return /:\d+(?::\d+)?: /.test(message)
    ? 'Fix that line, or remove it.'
    : 'Change the file as the message says.';
}
