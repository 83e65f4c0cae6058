import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, Observable } from '@apollo/client/core';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { getOperationAST, OperationTypeNode, parse, print, type DocumentNode } from 'graphql';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { TypedDocumentString } from '../../generated/graphql.ts';
import { possibleTypes } from '../caches/schema-types.ts';
import {
  hashOf,
  webSocketUrl,
  type ClientOptions,
  type CreateGraphqlClient,
  type Observer,
} from '../graphql/graphql-client.ts';

/** `@apollo/client` with its normalised cache, and subscriptions over graphql-ws. */
export const createApolloClient: CreateGraphqlClient = (options) => {
  const socket = createClient({
    url: webSocketUrl(options.url),
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${options.apiKey}` },
  });
  return clientOf(options, new GraphQLWsLink(socket), async () => await socket.dispose());
};

/** The same with subscriptions over server-sent events, by a link around graphql-sse. */
export const createApolloSseClient: CreateGraphqlClient = (options) => {
  const client = createSseClient({
    url: options.url,
    headers: { authorization: `Bearer ${options.apiKey}` },
    retryAttempts: 0,
  });
  const link = new ApolloLink(
    ({ query, variables, operationName, extensions }) =>
      new Observable((observer) =>
        client.subscribe(
          { query: print(query), variables, operationName: operationName ?? '', extensions },
          {
            next: ({ data, errors }) =>
              observer.next({
                data: data ?? null,
                ...(errors && { errors: errors.map(({ message }) => ({ message })) }),
              }),
            error: (error) => observer.error(error),
            complete: () => observer.complete(),
          },
        ),
      ),
  );
  return clientOf(options, link, () => client.dispose());
};

function clientOf(
  { url, apiKey, isPersisted }: ClientOptions,
  streams: ApolloLink,
  close: () => Promise<void> | void,
): ReturnType<CreateGraphqlClient> {
  const hashes = new Map<string, string>();
  const http = new HttpLink({ uri: url, headers: { authorization: `Bearer ${apiKey}` } });
  const transport = ApolloLink.split(
    ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
    streams,
    http,
  );
  const persisted = new PersistedQueryLink({
    generateHash: (document) => hashes.get(nameOf(document)) ?? '',
  });
  const client = new ApolloClient({
    link: isPersisted ? persisted.concat(transport) : transport,
    // Without it a fragment on an interface would match none of the types that implement it.
    cache: new InMemoryCache({ possibleTypes }),
  });
  const note = (document: Document): DocumentNode => {
    const parsed = parse(document.toString());
    hashes.set(nameOf(parsed), hashOf(document));
    return parsed;
  };
  return {
    async query<R>(document: Document, variables: object): Promise<R> {
      const { data } = await client.query<R>({ query: note(document), variables });
      return present(data);
    },
    async mutate<R>(document: Document, variables: object): Promise<R> {
      const { data } = await client.mutate<R>({ mutation: note(document), variables });
      return present(data);
    },
    subscribe<R, V extends object>(
      document: TypedDocumentString<R, V>,
      variables: V,
      { next, error, complete }: Observer<R>,
    ) {
      // An event is no state: kept in the cache, each would replace the one before, with a warning.
      const fetchPolicy = 'no-cache';
      const results = client.subscribe<R>({ query: note(document), variables, fetchPolicy });
      const subscription = results.subscribe({
        next: (result) => (result.error ? error(result.error) : next(present(result.data))),
        error,
        complete,
      });
      return () => subscription.unsubscribe();
    },
    async close() {
      client.stop();
      await close();
    },
  };
}

function nameOf(document: DocumentNode): string {
  return getOperationAST(document)?.name?.value ?? '';
}

function present<T>(data: T | null | undefined): T {
  if (data === undefined || data === null) throw new Error('There is no data.');
  return data;
}

interface Document {
  toString(): string;
  readonly __meta__?: object | undefined;
}
