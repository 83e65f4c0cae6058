import { GraphQLError } from 'graphql';
import { CodexServeError, toCodexServeError } from '../../errors/errors.ts';

/**
 * What a client may see of an error that is not data: GraphQL's own as it is, one of this program
 * with its code, anything else as a bare `INTERNAL_ERROR`.
 */
export function maskError(error: unknown): Error {
  const original = error instanceof GraphQLError ? innermost(error) : error;
  if (original instanceof GraphQLError && error instanceof GraphQLError) return error;
  const extensions =
    original instanceof CodexServeError
      ? { code: original.code.toUpperCase() }
      : { code: 'INTERNAL_ERROR', unexpected: true };
  const { message } = toCodexServeError(original);
  if (!(error instanceof GraphQLError)) return new GraphQLError(message, { extensions });
  const { nodes, path } = error;
  return new GraphQLError(message, {
    nodes: nodes ?? null,
    path: path ?? null,
    extensions,
  });
}

function innermost(error: GraphQLError): unknown {
  const { originalError } = error;
  if (originalError === undefined || originalError === null) return error;
  return originalError instanceof GraphQLError ? innermost(originalError) : originalError;
}
