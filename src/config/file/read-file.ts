import { closeSync, fstatSync, openSync, readFileSync, type Stats } from 'node:fs';
import { ConfigError } from '../values/config-error.ts';

/** A config file as it lies on disk. */
export interface ConfigFile {
  readonly text: string;
  /** Whether other users can read or change it. */
  readonly isShared: boolean;
}

/** The file; undefined where none exists. Throws `ConfigError` for one that cannot be read. */
export function readConfigFile(file: string): ConfigFile | undefined {
  try {
    const handle = openSync(file, 'r');
    try {
      const text = readFileSync(handle, 'utf8').replace(/^\uFEFF/, '');
      return { text, isShared: isShared(fstatSync(handle), process.getuid?.()) };
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    const code = String(error.code);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new ConfigError(`${file}: cannot be read: ${reasons[code] ?? code}`, { cause: error });
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied; make it readable for this user',
  EISDIR: 'it is a folder',
};

/**
 * Whether users besides its owner can read or change a file of that mode. A credential of systemd
 * belongs to root and its group, and shows the group what its access list allows this user.
 *
 * @param user The id of the user of this process; undefined on Windows, where modes say nothing.
 */
export function isShared(
  { mode, uid, gid }: Pick<Stats, 'mode' | 'uid' | 'gid'>,
  user: number | undefined,
): boolean {
  if (user === undefined) return false;
  const isCredential = uid === 0 && gid === 0 && user !== 0;
  return (mode & (isCredential ? 0o026 : 0o066)) !== 0;
}

/** The command that makes a file unreadable for other users. */
export function chmodLine(file: string): string {
  return `chmod 600 ${/^[\w./+@%-]+$/.test(file) ? file : `'${file.replaceAll("'", String.raw`'\''`)}'`}`;
}
