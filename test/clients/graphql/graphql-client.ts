import type { TypedDocumentString } from '../../generated/graphql.ts';

/** One GraphQL client library, in the terms that the scenarios are written in. */
export interface GraphqlClient {
  /** Runs a query. Rejects on errors that are not data. */
  query<R, V extends object>(document: TypedDocumentString<R, V>, variables: V): Promise<R>;
  /** Runs a mutation. Rejects as `query` does. */
  mutate<R, V extends object>(document: TypedDocumentString<R, V>, variables: V): Promise<R>;
  /** Subscribes until the observer is done; what it returns unsubscribes. */
  subscribe<R, V extends object>(
    document: TypedDocumentString<R, V>,
    variables: V,
    observer: Observer<R>,
  ): () => void;
  /** Lets go of its connection. */
  close(): Promise<void> | void;
}

/** Who hears of a subscription. */
export interface Observer<R> {
  readonly next: (data: R) => void;
  readonly error: (error: unknown) => void;
  readonly complete: () => void;
}

/** Where a client finds its gateway, and how it shows who it is. */
export interface ClientOptions {
  /** `http://127.0.0.1:8000/graphql` */
  readonly url: string;
  readonly apiKey: string;
  /** Whether documents are sent by their hash, in the library's own way. */
  readonly isPersisted?: boolean;
}

/** Makes one. */
export type CreateGraphqlClient = (options: ClientOptions) => GraphqlClient;

/** The hash that graphql-codegen has computed, `sha256:…`. */
export function hashOf(document: { readonly __meta__?: object | undefined }): string {
  const { hash } = { hash: undefined, ...document.__meta__ };
  return String(hash);
}

/** The address of the gateway's WebSocket. */
export function webSocketUrl(url: string): string {
  return url.replace('http', 'ws');
}
