import semver from 'semver';
import { CodexFault, endText, systemReason } from './codex-fault.ts';
import { CannotStartFault, runCodex, type RunOptions } from './run-codex.ts';

/**
 * The Codex versions that are tried. Older ones lack what the gateway relies on; for all others the
 * self-test of each start decides.
 */
export const supportedCodex = '>=0.169.0';

/** The newest Codex that this version of the gateway was tested with: the bundled one. */
export const newestTestedCodex = '0.171.0';

/** What a build from Codex's source calls itself. */
const sourceBuild = '0.0.0';

/** Whether that version of Codex is worth trying. */
export function isSupportedCodex(version: string): boolean {
  if (semver.valid(version) === null || version === sourceBuild) return true;
  return semver.satisfies(version, supportedCodex, { includePrerelease: true });
}

/** Whether the gateway was released before that version of Codex was. */
export function isUntestedCodex(version: string): boolean {
  return semver.valid(version) !== null && semver.gt(version, newestTestedCodex);
}

/**
 * The version that an executable reports, `0.169.0`. Rejects with `CodexFault` when it does not run
 * in time, or does not name itself as Codex does (`codex-cli 0.169.0`).
 *
 * @param options Its time is 10 ms usually.
 */
export async function codexVersion(executable: string, options: RunOptions): Promise<string> {
  const what = 'is not a Codex executable';
  const run = await runCodex(executable, ['--version'], options).catch((error: unknown) => {
    if (!(error instanceof CannotStartFault)) throw error;
    throw new CodexFault(`${what}: ${systemReason(error.cause)}`, { cause: error });
  });
  const version = /^codex-cli (\S+)/m.exec(run.stdout)?.[1];
  if (version !== undefined) return version;
  // Another program, which names its own version, needs no more words.
  const isOther = run.exitCode === 0 && /^(?:$|\S.*\d+\.\d+)/.test(run.stdout);
  throw new CodexFault(isOther ? what : `${what}: \`codex --version\` ${endText(run)}`);
}

/** The version in what an app-server says of itself, `codex-serve/0.171.0 (Debian 12.0.0; …)`. */
export function versionInUserAgent(userAgent: string): string | undefined {
  return /^[^/]*\/(\S+)/.exec(userAgent)?.[1];
}
