import { createStore, type MutableStore } from '../store/store.ts';

/** What the page knows of its connection to the gateway. */
export interface Connection {
  readonly state: 'connecting' | 'live' | 'lost';
  /** When something was last heard, in milliseconds since 1970; null before the first time. */
  readonly seenAt: number | null;
}

/** A store of the connection. */
export type ConnectionStore = MutableStore<Connection>;

/** Makes the store of a connection that is being opened. */
export function createConnectionStore(): ConnectionStore {
  return createStore<Connection>({ state: 'connecting', seenAt: null });
}
