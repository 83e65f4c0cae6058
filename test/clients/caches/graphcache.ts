import { Client, fetchExchange, subscriptionExchange, type OperationResult } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import { createClient } from 'graphql-ws';
import { pipe, subscribe } from 'wonka';
import { WebSocket } from 'ws';
import { webSocketUrl } from '../graphql/graphql-client.ts';
import { countFetches, type CachedClient, type Data, type Pager } from './cached-client.ts';
import { introspection, typesWithoutId } from './schema-types.ts';

/**
 * Makes an urql client with graphcache, which knows the schema and is set as `docs/graphql.md` says.
 * With `isPaginated` it joins the pages of connections, of which it then shows `edges` and `pageInfo`
 * alone.
 */
export function createGraphcacheClient(url: string, isPaginated = false): CachedClient {
  const counted = countFetches();
  const address = `${url}/graphql`;
  const socket = createClient({ url: webSocketUrl(address), webSocketImpl: WebSocket });
  const pages = relayPagination();
  const client = new Client({
    url: address,
    preferGetMethod: false,
    fetch: counted.fetch,
    exchanges: [
      cacheExchange({
        schema: introspection,
        keys: Object.fromEntries(typesWithoutId.map((name) => [name, () => null])),
        resolvers: isPaginated
          ? { Query: { models: pages, completions: pages, completionRecords: pages } }
          : {},
      }),
      subscriptionExchange({
        forwardSubscription: ({ query, variables }) => ({
          subscribe: (sink) => ({
            unsubscribe: socket.subscribe(
              { query: query ?? '', variables },
              {
                ...sink,
                next: ({ data, errors }) =>
                  sink.next({ data: data ?? null, ...(errors && { errors }) }),
              },
            ),
          }),
        }),
      }),
      fetchExchange,
    ],
  });
  return {
    watch({ text }, variables, onData) {
      const widget = pipe(
        client.query<Data>(text, variables),
        subscribe(({ data, stale }) => {
          if (data !== undefined && !stale) onData(data);
        }),
      );
      return () => widget.unsubscribe();
    },
    fetch: async ({ text }, variables = {}) =>
      dataOf(await client.query<Data>(text, variables, { requestPolicy: 'network-only' })),
    mutate: async ({ text }, variables) => dataOf(await client.mutation<Data>(text, variables)),
    read: async ({ text }, variables = {}) =>
      (await client.query<Data>(text, variables, { requestPolicy: 'cache-only' })).data ?? null,
    async subscribe({ text }, variables, onEvent) {
      await new Promise<void>((resolve, reject) => {
        pipe(
          client.subscription<Data>(text, variables),
          subscribe(({ data, error, hasNext }) => {
            if (error !== undefined) reject(error);
            else if (data !== undefined) onEvent?.(data);
            if (!hasNext) resolve();
          }),
        );
      });
    },
    requests: counted.count,
    mergesLists: true,
    close: async () => await socket.dispose(),
  };
}

/** Makes a list on `relayPagination`. */
export function createGraphcachePager(url: string): Pager {
  const client = createGraphcacheClient(url, true);
  return {
    load: async (operation, first, after) => await client.fetch(operation, { first, after }),
    close: client.close,
  };
}

function dataOf({ data, error }: OperationResult<Data>): Data {
  if (error !== undefined) throw error;
  if (data === undefined) throw new Error('There is no data.');
  return data;
}
