import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import path from 'node:path';
import { systemReason } from '../../codex/engine/app-server/binary/codex-fault.ts';
import { UserConfigError } from '../../codex/engine/app-server/home/layered-config.ts';
import type { DoctorContext } from '../kit/context.ts';
import { failed, ok, warning, type Outcome } from '../kit/finding.ts';
import { shellWord } from '../kit/shell-word.ts';
import { readText } from '../../util/read-text.ts';

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
      `${refused.message}.`,
      'Fix that line, or remove it.',
    );
  }
  const found = await stat(home).catch(() => null);
  if (found === null) {
    return ok(`${home} does not exist, so there is no login and no configuration.`);
  }
  return (await loginFault(path.join(home, 'auth.json'))) ?? ok(`${home} can be used.`);
}

async function loginFault(file: string): Promise<Outcome | null> {
  const quoted = shellWord(file);
  let text: string;
  try {
    text = await readText(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    return failed(
      `The login file ${file} cannot be read.`,
      `The system says: ${systemReason(error)}.`,
      `Make it readable for this user: \`sudo chown ${process.getuid?.() ?? '$USER'} ${quoted}\` and \`chmod 600 ${quoted}\`.`,
    );
  }
  if (!isObject(text)) {
    return failed(
      `The login file ${file} is damaged.`,
      'It holds no JSON object, so Codex finds no login in it.',
      `Remove it (\`rm ${quoted}\`), and log in again.`,
    );
  }
  return await access(file, constants.W_OK).then(
    () => null,
    (error: unknown) =>
      warning(
        `The login file ${file} cannot be written.`,
        `Codex renews a ChatGPT login there: ${systemReason(error)}. With an API key it makes no difference.`,
        `Make it writable for this user, and its folder too: \`chmod 600 ${quoted}\`; in a container, mount the folder writable.`,
      ),
  );
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
