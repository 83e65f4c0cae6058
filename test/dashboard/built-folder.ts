import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { createTempFolder, type TempFolder } from '../support/temp-folder.ts';

/** What a browser opens. */
export const html =
  '<!doctype html><title>codex-serve</title><script src="/ui/assets/index-D0fQ9t_2.js"></script>';

/** A script that is worth compressing. */
export const script = 'document.body.append("ready");\n'.repeat(40);

/** Files as a build writes them, by their paths; compressed ones get both forms. */
const files: readonly (readonly [name: string, content: string, isCompressed: boolean])[] = [
  ['index.html', html, true],
  ['assets/index-D0fQ9t_2.js', script, true],
  ['assets/index-BxY7-k3Q.css', 'body { margin: 0 }', false],
  ['assets/plain.js', 'export {};', false],
  ['icon.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>', false],
  ['.vite/manifest.json', '{}', false],
];

/** A small page as the build leaves it, in a folder of its own. */
export async function writeBuiltFolder(): Promise<TempFolder> {
  const folder = await createTempFolder();
  for (const [name, content, isCompressed] of files) {
    const file = path.join(folder.path, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
    if (!isCompressed) continue;
    await writeFile(`${file}.gz`, gzipSync(content));
    await writeFile(`${file}.br`, brotliCompressSync(content));
  }
  return folder;
}
