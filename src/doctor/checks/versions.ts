import semver from 'semver';
import { newestTestedCodex } from '../../codex/engine/app-server/binary/version.ts';
import type { DoctorContext } from '../kit/context.ts';
import { failed, ok, warning, type Outcome } from '../kit/finding.ts';
import { whoListens } from '../kit/who-listens.ts';

/** As `engines` of package.json. */
export const supportedNode = '>=20.19';

/** The versions of Node and of codex-serve, and of the gateway that runs on this home. */
export async function checkVersions(context: DoctorContext): Promise<Outcome> {
  const node = process.versions.node;
  const { version } = context;
  const title = `codex-serve ${version} on Node ${node}.`;
  if (!semver.satisfies(node, supportedNode, { includePrerelease: true })) {
    return failed(
      `Node ${node} is too old.`,
      `codex-serve ${version} needs Node ${supportedNode}.`,
      'Install a newer Node from https://nodejs.org, or with `npx n lts`.',
    );
  }
  const url = context.gateway === null ? (await context.holder().catch(() => null))?.url : null;
  const listener = url == null ? null : await whoListens(url, context.signal);
  if (
    listener?.kind === 'codex-serve' &&
    listener.version !== null &&
    listener.version !== version
  ) {
    return warning(
      `The gateway at ${url} runs codex-serve ${listener.version}.`,
      `This is ${version}.`,
      'Restart the gateway to run the version that is installed.',
    );
  }
  return ok(title, `Tested with Codex up to ${newestTestedCodex}.`);
}
