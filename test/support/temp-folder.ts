import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A new empty folder, gone after `remove`. */
export interface TempFolder {
  readonly path: string;
  remove(): Promise<void>;
}

/** Makes one below the system's folder for such. */
export async function createTempFolder(): Promise<TempFolder> {
  const folder = await mkdtemp(path.join(tmpdir(), 'codex-serve-test-'));
  return {
    path: folder,
    // Codex may still be writing its last file when it is told to end.
    remove: async () => await rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}
