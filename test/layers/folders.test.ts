import path from 'node:path';
import { expect, test } from 'vitest';
import { allowedImports, foldersOf } from '../../scripts/layers/allowed.ts';
import { layers } from '../../scripts/layers/table.ts';
import { sourceFolders, sourceImports } from './source-imports.ts';

const imports = await sourceImports();

/** The other folders that each folder imports. */
const graph = new Map<string, Set<string>>();
for (const { from, to } of imports) {
  const [folder, other] = [path.posix.dirname(from), path.posix.dirname(to)];
  const others = graph.get(folder) ?? new Set();
  graph.set(folder, folder === other ? others : others.add(other));
}

test('the table lists every folder of src, and no other', async () => {
  const folders = await sourceFolders();
  // A layer may have all of its files in the folders inside it.
  const listed = [...allowedImports(layers).keys()].filter((name) => {
    return folders.includes(name) || !folders.some((folder) => folder.startsWith(`${name}/`));
  });
  expect(listed.toSorted()).toEqual(folders.toSorted());
});

test('every import leads to a folder that the table allows', () => {
  const allowed = allowedImports(layers);
  const refused = imports.filter(({ from, to }) => {
    const [folder, other] = [path.posix.dirname(from), path.posix.dirname(to)];
    return folder !== other && !allowed.get(folder)?.includes(other);
  });
  expect(refused).toEqual([]);
});

test('every layer that the table lets another import is imported by it', () => {
  const unused = layers.flatMap(({ folder, imports: names }) =>
    names
      .filter((name) => !imports.some(({ from, to }) => isIn(from, folder) && isIn(to, name)))
      .map((name) => `${folder} -> ${name}`),
  );
  expect(unused).toEqual([]);
});

test('no folders import each other, directly or over others', () => {
  const cycles = [...graph.keys()].flatMap((folder) => {
    const way = wayBack(folder);
    return way === null ? [] : [way.join(' -> ')];
  });
  expect(cycles).toEqual([]);
});

/** The file lies in the layer, not in one that the table lists apart from it. */
function isIn(file: string, name: string): boolean {
  const layer = layers.find(({ folder }) => folder === name);
  return layer !== undefined && foldersOf(layer).includes(path.posix.dirname(file));
}

/** The shortest way from a folder over its imports back to it; null where there is none. */
function wayBack(start: string): readonly string[] | null {
  const ways = [[start]];
  const seen = new Set<string>();
  for (const way of ways) {
    for (const to of graph.get(way.at(-1) ?? '') ?? []) {
      if (to === start) return [...way, to];
      if (seen.has(to)) continue;
      seen.add(to);
      ways.push([...way, to]);
    }
  }
  return null;
}
