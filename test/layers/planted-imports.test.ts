import { execFile } from 'node:child_process';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { allowedImports, foldersOf } from '../../scripts/layers/allowed.ts';
import { layers } from '../../scripts/layers/table.ts';
import { createTempFolder, type TempFolder } from '../support/temp-folder.ts';

/** An import in a file of its folder. */
interface Planted {
  readonly folder: string;
  /** The folder that it leads to, or the package. */
  readonly to: string;
  readonly specifier: string;
}

const root = path.join(import.meta.dirname, '../..');
/** Each import is planted in all of these forms. */
const forms = [
  (specifier: string, line: number) => `import { a as a${line} } from '${specifier}';`,
  (specifier: string, line: number) => `import type { A as A${line} } from '${specifier}';`,
  (specifier: string) => `export * from '${specifier}';`,
  (specifier: string) => `await import('${specifier}');`,
];

const allowed = allowedImports(layers);
const folders = [...allowed.keys()];
const across = folders.flatMap((folder) =>
  folders.filter((to) => to !== folder).map((to) => plantedFolder(folder, to)),
);
const packages = layers.flatMap((layer) =>
  foldersOf(layer).flatMap((folder) =>
    (layer.without ?? []).map((name): Planted => ({ folder, to: name, specifier: name })),
  ),
);
const unlisted: Planted = {
  folder: 'not-in-the-table',
  to: 'errors',
  specifier: '../errors/planted.ts',
};

let tree: TempFolder;
/** Of each import that was planted, how many of its forms the linter refuses. */
let refusals: ReadonlyMap<Planted, number>;

beforeAll(async () => {
  tree = await createTempFolder();
  for (const name of ['.oxlintrc.json', '.oxlintrc.layers.json']) {
    await copyFile(path.join(root, name), path.join(tree.path, name));
  }
  refusals = await lint([...across, ...packages, unlisted]);
});

afterAll(async () => await tree.remove());

test('the linter refuses each import from a folder to one that the table does not allow', () => {
  const forbidden = across.filter(({ folder, to }) => !allowed.get(folder)?.includes(to));
  expect(forbidden.length).toBeGreaterThan(1000);
  expect(notRefused(forbidden)).toEqual([]);
});

test('the linter lets through each import that the table allows', () => {
  const open = across.filter(({ folder, to }) => allowed.get(folder)?.includes(to));
  expect(open.filter((each) => refusals.has(each)).map(nameOf)).toEqual([]);
});

test('the linter refuses each package that a layer does without', () => {
  expect(packages.length).toBeGreaterThan(100);
  expect(notRefused(packages)).toEqual([]);
});

test('the linter refuses every import in a folder that the table does not list', () => {
  expect(notRefused([unlisted])).toEqual([]);
});

function plantedFolder(folder: string, to: string): Planted {
  const relative = path.posix.relative(folder, to);
  const prefix = relative.startsWith('.') ? relative : `./${relative}`;
  return { folder, to, specifier: `${prefix}/planted.ts` };
}

function notRefused(each: readonly Planted[]): string[] {
  return each.filter((one) => refusals.get(one) !== forms.length).map(nameOf);
}

function nameOf({ folder, to }: Planted): string {
  return `${folder} -> ${to}`;
}

/** Writes a file for each folder and form, with an import on each line, and lints all of them at once. */
async function lint(planted: readonly Planted[]): Promise<ReadonlyMap<Planted, number>> {
  const byFile = new Map<string, readonly Planted[]>();
  for (const folder of new Set(planted.map((one) => one.folder))) {
    const each = planted.filter((one) => one.folder === folder);
    await mkdir(path.join(tree.path, 'src', folder), { recursive: true });
    for (const [index, form] of forms.entries()) {
      const file = path.posix.join('src', folder, `form-${index}.ts`);
      await writeFile(
        path.join(tree.path, file),
        each.map(({ specifier }, line) => form(specifier, line)).join('\n'),
      );
      byFile.set(file, each);
    }
  }
  const found = new Map<Planted, number>();
  for (const { filename, labels } of await restrictedImports()) {
    const one = byFile.get(filename)?.[(labels[0]?.span.line ?? 0) - 1];
    if (one === undefined) throw new Error(`nothing was planted there: ${filename}`);
    found.set(one, (found.get(one) ?? 0) + 1);
  }
  return found;
}

const report = z.object({
  diagnostics: z.array(
    z.object({
      code: z.string(),
      filename: z.string(),
      labels: z.array(z.object({ span: z.object({ line: z.number() }) })),
    }),
  ),
});

async function restrictedImports(): Promise<z.infer<typeof report>['diagnostics']> {
  const oxlint = path.join(root, 'node_modules/.bin/oxlint');
  const output = await new Promise<string>((resolve) => {
    // It exits with 1 where it finds something.
    const options = { cwd: tree.path, maxBuffer: 256 * 1024 * 1024 };
    execFile(oxlint, ['--format', 'json', '.'], options, (_error, stdout) => resolve(stdout));
  });
  return report
    .parse(JSON.parse(output))
    .diagnostics.filter(({ code }) => code === 'eslint(no-restricted-imports)');
}
