import { ApiError, errorOf, unauthorized, type GraphQLErrorJson } from './api-error.ts';

/** The close code of a key that is missing or wrong; see docs/graphql.md. */
const unauthorizedCode = 4401;

/** Whether a WebSocket was closed because the key is missing or wrong. */
export function isUnauthorized(event: unknown): boolean {
  return event instanceof CloseEvent && event.code === unauthorizedCode;
}

/**
 * Why the gateway refused an operation, from what graphql-ws fails with; undefined where the connection
 * was lost.
 */
export function refusalOf(error: unknown): ApiError | undefined {
  if (isUnauthorized(error)) {
    return new ApiError(unauthorized, 'The API key is missing or wrong.');
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- GraphQL errors, by graphql-ws
  return Array.isArray(error) ? errorOf(error as readonly GraphQLErrorJson[]) : undefined;
}
