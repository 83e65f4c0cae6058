import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readTrustRoots } from '../../service/contact/trust-roots.ts';

/**
 * Copies Codex's trust roots into one file. Codex reads its roots again for each thread, and over
 * plain HTTP for each turn. A directory of roots has one file per root, and most roots twice
 * (measured on 0.169.0: 290 files, a fifth of its CPU time).
 *
 * An empty directory is set along with the file; without it, Codex would still read the system's
 * directory. Codex honors a directory without a file over WebSocket only (measured).
 *
 * The roots come from `SSL_CERT_FILE` and `SSL_CERT_DIR` if either is set, else from the system. A
 * root that is added to the machine later takes effect at the gateway's next start.
 *
 * @param folder Is created, and holds nothing else.
 * @param system The folder to search for the system's roots. Default: `/`.
 * @returns Changes to Codex's environment; empty if its roots are not in a directory.
 */
export async function gatherTrustRoots(
  folder: string,
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
  system = '/',
): Promise<NodeJS.ProcessEnv> {
  // On other platforms Codex asks the system, which does not keep its roots in files.
  if (platform !== 'linux') return {};
  const { SSL_CERT_FILE: file, SSL_CERT_DIR: directories } = env;
  if (file !== undefined && directories === undefined) return {};
  const roots = await readTrustRoots(env, system);
  if (roots.length === 0) return {};
  const bundle = path.join(folder, 'roots.pem');
  const empty = path.join(folder, 'none');
  await rm(folder, { recursive: true, force: true });
  await mkdir(empty, { recursive: true, mode: 0o700 });
  await writeFile(bundle, roots.join(''), { mode: 0o600 });
  return { SSL_CERT_FILE: bundle, SSL_CERT_DIR: empty };
}
