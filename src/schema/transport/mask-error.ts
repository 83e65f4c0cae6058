import { GraphQLError } from 'graphql';
import { CodexServeError, toCodexServeError } from '../../errors/errors.ts';

/**
 * The form in which a client sees an error that is not data: GraphQL's own with a code, one of this program
 * with its code, anything else as a bare `INTERNAL_ERROR`.
 */
export function maskError(error: unknown): GraphQLError {
  const original = error instanceof GraphQLError ? innermost(error) : error;
  if (original instanceof GraphQLError && error instanceof GraphQLError) return withCode(error);
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

/**
 * The executor gives none to the errors of variables, which are in no place of the result; a value
 * that cannot be given out is.
 */
function withCode(error: GraphQLError): GraphQLError {
  const { message, nodes, source, positions, path, originalError, extensions } = error;
  if ('code' in extensions) return error;
  const code = path === undefined ? 'BAD_USER_INPUT' : 'INTERNAL_ERROR';
  return new GraphQLError(message, {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    path: path ?? null,
    originalError: originalError ?? null,
    extensions: { ...extensions, code },
  });
}

function innermost(error: GraphQLError): unknown {
  const { originalError } = error;
  if (originalError === undefined || originalError === null) return error;
  return originalError instanceof GraphQLError ? innermost(originalError) : originalError;
}
