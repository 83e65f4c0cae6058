import { PothosValidationError } from '@pothos/core';
import type { PageInfoShape } from '@pothos/plugin-relay';
import { InvalidRequestError } from '../../errors/errors.ts';
import { asPageOf, type PageArgs } from './page-input.ts';

/** Which part of a list is read, by the keys that stand in its cursors. */
export interface KeyedQuery<Key> {
  readonly after?: Key | undefined;
  readonly before?: Key | undefined;
  readonly limit: number;
  /** Whether the limit counts from the end of the list, and the last item comes first. */
  readonly isReversed: boolean;
}

/** A list that is read by parts. */
export interface KeyedList<T, Key> {
  /** Name of the field, for errors. */
  readonly field: string;
  /** May give fewer than the limit, with `hasMore`. */
  read(query: KeyedQuery<Key>): Promise<{ readonly data: readonly T[]; readonly hasMore: boolean }>;
  cursorOf(item: T): string;
  /** Undefined for a cursor that is none of this list. */
  keyOf(cursor: string): Key | undefined;
}

/** A page of a connection. */
export interface KeyedPage<T> {
  readonly edges: readonly { readonly cursor: string; readonly node: T }[];
  readonly pageInfo: PageInfoShape;
}

/** Clients choose the ids that some cursors hold. */
const maxCursor = 400;

const defaultSize = 20;
const maxSize = 100;

/** Reads a page of a list. Arguments that make no page become an error that names the field. */
export async function keyedPage<T, Key>(
  args: PageArgs,
  list: KeyedList<T, Key>,
): Promise<KeyedPage<T>> {
  const paginate = async (): Promise<KeyedPage<T>> => {
    const { first, last, after, before } = args;
    const isReversed = typeof last === 'number';
    const { data, hasMore } = await readList(list, {
      ...(typeof after === 'string' && { after: keyOf(list, after) }),
      ...(typeof before === 'string' && { before: keyOf(list, before) }),
      limit: sizeOf(isReversed ? last : first),
      isReversed,
    });
    const edges = data.map((node) => ({ cursor: list.cursorOf(node), node }));
    if (isReversed) edges.reverse();
    return {
      edges,
      pageInfo: {
        startCursor: edges.at(0)?.cursor ?? null,
        endCursor: edges.at(-1)?.cursor ?? null,
        hasNextPage: isReversed ? typeof before === 'string' : hasMore,
        hasPreviousPage: isReversed ? hasMore : typeof after === 'string',
      },
    };
  };
  return await asPageOf(list.field, args, paginate, maxCursor);
}

function sizeOf(size: number | null | undefined): number {
  const wanted = size ?? defaultSize;
  if (wanted < 0) throw new PothosValidationError(`${wanted} items cannot be asked for`);
  return Math.min(wanted, maxSize);
}

function keyOf<T, Key>(list: KeyedList<T, Key>, cursor: string): Key {
  const key = list.keyOf(cursor);
  if (key === undefined) throw new PothosValidationError(`'${cursor}' is no cursor of this list`);
  return key;
}

/** An unknown key may be one of a list that has changed, or of another one. */
async function readList<T, Key>(
  list: KeyedList<T, Key>,
  query: KeyedQuery<Key>,
): ReturnType<KeyedList<T, Key>['read']> {
  try {
    return await list.read(query);
  } catch (error) {
    if (!(error instanceof InvalidRequestError)) throw error;
    throw new PothosValidationError('The item at this cursor is not in the list');
  }
}
