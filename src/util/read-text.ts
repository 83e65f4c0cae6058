import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';

/** Far more than any file that a setting names, or that Codex reads. */
const maxBytes = 64 * 1024 * 1024;

/**
 * The text of a file. Rejects with the error of the file system, which names the file, and for a pipe:
 * Node would wait in a thread for somebody to write to it, and could not end before.
 */
export async function readText(file: string): Promise<string> {
  try {
    return await read(file);
  } catch (error) {
    // Node names the file where it cannot be opened, and not where it cannot be read.
    throw error instanceof Error ? Object.assign(error, { path: file }) : error;
  }
}

async function read(file: string): Promise<string> {
  // With O_NONBLOCK, opening a pipe does not wait. Windows has no such flag.
  const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    if ((await handle.stat()).isFIFO()) throw new Error('it is a pipe; name a file');
    const content = await buffer(handle.createReadStream({ end: maxBytes, autoClose: false }));
    if (content.length > maxBytes) throw new Error('it has more than 64 MiB');
    return content.toString('utf8');
  } finally {
    await handle.close();
  }
}
