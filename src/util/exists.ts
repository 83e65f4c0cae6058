import { access } from 'node:fs/promises';

/** Whether a file or folder can be reached under that path. Never rejects. */
export async function exists(file: string): Promise<boolean> {
  return await access(file).then(
    () => true,
    () => false,
  );
}
