import type { ItemQuery, Page } from '../../conversations/conversation.ts';
import type { KeyedList, KeyedQuery } from '../kit/keyed-page.ts';

/** The bytes of JSON after which a page ends early: items may hold pictures and long texts. */
const maxPageBytes = 8 * 1024 * 1024;

/** How many are read at a time. */
const chunkSize = 20;

type Read<T> = (query: ItemQuery) => Promise<Page<T>>;

/** A list of things with ids that may be large, oldest first. Its cursors hold ids. */
export function longList<T extends { readonly id: string }>(
  field: string,
  read: Read<T>,
): KeyedList<T, string> {
  return {
    field,
    read: async (query) => await readBounded(read, query),
    cursorOf: ({ id }) => Buffer.from(id).toString('base64url'),
    keyOf: (cursor) => Buffer.from(cursor, 'base64url').toString(),
  };
}

/** Reads by chunks, up to the limit or until there is too much for one answer. */
async function readBounded<T extends { readonly id: string }>(
  read: Read<T>,
  { after, before, limit, isReversed }: KeyedQuery<string>,
): Promise<Page<T>> {
  const end = isReversed ? after : before;
  const data: T[] = [];
  let last = isReversed ? before : after;
  let bytes = 0;
  let hasMore = true;
  do {
    const chunk = await read({
      ...(last !== undefined && { after: last }),
      limit: Math.min(chunkSize, limit - data.length),
      order: isReversed ? 'desc' : 'asc',
    });
    hasMore = chunk.hasMore;
    for (const item of chunk.data) {
      if (item.id === end) return { data, hasMore: false };
      if (bytes >= maxPageBytes) return { data, hasMore: true };
      data.push(item);
      bytes += JSON.stringify(item).length;
      last = item.id;
    }
  } while (hasMore && data.length < limit && bytes < maxPageBytes);
  return { data, hasMore };
}
