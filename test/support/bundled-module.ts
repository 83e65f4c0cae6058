import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

/** A module of `src` that a program without tsx can import. */
export interface BundledModule {
  /** `file:///…/open-stores.js` */
  readonly url: string;
  remove(): Promise<void>;
}

/** Bundles a module of `src`, as the build does for the whole program. Packages stay outside. */
export async function bundleModule(source: string): Promise<BundledModule> {
  // Packages are found from here.
  const parent = path.resolve('node_modules/.cache');
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(path.join(parent, 'test-'));
  await build({
    configFile: false,
    logLevel: 'error',
    build: { ssr: source, outDir: folder, minify: false },
  });
  return {
    url: pathToFileURL(path.join(folder, `${path.parse(source).name}.js`)).href,
    remove: async () => await rm(folder, { recursive: true, force: true }),
  };
}
