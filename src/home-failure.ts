/** Why the system refuses to write, and what to do about it. */
const remedies: Readonly<Record<string, string>> = {
  EACCES: 'permission denied; make it writable for this user, or choose another folder with --home',
  EPERM: 'not permitted; make it writable for this user, or choose another folder with --home',
  EROFS: 'the file system is read-only; choose another folder with --home',
  ENOENT: 'no folder can be made there; choose another folder with --home',
  ENOTDIR:
    'a file stands where a folder must be; move it away, or choose another folder with --home',
  EEXIST:
    'a file stands where a folder must be; move it away, or choose another folder with --home',
  EISDIR:
    'a folder stands where a file must be; move it away, or choose another folder with --home',
  ENOSPC: 'no space is left; free some, or choose another folder with --home',
  EDQUOT: 'the disk quota is used up; free some space, or choose another folder with --home',
};

/**
 * One line for a home that cannot be written: the path, the reason and the remedy. Null for any
 * other error.
 */
export function homeFailure(error: Error): string | null {
  const { code, path, dest } = error as NodeJS.ErrnoException & { readonly dest?: string };
  const remedy = code === undefined ? undefined : remedies[code];
  // For a full disk, the error of an open file has no path.
  const isFull = code === 'ENOSPC' || code === 'EDQUOT';
  const place = dest ?? path ?? (isFull ? 'below --home' : undefined);
  return remedy === undefined || place === undefined ? null : `cannot write ${place}: ${remedy}`;
}
