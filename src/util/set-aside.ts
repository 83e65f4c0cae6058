import { rename } from 'node:fs/promises';
import { errorCode } from './error-code.ts';

/** What SQLite may have put beside its file. */
const companions = ['', '-wal', '-shm', '-journal'];

/**
 * Renames a file that cannot be used to `FILE.REASON-TIME`, and what SQLite has put beside it
 * likewise, so that nothing is lost. Resolves with the new name.
 */
export async function setAside(file: string, reason: 'corrupt' | 'clash'): Promise<string> {
  const aside = `${file}.${reason}-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
  for (const suffix of companions) await renameIfThere(`${file}${suffix}`, `${aside}${suffix}`);
  return aside;
}

async function renameIfThere(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}
