/** Why the system refuses to write, and what to do about it. */
const faults: Readonly<Record<string, readonly [reason: string, remedy: string]>> = {
  EACCES: [
    'permission denied',
    'make it writable for this user, or choose another folder with --home',
  ],
  EPERM: ['not permitted', 'make it writable for this user, or choose another folder with --home'],
  EROFS: ['the file system is read-only', 'choose another folder with --home'],
  ENOENT: ['no folder can be made there', 'choose another folder with --home'],
  ENOTDIR: [
    'a file stands where a folder must be',
    'move it away, or choose another folder with --home',
  ],
  EEXIST: [
    'a file stands where a folder must be',
    'move it away, or choose another folder with --home',
  ],
  EISDIR: [
    'a folder stands where a file must be',
    'move it away, or choose another folder with --home',
  ],
  // Of `rm`, by Node itself.
  ERR_FS_EISDIR: [
    'a folder stands where a file must be',
    'move it away, or choose another folder with --home',
  ],
  ENOSPC: ['no space is left', 'free some, or choose another folder with --home'],
  EDQUOT: ['the disk quota is used up', 'free some space, or choose another folder with --home'],
};

/** Why a home cannot be written. */
export interface HomeFault {
  /** A path, or `below --home` where the system names none. */
  readonly place: string;
  /** `permission denied` */
  readonly reason: string;
  /** An advice, in the middle of a sentence. */
  readonly remedy: string;
}

/** What an error of the file system says of a home; null for any other error. */
export function homeFaultIn(error: unknown): HomeFault | null {
  if (!(error instanceof Error)) return null;
  const { code, path, dest } = error as NodeJS.ErrnoException & { readonly dest?: string };
  const fault = code === undefined ? undefined : faults[code];
  // For a full disk, the error of an open file has no path.
  const isFull = code === 'ENOSPC' || code === 'EDQUOT';
  const place = dest ?? path ?? (isFull ? 'below --home' : undefined);
  if (fault === undefined || place === undefined) return null;
  const [reason, remedy] = fault;
  return { place, reason, remedy };
}

/** The same as one line. */
export function homeFailure(error: unknown): string | null {
  const fault = homeFaultIn(error);
  return fault && `cannot write ${fault.place}: ${fault.reason}; ${fault.remedy}`;
}
