import { access, constants, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { CodexSource } from '../../engine-health.ts';
import { bundledCodex } from './bundled.ts';

/** A Codex on this machine that may be able to serve. */
export interface CodexCandidate {
  /** Where it was found; may be a launcher script or a link. */
  readonly path: string;
  /** The native executable that `path` starts. */
  readonly executable: string;
  readonly source: CodexSource;
}

/**
 * The Codex executables to try, best first: the one that was asked for, and nothing else; or each
 * one on PATH, then the bundled one. An executable that is found twice is listed once. The list is
 * read anew for each engine start, because an upgrade may move the executable.
 *
 * @param wanted From `--codex-bin`.
 * @param searchPath The value of PATH.
 */
export async function findCandidates(
  wanted: string | undefined,
  searchPath: string,
): Promise<readonly CodexCandidate[]> {
  if (wanted !== undefined) return [await candidate(wanted, 'codex-bin')];
  const files = await findOnPath(searchPath);
  const onPath = await Promise.all(files.map(async (file) => await candidate(file, 'path')));
  const bundled = installed();
  const found = new Map<string, CodexCandidate>();
  for (const each of bundled === undefined ? onPath : [...onPath, bundled]) {
    // npm puts the bundled one on the PATH of what it runs.
    const isBundled = each.executable === bundled?.executable;
    if (!found.has(each.executable)) found.set(each.executable, isBundled ? bundled : each);
  }
  return [...found.values()];
}

async function candidate(file: string, source: CodexSource): Promise<CodexCandidate> {
  return { path: file, executable: await nativeExecutable(file), source };
}

/** The Codex that was installed with this program; undefined where npm left it out. */
function installed(): CodexCandidate | undefined {
  try {
    const executable = bundledCodex();
    return { path: executable, executable, source: 'bundled' };
  } catch {
    return undefined;
  }
}

/** Resolves npm's launcher script to its native executable, and other files to their real path. */
async function nativeExecutable(file: string): Promise<string> {
  try {
    const target = await realpath(file);
    return target.endsWith('.js') ? bundledCodex(target) : target;
  } catch {
    return path.resolve(file);
  }
}

async function findOnPath(searchPath: string): Promise<string[]> {
  const name = process.platform === 'win32' ? 'codex.exe' : 'codex';
  const folders = searchPath.split(path.delimiter).filter((entry) => path.isAbsolute(entry));
  const files = folders.map((folder) => path.join(folder, name));
  const areExecutable = await Promise.all(files.map(isExecutable));
  return files.filter((_, index) => areExecutable[index]);
}

async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}
