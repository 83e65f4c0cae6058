import { X509Certificate } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { gatherTrustRoots } from '../../src/codex/engine/app-server/home/trust-roots.ts';
import { createTempFolder, type TempFolder } from '../support/temp-folder.ts';

let folder: TempFolder;

beforeEach(async () => {
  folder = await createTempFolder();
});
afterEach(async () => {
  await folder.remove();
});

/** The digests of the certificates in a file. */
async function rootsIn(file: string): Promise<string[]> {
  const text = await readFile(file, 'latin1');
  const blocks = text.match(/-----BEGIN C[^]+?-----END CERTIFICATE-----/g) ?? [];
  return blocks.map((block) => new X509Certificate(block).fingerprint256);
}

const directory = '/etc/ssl/certs';

it("the trust roots of this machine's Debian are gathered, each of them", async () => {
  await gatherTrustRoots(folder.path, {}, 'linux');

  const entries = await readdir(directory, { withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name);
  const found = await Promise.all(
    files.map(async (name) => await rootsIn(path.join(directory, name))),
  );
  const system = [...new Set(found.flat())].toSorted();
  expect(system.length).toBeGreaterThan(50);
  const gathered = await rootsIn(path.join(folder.path, 'roots.pem'));
  expect(gathered.toSorted()).toEqual(system);
});
