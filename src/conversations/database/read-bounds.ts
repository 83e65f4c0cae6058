import { z } from 'zod';
import { InvalidRequestError } from '../../errors/errors.ts';
import type { Page } from '../conversation.ts';

/**
 * How much a turn can continue from, in bytes of JSON: what a client could send in its place. Reading
 * more would take seconds and gigabytes.
 */
export const maxHistoryBytes = 64 * 1024 * 1024;

/** How much goes into one page, in bytes of JSON. A larger entry has a page of its own. */
export const maxPageBytes = 16 * 1024 * 1024;

/** Refuses to read a history of so many bytes. Throws `InvalidRequestError`. */
export function assertReadable(bytes: number, param: string): void {
  if (bytes <= maxHistoryBytes) return;
  throw new InvalidRequestError(
    'context_length_exceeded',
    `The conversation has ${bytes} bytes. No answer can continue from more than ${maxHistoryBytes}: start a new one.`,
    { param },
  );
}

/** A page that is read with the SQL of `pageSql`. */
export interface PageRows {
  /** A SELECT of the entries, one more than the page may have: its key, its place, and its bytes. */
  readonly rows: string;
  readonly order: 'asc' | 'desc';
  /** Gives the JSON of the entry whose key is `entry`. */
  readonly json: string;
}

/**
 * The JSON of a page, as `pageOf` reads it, in SQL. Entries beyond `maxPageBytes` are not read at all:
 * a page of them could have gigabytes.
 */
export const pageSql = ({ rows, order, json }: PageRows): string => `
  WITH found (entry, place, bytes) AS MATERIALIZED (${rows}),
  fitting AS (
    SELECT entry, place FROM (
      SELECT entry, place, sum(bytes) OVER (
          ORDER BY place ${order} ROWS UNBOUNDED PRECEDING
        ) - bytes AS before FROM found
    ) WHERE before < ${maxPageBytes}
  )
  SELECT '{"found":' || (SELECT count(*) FROM found) || ',"data":[' || coalesce(
      (SELECT group_concat((${json}), ',' ORDER BY place ${order}) FROM fitting), ''
    ) || ']}' AS json`;

/** The JSON of an entry that is the key of a row of the table `content`, in SQL. */
export const contentJson = 'SELECT json FROM content WHERE key = entry';

/** What `pageSql` gives, for a list of entries. */
export function pageOf<T>(data: z.ZodType<readonly T[]>): z.ZodType<{
  readonly found: number;
  readonly data: readonly T[];
}> {
  return z.object({ found: z.number(), data });
}

/** A page of at most so many entries, of those that were read. */
export function pageWithin<T>(
  { found, data }: { readonly found: number; readonly data: readonly T[] },
  limit: number,
): Page<T> {
  const shown = data.slice(0, limit);
  return { data: shown, hasMore: found > shown.length };
}
