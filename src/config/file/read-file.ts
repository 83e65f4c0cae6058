import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readSync,
  type Stats,
} from 'node:fs';
import { ConfigError } from '../values/config-error.ts';

/** A config file as it lies on disk. */
export interface ConfigFile {
  readonly text: string;
  /** Whether other users can read or change it. */
  readonly isShared: boolean;
}

/** Far more than all settings need. */
const maxBytes = 1024 * 1024;

/** The file; undefined where none exists. Throws `ConfigError` for one that cannot be read. */
export function readConfigFile(file: string): ConfigFile | undefined {
  try {
    // Without O_NONBLOCK, opening a pipe would wait for somebody to write to it. Windows has no such flag.
    const handle = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const stats = fstatSync(handle);
      return { text: textOf(file, handle, stats), isShared: isShared(stats, process.getuid?.()) };
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    const code = String(error.code);
    if (code !== 'ENOENT' && code !== 'ENOTDIR')
      throw unreadable(file, reasons[code] ?? code, error);
    const isLink = lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
    if (isLink) throw unreadable(file, 'it is a link to a file that does not exist', error);
    return undefined;
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied; make it readable for this user',
  EISDIR: 'it is a folder',
};

function unreadable(file: string, reason: string, cause?: unknown): ConfigError {
  return new ConfigError(`${file}: cannot be read: ${reason}`, { cause });
}

function textOf(file: string, handle: number, stats: Stats): string {
  // The settings are read again on SIGHUP, and a pipe would then be empty.
  if (stats.isFIFO()) throw unreadable(file, 'it is a pipe; name a file');
  const content = Buffer.alloc(maxBytes + 1);
  let length = 0;
  let read: number;
  do {
    read = readSync(handle, content, length, content.length - length, null);
    length += read;
  } while (read > 0);
  if (length > maxBytes) throw unreadable(file, 'it has more than 1 MiB');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content.subarray(0, length));
  } catch (error) {
    throw unreadable(file, 'it is not UTF-8; save it in that encoding', error);
  }
}

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
