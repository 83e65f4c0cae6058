import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { catalogSchema, type Catalog } from './catalog.ts';
import { replaceFile } from '../../../../util/replace-file.ts';

/** A catalog that Codex printed earlier. */
export interface KeptCatalog {
  readonly catalog: Catalog;
  readonly readAt: Date;
}

/** Keeps the last good catalog, for a start at which Codex prints none. */
export interface CatalogKeeper {
  keep(catalog: Catalog): Promise<void>;
  /** Null where none is kept, or it cannot be read. */
  last(): Promise<KeptCatalog | null>;
}

const keptSchema = z.object({ readAt: z.coerce.date(), catalog: catalogSchema });

/**
 * Keeps the catalog in a folder that gateways may share, with one file per Codex home or profile,
 * because another login or upstream has other models.
 *
 * @param source The path of the user's Codex home, or of their profile in it.
 */
export function createCatalogKeeper(folder: string, source: string): CatalogKeeper {
  const digest = createHash('sha256').update(path.resolve(source)).digest('hex');
  const file = path.join(folder, `${digest.slice(0, 16)}.json`);
  return {
    async keep(catalog) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await replaceFile(file, JSON.stringify({ readAt: new Date(), catalog }));
    },
    async last() {
      try {
        return keptSchema.parse(JSON.parse(await readFile(file, 'utf8')));
      } catch {
        return null;
      }
    },
  };
}
