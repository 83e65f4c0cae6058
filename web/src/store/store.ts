/** A value that changes, and those who want to know. */
export interface Store<Value> {
  get(): Value;
  /** Calls the listener after each change, until the returned function is called. */
  subscribe(listener: () => void): () => void;
}

/** A store that its owner sets. Setting the same value again tells nobody. */
export interface MutableStore<Value> extends Store<Value> {
  set(value: Value): void;
}

/** Makes a store. */
export function createStore<Value>(initial: Value): MutableStore<Value> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
