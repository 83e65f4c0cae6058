import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** An import of a file below `src/`. Paths are relative to `src/`. */
export interface SourceImport {
  readonly from: string;
  readonly to: string;
}

const source = path.join(import.meta.dirname, '../../src');
/** `from '…'`, `import '…'`, `import('…')`, the last in types too. */
const specifiers = /(?:\bfrom|\bimport|\bimport\s*\()\s*'(\.[^']*)'/g;

/** The folders below `src/` that hold files, relative to it; `.` is `src/` itself. */
export async function sourceFolders(): Promise<readonly string[]> {
  return [...new Set((await sourceFiles()).map((file) => path.posix.dirname(file)))];
}

/** Every relative import below `src/`, those of types included. */
export async function sourceImports(): Promise<readonly SourceImport[]> {
  const files = await sourceFiles();
  const found = files.map(async (from) => {
    const text = await readFile(path.join(source, from), 'utf8');
    return [...text.matchAll(specifiers)].map(([, specifier = '']) => ({
      from,
      to: path.posix.join(path.posix.dirname(from), specifier),
    }));
  });
  return (await Promise.all(found)).flat();
}

async function sourceFiles(): Promise<readonly string[]> {
  const files = await readdir(source, { recursive: true });
  return files.filter((file) => file.endsWith('.ts'));
}
