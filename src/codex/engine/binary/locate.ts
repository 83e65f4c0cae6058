import { access, constants, realpath } from 'node:fs/promises';
import path from 'node:path';
import { bundledCodex } from './bundled.ts';
import { codexVersion, isSupportedCodex, supportedCodex } from './version.ts';

/** A Codex executable that this gateway can drive. */
export interface CodexBinary {
  /** The native executable, never a launcher script. */
  readonly executable: string;
  /** `0.169.0` */
  readonly version: string;
}

/** Codex is missing, or its version is not one that this gateway speaks to. */
export class CodexBinaryError extends Error {
  override readonly name = 'CodexBinaryError';
}

/**
 * Finds Codex: the one asked for by name, else the one on PATH where its version is supported, else
 * the one that was installed with this program.
 * Rejects with `CodexBinaryError`, one line that says what to do.
 *
 * @param wanted From `--codex-bin`; then nothing else is tried.
 * @param searchPath The value of PATH.
 */
export async function locateCodex(
  wanted: string | undefined,
  searchPath: string,
): Promise<CodexBinary> {
  if (wanted !== undefined) return await wantedCodex(wanted);
  const onPath = await findOnPath('codex', searchPath);
  if (onPath !== undefined) {
    const executable = await nativeExecutable(onPath);
    const version = await codexVersion(executable);
    if (version !== null && isSupportedCodex(version)) return { executable, version };
  }
  return await installedCodex();
}

async function wantedCodex(wanted: string): Promise<CodexBinary> {
  const executable = await nativeExecutable(wanted);
  const version = await codexVersion(executable);
  if (version === null)
    throw new CodexBinaryError(`--codex-bin: ${wanted} is not a Codex executable`);
  if (isSupportedCodex(version)) return { executable, version };
  throw new CodexBinaryError(
    `--codex-bin: ${wanted} is Codex ${version}, but codex-serve needs ${supportedCodex}; leave the option out to use the Codex it brought`,
  );
}

async function installedCodex(): Promise<CodexBinary> {
  try {
    const executable = bundledCodex();
    const version = await codexVersion(executable);
    if (version !== null && isSupportedCodex(version)) return { executable, version };
  } catch (cause) {
    throw new CodexBinaryError(noCodex, { cause });
  }
  throw new CodexBinaryError(noCodex);
}

const noCodex = `no Codex ${supportedCodex} on PATH or beside this program; run \`npm install @openai/codex@${supportedCodex}\` or name one with --codex-bin`;

/** The executable behind npm's launcher script, or the path itself where it is no such script. */
async function nativeExecutable(candidate: string): Promise<string> {
  try {
    const target = await realpath(candidate);
    return target.endsWith('.js') ? bundledCodex(target) : target;
  } catch {
    return candidate;
  }
}

async function findOnPath(name: string, searchPath: string): Promise<string | undefined> {
  const file = process.platform === 'win32' ? `${name}.exe` : name;
  for (const folder of searchPath.split(path.delimiter).filter((entry) => path.isAbsolute(entry))) {
    const candidate = path.join(folder, file);
    if (await isExecutable(candidate)) return candidate;
  }
  return undefined;
}

async function isExecutable(file: string): Promise<boolean> {
  return await access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
