import { PothosValidationError } from '@pothos/core';
import { GraphQLError } from 'graphql';

/** Characters of a cursor, at most. None of the lists gives out one as long. */
const maxCursorLength = 100;

/** Where a page is to begin and end. */
interface Cursors {
  readonly after?: string | null | undefined;
  readonly before?: string | null | undefined;
}

/** Reads a page of a connection; arguments that make no page become an error that names the field. */
export async function asPageOf<T>(
  field: string,
  cursors: Cursors,
  paginate: () => T | Promise<T>,
): Promise<T> {
  try {
    assertShort(cursors);
    return await paginate();
  } catch (error) {
    if (!(error instanceof PothosValidationError)) throw error;
    const rule =
      'first and last must not be negative, after and before must be cursors of this list';
    throw new GraphQLError(`${field}: ${rule}. ${error.message}.`, {
      extensions: { code: 'BAD_USER_INPUT' },
    });
  }
}

/** Reading a cursor of some megabytes exhausts the stack, and it would come back in the error. */
function assertShort({ after, before }: Cursors): void {
  if (Math.max(after?.length ?? 0, before?.length ?? 0) <= maxCursorLength) return;
  throw new PothosValidationError(`A cursor has at most ${maxCursorLength} characters`);
}
