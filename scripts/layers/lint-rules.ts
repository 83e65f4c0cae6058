import path from 'node:path';
import { allowedImports, foldersOf } from './allowed.ts';
import type { Layer } from './layer.ts';

/** Overrides of an oxlint configuration that hold every folder of `src/` to the table. */
export function layerLintRules(layers: readonly Layer[]): readonly object[] {
  const without = new Map(
    layers.flatMap((layer) => foldersOf(layer).map((name) => [name, layer.without ?? []] as const)),
  );
  const overrides = [...allowedImports(layers)].map(([folder, allowed]) =>
    override(`${path.posix.join('src', folder)}/*.ts`, without.get(folder) ?? [], [
      {
        group: [...elsewhere, ...allowed.map((name) => `!${specifierOf(folder, name)}/*.ts`)],
        message: `${folder === '.' ? 'src' : folder} may not import this folder: see scripts/layers/table.ts.`,
      },
    ]),
  );
  return [unlisted, ...overrides];
}

/** What leads out of a folder, up or down. */
const elsewhere = ['../**', './*/**'];

/** The rule of every folder that the table does not list; a later override replaces it. */
const unlisted = override(
  'src/**/*.ts',
  [],
  [{ group: elsewhere, message: 'List this folder in scripts/layers/table.ts.' }],
);

function override(files: string, packages: readonly string[], patterns: readonly object[]): object {
  const paths = packages.length > 0 && { paths: packages };
  return {
    files: [files],
    rules: { 'no-restricted-imports': ['error', { ...paths, patterns }] },
  };
}

function specifierOf(from: string, to: string): string {
  const relative = path.posix.relative(from, to);
  return relative.startsWith('.') ? relative : `./${relative}`;
}
