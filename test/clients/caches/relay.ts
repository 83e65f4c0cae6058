import { createClient } from 'graphql-ws';
import {
  createOperationDescriptor,
  Environment,
  fetchQuery,
  Network,
  Observable,
  RecordSource,
  requestSubscription,
  commitMutation,
  Store,
  type ConcreteRequest,
  type FetchFunction,
  type GraphQLResponse,
  type SubscribeFunction,
} from 'relay-runtime';
import { WebSocket } from 'ws';
import { webSocketUrl } from '../graphql/graphql-client.ts';
import { countFetches, type CachedClient, type Data, type Pager } from './cached-client.ts';
import type { CompiledDocuments } from './compile-relay.ts';

/** Makes a client with a `RelayModernEnvironment` that has no settings of its own. */
export function createRelayClient(url: string, compiled: CompiledDocuments): CachedClient {
  const { environment, ask, requests, close } = createEnvironment(`${url}/graphql`);
  return {
    watch({ name }, variables, onData) {
      const operation = createOperationDescriptor(compiled.request(name), variables);
      const snapshot = environment.lookup(operation.fragment);
      const kept = environment.retain(operation);
      const show = ({ data, isMissingData }: typeof snapshot): void => {
        if (!isMissingData) onData({ ...Object(data) });
      };
      const widget = environment.subscribe(snapshot, show);
      const asked = fetchQuery(environment, compiled.request(name), variables, {
        fetchPolicy: 'store-or-network',
      }).subscribe({ start: () => {}, next: () => show(environment.lookup(operation.fragment)) });
      return () => {
        asked.unsubscribe();
        widget.dispose();
        kept.dispose();
      };
    },
    fetch: async ({ name }, variables = {}) => await ask(compiled.request(name), variables),
    async mutate({ name }, variables) {
      return await new Promise<Data>((resolve, reject) => {
        commitMutation(environment, {
          mutation: compiled.request(name),
          variables,
          onCompleted: (data) => resolve({ ...Object(data) }),
          onError: reject,
        });
      });
    },
    async read({ name }, variables = {}) {
      const operation = createOperationDescriptor(compiled.request(name), variables);
      const { data, isMissingData } = environment.lookup(operation.fragment);
      return await Promise.resolve(isMissingData ? null : { ...Object(data) });
    },
    async subscribe({ name }, variables, onEvent) {
      await new Promise<void>((resolve, reject) => {
        requestSubscription(environment, {
          subscription: compiled.request(name),
          variables,
          onNext: (data) => onEvent?.({ ...Object(data) }),
          onCompleted: resolve,
          onError: reject,
        });
      });
    },
    requests,
    mergesLists: true,
    close,
  };
}

/** Makes a list on `@connection`, which the operation must have. */
export function createRelayPager(url: string, compiled: CompiledDocuments): Pager {
  const client = createRelayClient(url, compiled);
  return {
    load: async (operation, first, after) => await client.fetch(operation, { first, after }),
    close: client.close,
  };
}

/** A `RelayModernEnvironment` on the gateway. */
export interface OpenEnvironment {
  readonly environment: Environment;
  /** Asks the gateway, and gives what the store then holds. */
  readonly ask: (request: ConcreteRequest, variables: Data) => Promise<Data>;
  /** How many queries and mutations went to the gateway. */
  readonly requests: () => number;
  readonly close: () => Promise<void>;
}

/** Opens one, without any settings of Relay's; the headers go with queries and mutations. */
export function createEnvironment(
  url: string,
  headers: Readonly<Record<string, string>> = {},
): OpenEnvironment {
  const counted = countFetches();
  const socket = createClient({ url: webSocketUrl(url), webSocketImpl: WebSocket });
  const send: FetchFunction = async ({ text }, variables) => {
    const response = await counted.fetch(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ query: text, variables }),
    });
    const answer: GraphQLResponse = await response.json();
    return answer;
  };
  const listen: SubscribeFunction = ({ text }, variables) =>
    Observable.create<GraphQLResponse>((sink) =>
      socket.subscribe<Data>(
        { query: text ?? '', variables },
        {
          next: ({ data, errors }) =>
            data ? sink.next({ data: { ...data } }) : sink.error(new Error(JSON.stringify(errors))),
          error: (error) => sink.error(error instanceof Error ? error : new Error(String(error))),
          complete: () => sink.complete(),
        },
      ),
    );
  const environment = new Environment({
    network: Network.create(send, listen),
    store: new Store(new RecordSource()),
  });
  return {
    environment,
    async ask(request, variables) {
      const data = await fetchQuery(environment, request, variables).toPromise();
      if (data === undefined) throw new Error('There is no data.');
      return { ...Object(data) };
    },
    requests: counted.count,
    close: async () => await socket.dispose(),
  };
}
