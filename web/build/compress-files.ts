import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

/** How a file is compressed, by the suffix of the file that holds the result. Both do their best. */
const forms = {
  '.br': promisify(brotliCompress),
  '.gz': async (content: Buffer): Promise<Buffer> => await promisify(gzip)(content, { level: 9 }),
};

/**
 * Writes compressed forms beside each built file, where they are smaller. The gateway sends them as they
 * are, so that nothing is compressed while it runs.
 */
export function compressFiles(): Plugin {
  return {
    name: 'compress-files',
    apply: 'build',
    async writeBundle({ dir = '.' }) {
      const entries = await readdir(dir, { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile());
      await Promise.all(
        files.map(async ({ parentPath, name }) => await compress(path.join(parentPath, name))),
      );
    },
  };
}

async function compress(file: string): Promise<void> {
  const content = await readFile(file);
  const writing = Object.entries(forms).map(async ([suffix, compressed]) => {
    const form = await compressed(content);
    if (form.length < content.length) await writeFile(file + suffix, form);
  });
  await Promise.all(writing);
}
