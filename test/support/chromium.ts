import { execFile } from 'node:child_process';
import { access, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { chromium, type Browser, type LaunchOptions } from 'playwright-core';
import { z } from 'zod';

/** What a browser is launched with, in each case. */
const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
];

/** What a browser is started for. */
export interface ChromiumOptions {
  /** Folders with more fonts for the packaged browser, of which a page can ask by name. Default: none. */
  readonly fontFolders?: readonly string[];
}

/**
 * Starts a real Chromium: on x64 Linux the one that the npm package `@sparticuz/chromium` holds, with
 * the libraries and the font that it needs, elsewhere an installed Chrome or Chromium. Throws where
 * there is none.
 */
export async function startChromium({ fontFolders = [] }: ChromiumOptions = {}): Promise<Browser> {
  const isPackaged = process.platform === 'linux' && process.arch === 'x64';
  const installation = isPackaged ? await packagedChromium(fontFolders) : await installedChromium();
  try {
    return await chromium.launch({ ...installation, args });
  } catch (error) {
    if (isPackaged) throw error;
    throw new Error(
      'This test drives a browser: install Chrome or Chromium, so that `chromium` or `google-chrome` is on the PATH.',
      { cause: error },
    );
  }
}

/** Names of installed browsers on a PATH. */
const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

async function installedChromium(): Promise<LaunchOptions> {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  for (const name of names) {
    for (const folder of folders) {
      const file = path.join(folder, name);
      if (await exists(file)) return { executablePath: file };
    }
  }
  // Where Chrome has its own place, as on macOS and Windows.
  return { channel: 'chrome' };
}

/** Unpacks the package once; two test files that do so at once do not see each other's half. */
async function packagedChromium(fontFolders: readonly string[]): Promise<LaunchOptions> {
  const unpacked = path.resolve('node_modules/.cache/codex-serve', `chromium-${await version()}`);
  if (!(await exists(unpacked))) await unpackInto(unpacked);
  const libraries = path.join(unpacked, 'al2023', 'lib');
  const fonts = path.join(unpacked, 'fonts');
  const fontFile = path.join(fonts, fontFolders.length === 0 ? 'fonts.conf' : 'more-fonts.conf');
  if (fontFolders.length > 0) await writeFile(fontFile, fontConfig(fontFolders));
  return {
    executablePath: path.join(unpacked, 'chromium'),
    env: {
      ...definedOf(process.env),
      LD_LIBRARY_PATH: [libraries, process.env['LD_LIBRARY_PATH'] ?? ''].join(':'),
      FONTCONFIG_PATH: fonts,
      FONTCONFIG_FILE: fontFile,
    },
  };
}

async function version(): Promise<string> {
  const file = 'node_modules/@sparticuz/chromium/package.json';
  return z.object({ version: z.string() }).parse(JSON.parse(await readFile(file, 'utf8'))).version;
}

async function unpackInto(unpacked: string): Promise<void> {
  await mkdir(path.dirname(unpacked), { recursive: true });
  const folder = await mkdtemp(`${unpacked}-`);
  const script = `import chromium from '@sparticuz/chromium'; await chromium.executablePath();`;
  // The package unpacks into the folder for temporary files, its libraries only where it believes
  // to run on AWS.
  const env = { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' };
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { env });
  await writeFile(path.join(folder, 'fonts', 'fonts.conf'), fontConfig([]));
  try {
    await rename(folder, unpacked);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    if (!(await exists(unpacked))) throw error;
  }
}

/**
 * The package's own names fixed folders; Chromium crashes where it finds no font. Its font stays the
 * one of pages that ask for none.
 */
function fontConfig(folders: readonly string[]): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
${folders.map((folder) => `  <dir>${folder}</dir>\n`).join('')}  <cachedir prefix="xdg">fontconfig</cachedir>
  <alias binding="strong"><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias>
  <alias binding="strong"><family>system-ui</family><prefer><family>Open Sans</family></prefer></alias>
</fontconfig>
`;
}

async function exists(file: string): Promise<boolean> {
  return await access(file).then(
    () => true,
    () => false,
  );
}

function definedOf(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
