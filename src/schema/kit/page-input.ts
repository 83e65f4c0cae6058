import { PothosValidationError } from '@pothos/core';
import type { PageInfoShape } from '@pothos/plugin-relay';
import { GraphQLError } from 'graphql';

/** The largest length of a cursor, in characters. Most lists return shorter ones. */
const maxCursorLength = 100;

/** Which page is asked for. */
export interface PageArgs {
  readonly first?: number | null | undefined;
  readonly last?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly before?: string | null | undefined;
}

interface Page {
  readonly edges: readonly unknown[];
  readonly pageInfo: PageInfoShape;
}

/**
 * Reads a page of a connection; arguments that make no page become an error that names the field. An
 * empty page has no cursors: the Relay plugin would give those of the arguments, or empty ones.
 *
 * @param maxCursor The largest length of a cursor of this list, in characters.
 */
export async function asPageOf<T extends Page>(
  field: string,
  args: PageArgs,
  paginate: () => T | Promise<T>,
  maxCursor = maxCursorLength,
): Promise<T> {
  assertOneDirection(field, args);
  try {
    assertShort(args, maxCursor);
    const page = await paginate();
    if (page.edges.length > 0) return page;
    return { ...page, pageInfo: { ...page.pageInfo, startCursor: null, endCursor: null } };
  } catch (error) {
    if (!(error instanceof PothosValidationError)) throw error;
    const rule =
      'first and last must not be negative, after and before must be cursors of this list';
    throw badPage(`${field}: ${rule}. ${error.message}.`);
  }
}

/** The Relay plugin would silently drop one of the two. */
function assertOneDirection(field: string, { first, last }: PageArgs): void {
  if (typeof first !== 'number' || typeof last !== 'number') return;
  throw badPage(
    `${field}: first and last cannot be used together. Use first for the start of the list, or last for its end.`,
  );
}

function badPage(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}

/** Reading a cursor of some megabytes exhausts the stack, and it would come back in the error. */
function assertShort({ after, before }: PageArgs, maxLength: number): void {
  if (Math.max(after?.length ?? 0, before?.length ?? 0) <= maxLength) return;
  throw new PothosValidationError(`A cursor has at most ${maxLength} characters`);
}
