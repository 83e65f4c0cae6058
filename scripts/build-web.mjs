// Builds the dashboard, unless it was built from the same files. `npm start` runs this each time.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Lies in the folder that a build empties first, so that it stands for a complete build. */
const digestFile = 'dist/web/.digest';

const digest = digestOf(['package-lock.json', 'tsconfig.json', ...filesIn('web')]);
if (builtDigest() !== digest) {
  const { build } = await import('vite');
  await build({ root: 'web', logLevel: 'warn' });
  writeFileSync(digestFile, digest);
}

/**
 * @param {string} folder
 * @returns {string[]} The paths of all files below it.
 */
function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name))
    .toSorted();
}

/**
 * @param {string[]} files
 * @returns {string} A digest of their paths and contents.
 */
function digestOf(files) {
  const hash = createHash('sha256');
  for (const file of files) {
    const content = readFileSync(file);
    hash.update(`${file}\n${content.length}\n`).update(content);
  }
  return hash.digest('hex');
}

/** @returns {string | undefined} The digest of the last build; undefined where there is none. */
function builtDigest() {
  try {
    return readFileSync(digestFile, 'utf8');
  } catch {
    return undefined;
  }
}
