/** A GraphQL operation that every cache is tried with. */
export interface Operation {
  /** Relay wants `<name>Query`, `<name>Mutation` or `<name>Subscription`. */
  readonly name: string;
  readonly text: string;
}

/** Plain data, as an operation gives it. */
export type Data = Readonly<Record<string, unknown>>;

/** A client library with its normalizing cache, in the terms that the scenarios are written in. */
export interface CachedClient {
  /**
   * Shows an operation as a widget does: from the cache where that has all of it, else from the
   * gateway, and again after each change of the cache. What it returns takes the widget away.
   */
  watch(operation: Operation, variables: Data, onData: (data: Data) => void): () => void;
  /** Asks the gateway, whatever the cache holds, and puts the answer into the cache. */
  fetch(operation: Operation, variables?: Data): Promise<Data>;
  /** Sends a mutation, and puts its result into the cache. */
  mutate(operation: Operation, variables: Data): Promise<Data>;
  /** What the cache alone makes of an operation; null where it lacks something. */
  read(operation: Operation, variables?: Data): Promise<Data | null>;
  /** Subscribes, with the events going into the cache. Resolves at the end of the subscription. */
  subscribe(operation: Operation, variables: Data, onEvent?: (event: Data) => void): Promise<void>;
  /** How many queries and mutations went to the gateway. */
  readonly requests: () => number;
  /** Whether operations may select different fields of a list whose items have no ID. */
  readonly mergesLists: boolean;
  /** Closes its connections; running subscriptions end. */
  readonly close: () => Promise<void>;
}

/** A list that grows page by page, in the way of its client library. */
export interface Pager {
  /**
   * Asks for the page after a cursor, the first one without it, and gives all of the list that the
   * cache then holds.
   */
  load(operation: Operation, first: number, after: string | null): Promise<Data>;
  /** Closes its connections. */
  readonly close: () => Promise<void>;
}

/** Makes one with an empty cache. */
export type CreatePager = (url: string) => Pager;

/** Makes a client with an empty cache, for the gateway at `http://127.0.0.1:8000`. */
export type CreateCachedClient = (url: string) => CachedClient;

/** A `fetch` that counts. */
export interface CountedFetch {
  readonly fetch: typeof fetch;
  readonly count: () => number;
}

/** Makes one, which has counted nothing yet. */
export function countFetches(): CountedFetch {
  let count = 0;
  return {
    async fetch(...args) {
      count += 1;
      return await fetch(...args);
    },
    count: () => count,
  };
}
