import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print, type FormattedExecutionResult } from 'graphql';
import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';

/** Where the gateway is. The default is that of `npm start`. */
export const url = process.env['CODEX_SERVE_URL'] ?? 'http://127.0.0.1:8000';

const apiKey = process.env['CODEX_SERVE_API_KEY'];

/** What lets a client in, as headers over HTTP and as `connectionParams` over WebSocket. */
export const credentials: Record<string, string> =
  apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` };

/**
 * Opens a WebSocket with the first operation, and again after a loss up to `retryAttempts` times. With 0
 * it is for one operation, which is sent once: sent again, it would start a second answer.
 */
export function createSocketClient(retryAttempts: number): Client {
  let isClosed = false;
  return createClient({
    url: `${url.replace(/^http/, 'ws')}/graphql`,
    // After a close with code 1000 graphql-ws connects again whatever `retryAttempts` says.
    connectionParams() {
      if (isClosed && retryAttempts === 0) throw new Error('The WebSocket was closed.');
      return credentials;
    },
    on: { closed: () => (isClosed = true) },
    retryAttempts,
    shouldRetry: () => true,
    // A browser has it, and so has Node from 22 on.
    webSocketImpl: WebSocket,
  });
}

/**
 * Runs a typed document over a WebSocket: a query gives one result, a subscription one per event. Throws
 * the gateway's errors, and says with which code a WebSocket was closed: 4401 is a wrong key.
 */
export async function* iterate<Result, Variables extends Record<string, unknown>>(
  client: Client,
  document: TypedDocumentNode<Result, Variables>,
  variables: Variables,
): AsyncGenerator<FormattedExecutionResult<Result, unknown>> {
  try {
    yield* client.iterate<Result>({ query: print(document), variables });
  } catch (error) {
    throw explained(error);
  }
}

/** An error in place of what graphql-ws throws: a list of errors, or the event of a closed WebSocket. */
function explained(thrown: unknown): Error {
  if (thrown instanceof Error) return thrown;
  const { message, code, reason }: { message?: string; code?: number; reason?: string } = Object(
    Array.isArray(thrown) ? thrown[0] : thrown,
  );
  return new Error(message ?? `The WebSocket was closed with ${code}. ${reason}`);
}

/** The data of a result. Throws the errors that are no data: a wrong key, a document refused. */
export function dataOf<Result>({
  data,
  errors,
}: FormattedExecutionResult<Result, unknown>): Result {
  if (!data) throw new Error(errors?.map(({ message }) => message).join('; '));
  return data;
}
