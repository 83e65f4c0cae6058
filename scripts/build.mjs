// Builds what has changed since the last build: the program, into one file, and the dashboard.
// `npm start` runs this each time. `node scripts/build.mjs web` builds the dashboard alone.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Packages that stay outside of the bundle: programs and native code, the tables of the tokenizer,
 * of which most starts need none, and what may be left out at the installation. prom-client cannot do
 * without the API of OpenTelemetry.
 */
const { dependencies, optionalDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
const external = Object.keys({ ...dependencies, ...optionalDependencies }).filter(
  (name) => name !== '@opentelemetry/api',
);

/** What is built: from which files, to which folder, and how. */
const parts = [
  { name: 'program', sources: ['src', 'package.json'], folder: 'dist', build: buildProgram },
  { name: 'web', sources: ['web', 'tsconfig.json'], folder: 'dist/web', build: buildWeb },
];

const [only] = process.argv.slice(2);
for (const { name, sources, folder, build } of parts) {
  if (only !== undefined && only !== name) continue;
  const digest = digestOf(['scripts/build.mjs', 'package-lock.json', ...sources.flatMap(filesIn)]);
  const digestFile = path.join(folder, '.digest');
  if (readIfThere(digestFile) === digest) continue;
  rmSync(digestFile, { force: true });
  await build(folder);
  // Comes last, so that it stands for a complete build.
  writeFileSync(digestFile, digest);
}

async function buildWeb() {
  const { build } = await import('vite');
  await build({ root: 'web', logLevel: 'warn' });
}

/** @param {string} folder */
async function buildProgram(folder) {
  const { build } = await import('vite');
  const { output } = await build({
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true, external },
    build: {
      ssr: 'src/main.ts',
      outDir: folder,
      emptyOutDir: false,
      copyPublicDir: false,
      target: 'node20',
      // Stack traces name the functions.
      minify: false,
      license: { fileName: 'licenses.md' },
      rolldownOptions: {
        output: { chunkFileNames: 'chunks/[name]-[hash].js' },
        checks: { pluginTimings: false },
      },
    },
  });
  keepOnly(folder, ['web', ...output.map(({ fileName }) => fileName)]);
}

/**
 * Removes what an earlier build has left in the folder.
 *
 * @param {string} folder
 * @param {string[]} kept Files and folders, relative to it.
 */
function keepOnly(folder, kept) {
  for (const file of filesIn(folder)) {
    const name = path.relative(folder, file);
    if (!kept.some((each) => name === each || name.startsWith(`${each}/`))) rmSync(file);
  }
}

/**
 * @param {string} place A file, or a folder.
 * @returns {string[]} Its path, or the paths of all files below it.
 */
function filesIn(place) {
  if (statSync(place).isFile()) return [place];
  return readdirSync(place, { recursive: true, withFileTypes: true })
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

/**
 * @param {string} file
 * @returns {string | undefined} Its text; undefined where there is none.
 */
function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
