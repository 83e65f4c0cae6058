import { copyFile, rename, rm } from 'node:fs/promises';
import { errorCode } from './error-code.ts';

/**
 * Moves a file, also to another file system, so that it is whole in at least one of both places
 * whenever the program ends. Replaces a file that is there.
 */
export async function moveFile(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (errorCode(error) !== 'EXDEV') throw error;
    const temporary = `${to}.tmp`;
    await copyFile(from, temporary);
    await rename(temporary, to);
    await rm(from);
  }
}
