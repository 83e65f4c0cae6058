import { readFile } from 'node:fs/promises';
import { isFileLocked } from '../sqlite/file-lock.ts';
import { homeFiles } from './home-files.ts';

/** The gateway that uses a folder. */
export interface HomeHolder {
  /** Its address; null where it has not written it down yet. */
  readonly url: string | null;
}

/**
 * Who uses a folder now; null for nobody. Leaves the lock alone, and must not be called by the gateway
 * that uses the folder. Rejects where the lock cannot be read.
 */
export async function findHolder(home: string): Promise<HomeHolder | null> {
  const { lock, address } = homeFiles(home);
  if (!(await isFileLocked(lock))) return null;
  const url = await readFile(address, 'utf8').catch(() => '');
  return { url: url.trim() || null };
}
