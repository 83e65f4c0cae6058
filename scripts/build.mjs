// Builds what has changed since the last build: the program, into one file, and the dashboard.
// `npm start` runs this each time. `node scripts/build.mjs web` builds the dashboard alone.
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
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

/** What is built: from which files, to which folder, which file leads to the others, and how. */
const parts = [
  {
    name: 'program',
    sources: ['src', 'package.json', 'tsconfig.json'],
    folder: 'dist',
    entry: 'main.js',
    build: buildProgram,
  },
  {
    name: 'web',
    sources: ['web', 'tsconfig.json'],
    folder: 'dist/web',
    entry: 'index.html',
    build: buildWeb,
  },
];

/** How the names of folders begin that hold a build until it is complete. */
const unfinished = '.building-';

/** When such a folder counts as left behind by a build that was stopped. */
const abandonedMs = 10 * 60_000;

// That of the shell would change the result, and the digest does not include it.
process.env.NODE_ENV = 'production';

const outdated = outdatedPackages();
const [only] = process.argv.slice(2);
for (const { name, sources, folder, entry, build } of parts) {
  if (only !== undefined && only !== name) continue;
  const files = ['scripts/build.mjs', 'package-lock.json', ...sources.flatMap(filesIn)];
  const digest = digestOf(files, outdated);
  const isBuilt = existsSync(path.join(folder, entry));
  if (isBuilt && readIfThere(path.join(folder, '.digest')) === digest) continue;
  await replace(folder, digest, build);
}

/**
 * Builds into a folder of its own first: another build may run, and a gateway may read what the last one
 * wrote.
 *
 * @param {string} folder
 * @param {string} digest
 * @param {(folder: string) => Promise<void>} build
 */
async function replace(folder, digest, build) {
  mkdirSync('dist', { recursive: true });
  removeAbandoned();
  const built = mkdtempSync(`dist/${unfinished}`);
  try {
    await build(path.resolve(built));
    const files = filesIn(built).map((file) => path.relative(built, file));
    const digestFile = path.join(folder, '.digest');
    rmSync(digestFile, { force: true });
    for (const file of files) {
      const target = path.join(folder, file);
      mkdirSync(path.dirname(target), { recursive: true });
      renameSync(path.join(built, file), target);
    }
    keepOnly(folder, files);
    // Comes last, so that it stands for a complete build.
    writeFileSync(digestFile, digest);
  } finally {
    rmSync(built, { recursive: true, force: true });
  }
}

/** @param {string} folder An absolute path. */
async function buildWeb(folder) {
  const { build } = await import('vite');
  await build({ root: 'web', logLevel: 'warn', build: { outDir: folder, emptyOutDir: false } });
}

/** @param {string} folder An absolute path. */
async function buildProgram(folder) {
  const { build } = await import('vite');
  await build({
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: 'src/main.ts',
      outDir: folder,
      copyPublicDir: false,
      target: 'node20',
      // Stack traces name the functions.
      minify: false,
      license: { fileName: 'licenses.md' },
      rolldownOptions: {
        // Not `ssr.external`, which fails where an optional package is not installed.
        external: external.map((name) => new RegExp(`^${name}(?:/|$)`)),
        output: { chunkFileNames: 'chunks/[name]-[hash].js' },
        checks: { pluginTimings: false },
      },
    },
  });
}

/** Removes what builds that were stopped have left. */
function removeAbandoned() {
  for (const name of readdirSync('dist')) {
    if (!name.startsWith(unfinished)) continue;
    const place = path.join('dist', name);
    const { mtimeMs = Date.now() } = statSync(place, { throwIfNoEntry: false }) ?? {};
    if (Date.now() - mtimeMs > abandonedMs) rmSync(place, { recursive: true, force: true });
  }
}

/**
 * Removes what an earlier build has left in the folder, but for the dashboard and builds that are running.
 *
 * @param {string} folder
 * @param {string[]} kept Files, relative to it.
 */
function keepOnly(folder, kept) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === 'web' || entry.name.startsWith(unfinished)) continue;
    const place = path.join(folder, entry.name);
    // Another build may remove a file at the same time.
    for (const file of entry.isFile() ? [place] : filesIn(place)) {
      if (!kept.includes(path.relative(folder, file))) rmSync(file, { force: true });
    }
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
 * @returns {string[]} The packages that are not installed as package-lock.json has them, as after a
 *   `git pull` without an `npm ci`. What is not installed at all does not count: a pruned checkout needs no
 *   new build.
 */
function outdatedPackages() {
  const { packages: locked } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const { packages } = JSON.parse(
    readIfThere('node_modules/.package-lock.json') ?? '{"packages":{}}',
  );
  return Object.keys(packages)
    .filter((place) => packages[place].version !== locked[place]?.version)
    .map((place) => `${place} ${packages[place].version}`);
}

/**
 * @param {string[]} files
 * @param {string[]} more
 * @returns {string} A digest of the paths and contents of the files, and of more texts.
 */
function digestOf(files, more) {
  const hash = createHash('sha256').update(`${more.join('\n')}\n`);
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
