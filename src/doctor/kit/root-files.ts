import { readTrustRoots } from '../../codex/engine/service/contact/trust-roots.ts';
import { failed, type Outcome } from './finding.ts';
import { readText } from '../../util/read-text.ts';

const variables = ['CODEX_CA_CERTIFICATE', 'SSL_CERT_FILE'] as const;

/**
 * A variable that names a file without trust roots, with which Codex opens no connection with TLS over
 * WebSocket (measured on 0.171.0). Null where there is none.
 */
export async function rootFileFault(env: NodeJS.ProcessEnv): Promise<Outcome | null> {
  for (const name of variables) {
    const file = env[name];
    if (!file) continue;
    const text = await readText(file).catch(() => null);
    if (text?.includes('-----BEGIN ') === true) continue;
    return failed(
      `The file of ${name} holds no root certificates.`,
      `${file} ${text === null ? 'cannot be read' : 'holds no PEM certificate'}.`,
      `Set ${name} to a PEM file with the root certificates, or unset it.`,
    );
  }
  return null;
}

/**
 * A Linux without trust roots, such as one with nothing but Node: the gateway has those of Node, and
 * Codex has none, so that it reaches neither the service nor the page of a login. Null elsewhere.
 */
export async function noRootsFault(
  env: NodeJS.ProcessEnv,
  system: { readonly platform?: NodeJS.Platform; readonly root?: string } = {},
): Promise<Outcome | null> {
  const { platform = process.platform, root } = system;
  if (platform !== 'linux' || env['CODEX_CA_CERTIFICATE']) return null;
  if ((await readTrustRoots(env, root)).length > 0) return null;
  return failed(
    'This machine has no root certificates.',
    'Codex trusts those of the system, so it can open no connection with TLS.',
    'Install the package `ca-certificates` (Debian, Ubuntu: `sudo apt-get install ca-certificates`; Fedora: `sudo dnf install ca-certificates`; Alpine: `apk add ca-certificates`), and start the gateway again.',
  );
}
