import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { errorCode } from './error-code.ts';

/**
 * Makes a folder that only its owner may use, with the folders above it; one that exists stays as it
 * is. Rejects with the system's error.
 *
 * Node's own recursive `mkdir` never ends below `/proc`, and reports a read-only file system as ENOENT
 * (measured on Node 20.20).
 */
export async function makeFolder(folder: string): Promise<void> {
  const make = async (): Promise<void> => {
    await mkdir(folder, { mode: 0o700 }).catch((error: unknown) => {
      if (errorCode(error) !== 'EEXIST') throw error;
    });
  };
  try {
    await make();
  } catch (error) {
    const parent = path.dirname(folder);
    if (errorCode(error) !== 'ENOENT' || parent === folder) throw error;
    await makeFolder(parent);
    await make();
  }
}
