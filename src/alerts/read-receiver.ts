import type { Receiver } from './delivery.ts';
import { readText } from '../util/read-text.ts';

/** The secret of `--alert-secret-file` cannot be used; the message is one line that names the file. */
export class AlertSecretError extends Error {
  override readonly name = 'AlertSecretError';
}

/** The receiver of `--alert-url`; undefined without one. Rejects with `AlertSecretError`. */
export async function readReceiver(
  url: URL | undefined,
  secretFile: string | undefined,
): Promise<Receiver | undefined> {
  if (url === undefined) return undefined;
  return { url, secret: secretFile === undefined ? undefined : await readSecret(secretFile) };
}

async function readSecret(file: string): Promise<string> {
  const secret = await readText(file).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : 'unknown';
    throw new AlertSecretError(`--alert-secret-file: ${file} cannot be read: ${reason}`);
  });
  if (secret.trim() !== '') return secret.trim();
  throw new AlertSecretError(`--alert-secret-file: ${file} is empty`);
}
