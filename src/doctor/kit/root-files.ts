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
