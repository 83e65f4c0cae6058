import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import { systemReason } from '../../codex/engine/app-server/binary/codex-fault.ts';
import { readText } from '../../util/read-text.ts';
import { failed, warning, type Outcome } from './finding.ts';
import { shellWord } from './shell-word.ts';
import { errorCode } from '../../util/error-code.ts';

/** What keeps Codex from using the file of its login; null where nothing does, or where there is none. */
export async function loginFileFault(codexHome: string): Promise<Outcome | null> {
  const file = fileIn(codexHome);
  const quoted = shellWord(file);
  let text: string;
  try {
    text = await readText(file);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT') return null;
    const isClosed = code === 'EACCES' || code === 'EPERM';
    return failed(
      `The login file ${file} cannot be read.`,
      `The system says: ${systemReason(error)}.`,
      isClosed
        ? `Make it readable for this user: \`sudo chown ${process.getuid?.() ?? '$USER'} ${quoted}\` and \`chmod 600 ${quoted}\`.`
        : `Move it away (\`mv ${quoted} ${shellWord(`${file}.old`)}\`), and log in again.`,
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

/** Whether the system lets this user not read the file, though there is one. */
export async function isLoginFileClosed(codexHome: string): Promise<boolean> {
  try {
    await access(fileIn(codexHome), constants.R_OK);
    return false;
  } catch (error) {
    return errorCode(error) !== 'ENOENT';
  }
}

function fileIn(codexHome: string): string {
  return path.join(path.resolve(codexHome), 'auth.json');
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
