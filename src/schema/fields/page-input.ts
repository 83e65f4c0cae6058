import { PothosValidationError } from '@pothos/core';
import { GraphQLError } from 'graphql';

/** Reads a page of a connection; arguments that make no page become an error that names the field. */
export async function asPageOf<T>(field: string, paginate: () => T | Promise<T>): Promise<T> {
  try {
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
