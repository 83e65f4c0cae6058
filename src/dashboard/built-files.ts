import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ContentCoding } from './content-coding.ts';
import { errorCode } from '../util/error-code.ts';

/** A file of the built page, in memory. */
export interface BuiltFile {
  /** `.js` */
  readonly extension: string;
  /** Whether its name holds a digest of its content, so that it never changes. */
  readonly isHashed: boolean;
  /** A digest of its content. */
  readonly digest: string;
  /** The forms that the build wrote. `identity` is always one of them. */
  readonly forms: ReadonlyMap<ContentCoding, Buffer>;
}

/** The files of the built page by their paths in it: `index.html`, `assets/index-DfQ9tZ2x.js`. */
export type BuiltFiles = ReadonlyMap<string, BuiltFile>;

/** The file that a browser opens. */
export const indexFile = 'index.html';

/** The suffix of the compressed form that the build writes beside a file. */
const suffixes = { br: '.br', gzip: '.gz' } as const;

/**
 * Reads a folder that `npm run build` wrote. Undefined where there is no page in it: a checkout may not
 * be built. Rejects where a file cannot be read.
 */
export async function readBuiltFiles(folder: string): Promise<BuiltFiles | undefined> {
  const names = await namesIn(folder);
  if (!names.has(indexFile)) return undefined;
  const read = async (name: string): Promise<Buffer> => await readFile(path.join(folder, name));
  const own = [...names].filter((name) => !isCompressedForm(name, names));
  const files = own.map(async (name) => [name, await builtFile(name, names, read)] as const);
  return new Map(await Promise.all(files));
}

/** Paths below a folder, with `/` on every system. Hidden files are not part of a page. */
async function namesIn(folder: string): Promise<ReadonlySet<string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(noFolder);
  const names = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.relative(folder, path.join(parentPath, name)))
    .map((name) => name.split(path.sep).join('/'));
  return new Set(names.filter((name) => !/(?:^|\/)\./.test(name)));
}

function noFolder(error: unknown): [] {
  if (errorCode(error) === 'ENOENT') return [];
  throw error;
}

function isCompressedForm(name: string, names: ReadonlySet<string>): boolean {
  return Object.values(suffixes).some(
    (suffix) => name.endsWith(suffix) && names.has(name.slice(0, -suffix.length)),
  );
}

async function builtFile(
  name: string,
  names: ReadonlySet<string>,
  read: (name: string) => Promise<Buffer>,
): Promise<BuiltFile> {
  const plain = await read(name);
  const forms = new Map<ContentCoding, Buffer>([['identity', plain]]);
  for (const coding of ['br', 'gzip'] as const) {
    const compressed = name + suffixes[coding];
    if (names.has(compressed)) forms.set(coding, await read(compressed));
  }
  return {
    extension: path.posix.extname(name),
    isHashed: /^assets\/.*-[\w-]{8}\.\w+$/.test(name),
    digest: createHash('sha256').update(plain).digest('base64url').slice(0, 22),
    forms,
  };
}
