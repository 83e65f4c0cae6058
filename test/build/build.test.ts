import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTempFolder, type TempFolder } from '../support/temp-folder.ts';

/** A small checkout: the build's own files, one source of each part, and one package. */
let checkout: TempFolder;

beforeEach(async () => {
  checkout = await createTempFolder();
  await cp('scripts/build.mjs', inCheckout('scripts/build.mjs'));
  await mkdir(inCheckout('node_modules'));
  await symlink(path.resolve('node_modules/vite'), inCheckout('node_modules/vite'));
  await write('package.json', '{"type": "module", "optionalDependencies": {"not-installed": "1"}}');
  await write('package-lock.json', packages('1.0.0'));
  await write('node_modules/.package-lock.json', packages('1.0.0'));
  await write('tsconfig.json', '{}');
  await write('src/main.ts', `console.log('one', await import('not-installed').catch(() => 2));`);
  await write('web/index.html', '<script type="module" src="./page.ts"></script>');
  await write('web/page.ts', 'document.title = "one";');
});
afterEach(async () => {
  await checkout.remove();
});

function inCheckout(file: string): string {
  return path.join(checkout.path, file);
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(inCheckout(file)), { recursive: true });
  await writeFile(inCheckout(file), text);
}

function packages(version: string): string {
  return JSON.stringify({ packages: { 'node_modules/a-package': { version } } });
}

async function build(env: NodeJS.ProcessEnv = {}): Promise<void> {
  await promisify(execFile)(process.execPath, ['scripts/build.mjs'], {
    cwd: checkout.path,
    env: { PATH: process.env['PATH'], ...env },
  });
}

/** The paths and contents of what was built. */
async function built(): Promise<Record<string, string>> {
  const entries = await readdir(inCheckout('dist'), { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && entry.name !== '.digest')
    .map(({ parentPath, name }) => path.join(parentPath, name));
  const texts = files.map(async (file): Promise<[string, string]> => [
    path.relative(inCheckout('dist'), file),
    await readFile(file, 'utf8'),
  ]);
  return Object.fromEntries(await Promise.all(texts));
}

/** Whether a build replaces the program. */
async function isRebuilt(): Promise<boolean> {
  const { ino } = await stat(inCheckout('dist/main.js'));
  await build();
  return (await stat(inCheckout('dist/main.js'))).ino !== ino;
}

describe('the build', () => {
  it('is done again when a source, a package or what it has built changes, and else not', async () => {
    await build();
    expect(await isRebuilt()).toBe(false);

    await write('src/main.ts', `console.log('two');`);
    expect(await isRebuilt()).toBe(true);
    expect((await built())['main.js']).toContain('two');

    await write('tsconfig.json', '{"compilerOptions": {"useDefineForClassFields": false}}');
    expect(await isRebuilt()).toBe(true);

    await write('node_modules/.package-lock.json', packages('0.9.0'));
    expect(await isRebuilt()).toBe(true);
    await write('node_modules/.package-lock.json', packages('1.0.0'));
    expect(await isRebuilt()).toBe(true);
    await write('node_modules/.package-lock.json', '{"packages": {}}');
    expect(await isRebuilt()).toBe(false);

    await rm(inCheckout('dist/web/index.html'));
    await rm(inCheckout('dist/main.js'));
    await build();
    expect(await built()).toMatchObject({
      'main.js': expect.any(String),
      'web/index.html': expect.any(String),
    });
  });

  it('may run twice at the same time, beside what a stopped one has left', async () => {
    await build();
    const once = await built();
    await write('dist/old.js', '');
    await rm(inCheckout('dist/.digest'));
    await rm(inCheckout('dist/web/.digest'));
    await Promise.all([build(), build()]);
    expect(await built()).toEqual(once);
  });

  it('does not depend on NODE_ENV', async () => {
    await write('web/page.ts', 'document.title = process.env.NODE_ENV + import.meta.env.DEV;');
    await build();
    const usual = await built();
    await rm(inCheckout('dist'), { recursive: true });
    await build({ NODE_ENV: 'development' });
    expect(await built()).toEqual(usual);
  });
});
