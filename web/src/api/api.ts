import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
import {
  ApiError,
  errorOf,
  unauthorized,
  unreachable,
  type GraphQLErrorJson,
} from './api-error.ts';
import { createConnectionStore, type Connection } from './connection.ts';
import { post } from './post.ts';
import { openSocket } from './socket.ts';
import type { Store } from '../store/store.ts';

/** An operation with the types of its result and its variables, as codegen writes it. */
export interface Operation<Result, Variables> extends DocumentTypeDecoration<Result, Variables> {
  toString(): string;
}

/** Who reads a subscription. */
export interface Reader<Result> {
  next(result: Result): void;
  /** The subscription cannot continue. A lost connection is no error: it is opened again. */
  failed?(error: ApiError): void;
  /** The gateway has ended it. */
  completed?(): void;
}

/** The gateway's GraphQL API, as one key sees it. */
export interface Api {
  /** Sends a query or a mutation. Rejects with an `ApiError`. */
  send<Result, Variables>(
    operation: Operation<Result, Variables>,
    variables: Variables,
    signal?: AbortSignal,
  ): Promise<Result>;
  /**
   * Subscribes until the returned function is called. After a lost connection the operation is sent
   * again: a getter in the variables then gives the place to continue from.
   */
  subscribe<Result, Variables extends object>(
    operation: Operation<Result, Variables>,
    variables: Variables,
    reader: Reader<Result>,
  ): () => void;
  /** The state of the WebSocket. */
  readonly connection: Store<Connection>;
  /** Ends all subscriptions. */
  close(): void;
}

/** Where the API is, from `location`. */
export interface ApiOptions {
  /** `http://127.0.0.1:8000`. */
  readonly origin: string;
  readonly key: string | null;
  /** A key is missing or wrong. */
  readonly onUnauthorized: () => void;
}

/** Opens the gateway's API. */
export function createApi({ origin, key, onUnauthorized }: ApiOptions): Api {
  const connection = createConnectionStore();
  const url = `${origin}/graphql`;
  const socket = openSocket({
    url: url.replace(/^http/, 'ws'),
    key,
    connection,
    onUnauthorized,
  });
  const refused = (error: ApiError): ApiError => {
    if (error.code === unauthorized) onUnauthorized();
    return error;
  };
  return {
    connection,
    async send<Result, Variables>(
      operation: Operation<Result, Variables>,
      variables: Variables,
      signal?: AbortSignal,
    ) {
      try {
        const data = await post(url, key, { query: String(operation), variables }, signal);
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the type of the document
        return data as Result;
      } catch (error) {
        throw error instanceof ApiError ? refused(error) : error;
      }
    },
    subscribe<Result, Variables extends object>(
      operation: Operation<Result, Variables>,
      variables: Variables,
      reader: Reader<Result>,
    ) {
      return socket.subscribe<Result>(
        // They are written anew for every attempt, so their getters are read again.
        { query: String(operation), variables: Object.assign(variables) },
        {
          next({ data, errors }) {
            const error = errorOf(errors);
            if (error) reader.failed?.(refused(error));
            else if (data) reader.next(data);
          },
          error: (error) => reader.failed?.(fatal(error)),
          complete: () => reader.completed?.(),
        },
      );
    },
    close() {
      // It rejects where the socket closes before it was opened.
      Promise.resolve(socket.dispose()).catch(() => {});
    },
  };
}

/** An error that graphql-ws does not recover from: a refused operation or a final close code. */
function fatal(error: unknown): ApiError {
  if (error instanceof CloseEvent && error.code === 4401) {
    return new ApiError(unauthorized, 'The API key is missing or wrong.');
  }
  if (Array.isArray(error)) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- GraphQL errors, by graphql-ws
    const first = errorOf(error as readonly GraphQLErrorJson[]);
    if (first) return first;
  }
  return new ApiError(unreachable, 'The subscription was closed.');
}
