import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import semver from 'semver';

/**
 * The Codex versions whose app-server speaks the protocol in `../protocol`. The protocol is
 * versioned by the binary, so this moves together with the dependency on `@openai/codex`.
 */
export const supportedCodex = '>=0.169.0';

/** Whether this gateway speaks to that version of Codex. */
export function isSupportedCodex(version: string): boolean {
  return semver.satisfies(version, supportedCodex, { includePrerelease: true });
}

/**
 * The version that an executable reports, `0.169.0`; null when it does not run within 10 s or does
 * not name itself as Codex does (`codex-cli 0.169.0`).
 */
export async function codexVersion(executable: string): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)(executable, ['--version'], { timeout: 10_000 });
    return /^codex-cli (\S+)/.exec(stdout)?.[1] ?? null;
  } catch {
    return null;
  }
}
