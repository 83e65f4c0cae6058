import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client/core';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { relayStylePagination } from '@apollo/client/utilities';
import { OperationTypeNode, parse, type DocumentNode } from 'graphql';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { webSocketUrl } from '../graphql/graphql-client.ts';
import {
  countFetches,
  type CachedClient,
  type Data,
  type Operation,
  type Pager,
} from './cached-client.ts';
import { possibleTypes, typesWithoutId } from './schema-types.ts';

/** A client on Apollo's cache. */
export interface ApolloCachedClient extends CachedClient {
  readonly client: ApolloClient;
}

/** Makes a client with an `InMemoryCache` that is set as `docs/graphql.md` says. */
export function createApolloCachedClient(url: string): ApolloCachedClient {
  const merged = Object.fromEntries(typesWithoutId.map((name) => [name, { merge: true }]));
  return createClientOn(
    url,
    new InMemoryCache({
      possibleTypes,
      typePolicies: {
        ...merged,
        Query: {
          fields: {
            models: relayStylePagination(),
            completions: relayStylePagination(['filter']),
            completionRecords: relayStylePagination(['filter']),
          },
        },
      },
    }),
  );
}

/** Makes a client with an `InMemoryCache` as it comes. */
export function createPlainApolloClient(url: string): ApolloCachedClient {
  return createClientOn(url, new InMemoryCache());
}

function createClientOn(url: string, cache: InMemoryCache): ApolloCachedClient {
  const counted = countFetches();
  const address = `${url}/graphql`;
  const socket = createClient({ url: webSocketUrl(address), webSocketImpl: WebSocket });
  const client = new ApolloClient({
    link: ApolloLink.split(
      ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
      new GraphQLWsLink(socket),
      new HttpLink({ uri: address, fetch: counted.fetch }),
    ),
    cache,
  });
  return {
    client,
    watch(operation, variables, onData) {
      const query = client.watchQuery<Data>({ query: documentOf(operation), variables });
      const widget = query.subscribe(({ data, dataState }) => {
        if (dataState === 'complete') onData(data);
      });
      return () => widget.unsubscribe();
    },
    async fetch(operation, variables = {}) {
      const query = documentOf(operation);
      const { data } = await client.query<Data>({ query, variables, fetchPolicy: 'network-only' });
      return data ?? {};
    },
    async mutate(operation, variables) {
      const mutation = documentOf(operation);
      return (await client.mutate<Data>({ mutation, variables })).data ?? {};
    },
    async read(operation, variables = {}) {
      const query = documentOf(operation);
      return await Promise.resolve(client.readQuery<Data>({ query, variables }));
    },
    async subscribe(operation, variables, onEvent) {
      const query = documentOf(operation);
      await new Promise<void>((complete, reject) => {
        client.subscribe<Data>({ query, variables }).subscribe({
          next: ({ data, error }) => (error ? reject(error) : onEvent?.(data ?? {})),
          error: reject,
          complete,
        });
      });
    },
    requests: counted.count,
    mergesLists: false,
    async close() {
      client.stop();
      await socket.dispose();
    },
  };
}

/** Makes a list on `relayStylePagination`, which `fetchMore` makes longer. */
export function createApolloPager(url: string): Pager {
  const { client, close } = createApolloCachedClient(url);
  return {
    async load(operation, first, after) {
      const query = documentOf(operation);
      const variables = { first, after: null };
      const list = client.watchQuery<Data>({
        query,
        variables,
        fetchPolicy: after === null ? 'network-only' : 'cache-first',
      });
      if (after === null) await list.reobserve();
      else await list.fetchMore({ variables: { first, after } });
      return client.readQuery<Data>({ query, variables }) ?? {};
    },
    close,
  };
}

const documents = new Map<string, DocumentNode>();

function documentOf({ text }: Operation): DocumentNode {
  const document = documents.get(text) ?? parse(text);
  documents.set(text, document);
  return document;
}
