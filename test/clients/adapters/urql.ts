import {
  cacheExchange,
  Client,
  fetchExchange,
  subscriptionExchange,
  type AnyVariables,
  type Exchange,
  type OperationResult,
  type OperationResultSource,
} from '@urql/core';
import { persistedExchange } from '@urql/exchange-persisted';
import { getOperationAST, parse } from 'graphql';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { pipe, subscribe } from 'wonka';
import type { TypedDocumentString } from '../../generated/graphql.ts';
import {
  hashOf,
  webSocketUrl,
  type ClientOptions,
  type CreateGraphqlClient,
  type GraphqlClient,
  type Observer,
} from '../graphql/graphql-client.ts';

/** `@urql/core` with its document cache, and subscriptions over graphql-ws. */
export const createUrqlClient: CreateGraphqlClient = (options) => {
  const socket = createClient({
    url: webSocketUrl(options.url),
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${options.apiKey}` },
  });
  const overSocket = subscriptionExchange({
    forwardSubscription: (operation) => ({
      subscribe: (sink) => ({
        // The protocol wants text there, also where the document goes by its hash.
        unsubscribe: socket.subscribe(
          { ...operation, query: operation.query ?? '' },
          {
            ...sink,
            next: ({ data, errors }) =>
              sink.next({ data: data ?? null, ...(errors && { errors }) }),
          },
        ),
      }),
    }),
  });
  return clientOf(options, [overSocket], () => socket.dispose());
};

/** The same with subscriptions over server-sent events, for which it needs no other library. */
export const createUrqlSseClient: CreateGraphqlClient = (options) => clientOf(options, []);

function clientOf(
  options: ClientOptions,
  transport: Exchange[],
  close: () => Promise<void> | void = () => {},
): GraphqlClient {
  const hashes = new Map<string, string>();
  const persisted = persistedExchange({
    enforcePersistedQueries: true,
    enableForMutation: true,
    enableForSubscriptions: true,
    preferGetForPersistedQueries: false,
    // By the operation's name: the cache has put __typename into the text.
    generateHash: async (_query, document) =>
      await Promise.resolve(hashes.get(getOperationAST(document)?.name?.value ?? '') ?? null),
  });
  const client = new Client({
    url: options.url,
    preferGetMethod: false,
    fetchSubscriptions: transport.length === 0,
    fetchOptions: { headers: { authorization: `Bearer ${options.apiKey}` } },
    exchanges: [
      cacheExchange,
      ...(options.isPersisted ? [persisted] : []),
      ...transport,
      fetchExchange,
    ],
  });
  const note = <R, V>(document: TypedDocumentString<R, V>): string => {
    const text = document.toString();
    hashes.set(getOperationAST(parse(text))?.name?.value ?? '', hashOf(document));
    return text;
  };
  return {
    query: async (document, variables) => dataOf(await client.query(note(document), variables)),
    mutate: async (document, variables) => dataOf(await client.mutation(note(document), variables)),
    subscribe: (document, variables, observer) =>
      listen(client.subscription(note(document), variables), observer),
    close,
  };
}

function dataOf<R>({ data, error }: OperationResult<R>): R {
  if (error !== undefined) throw error;
  if (data === undefined) throw new Error('There is no data.');
  return data;
}

function listen<R, V extends AnyVariables>(
  source: OperationResultSource<OperationResult<R, V>>,
  { next, error, complete }: Observer<R>,
): () => void {
  const subscription = pipe(
    source,
    subscribe((result) => {
      if (result.error !== undefined) error(result.error);
      else if (result.data !== undefined) next(result.data);
      if (!result.hasNext) complete();
    }),
  );
  return () => subscription.unsubscribe();
}
