import path from 'node:path';
import type { Layer } from './layer.ts';

/** The folders that a folder's files may import beside their own, by folder. */
export type AllowedImports = ReadonlyMap<string, readonly string[]>;

/**
 * Spells the table out, folder by folder. Throws where a layer imports one that the table does not
 * list before it: so no import points upward, and no two folders import each other.
 */
export function allowedImports(layers: readonly Layer[]): AllowedImports {
  const allowed = new Map<string, readonly string[]>();
  const known = new Map<string, readonly string[]>();
  for (const layer of layers) {
    const outside = layer.imports.flatMap((name) => {
      const found = known.get(name);
      if (found !== undefined) return found;
      throw new Error(`${layer.folder} imports ${name}, which is not below it`);
    });
    const own = foldersOf(layer);
    own.forEach((name, index) => allowed.set(name, [...outside, ...own.slice(0, index)]));
    known.set(layer.folder, own);
  }
  return allowed;
}

/** The folders of a layer, lowest first. */
export function foldersOf({ folder, inside = [] }: Layer): readonly string[] {
  const names = inside.includes('.') ? inside : [...inside, '.'];
  return names.map((name) => path.posix.join(folder, name));
}
