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

/** Opens a WebSocket with the first operation, and again after a loss up to `retryAttempts` times. */
export function createSocketClient(retryAttempts: number): Client {
  return createClient({
    url: `${url.replace(/^http/, 'ws')}/graphql`,
    connectionParams: credentials,
    retryAttempts,
    shouldRetry: () => true,
    // A browser has it, and so has Node from 22 on.
    webSocketImpl: WebSocket,
  });
}

/** Runs a typed document over a WebSocket: a query gives one result, a subscription one per event. */
export function iterate<Result, Variables extends Record<string, unknown>>(
  client: Client,
  document: TypedDocumentNode<Result, Variables>,
  variables: Variables,
): AsyncIterableIterator<FormattedExecutionResult<Result, unknown>> {
  return client.iterate<Result>({ query: print(document), variables });
}

/** The data of a result. Throws the errors that are no data: a wrong key, a document refused. */
export function dataOf<Result>({
  data,
  errors,
}: FormattedExecutionResult<Result, unknown>): Result {
  if (!data) throw new Error(errors?.map(({ message }) => message).join('; '));
  return data;
}
