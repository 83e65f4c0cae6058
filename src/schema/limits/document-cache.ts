import { LRUCache } from 'lru-cache';

/** A cache of documents by their texts. */
export interface DocumentCache<T> {
  get(document: string): T | undefined;
  set(document: string, value: T): void;
}

/**
 * Keeps those used last, up to so many characters in all. Yoga's own keeps 1,024, however long: as
 * a parsed document takes some 60 bytes for each character, clients could fill 6 GB with theirs.
 */
export function createDocumentCache<T extends object>(maxCharacters: number): DocumentCache<T> {
  const cache = new LRUCache<string, T>({
    maxSize: maxCharacters,
    sizeCalculation: (_value, document) => Math.max(1, document.length),
  });
  return {
    get: (document) => cache.get(document),
    set: (document, value) => void cache.set(document, value),
  };
}
