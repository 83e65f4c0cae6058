import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
import { ApiError, errorOf, unauthorized, unreachable } from './api-error.ts';
import { createConnectionStore, type Connection } from './connection.ts';
import { mutate } from './mutate.ts';
import { post } from './post.ts';
import { refusalOf } from './refused-socket.ts';
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
  /**
   * Sends a query or a mutation. A mutation is sent once, even if the connection breaks. Rejects with an
   * `ApiError`.
   *
   * @param signal Stops a query.
   */
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
  const socketUrl = url.replace(/^http/, 'ws');
  const socket = openSocket({ url: socketUrl, key, connection, onUnauthorized });
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
        const body = { query: String(operation), variables: Object.assign({}, variables) };
        const data = isMutation(body.query)
          ? await mutate({ url: socketUrl, key }, body)
          : await post(url, key, body, signal);
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
          error: (error) => reader.failed?.(refusalOf(error) ?? closed()),
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

function isMutation(query: string): boolean {
  return /^\s*mutation\b/.test(query);
}

function closed(): ApiError {
  return new ApiError(unreachable, 'The subscription was closed.');
}
