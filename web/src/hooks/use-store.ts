import { useLayoutEffect, useReducer } from 'preact/hooks';
import type { Store } from '../store/store.ts';

/** The value of a store; the component is drawn again when it changes. */
export function useStore<Value>(store: Store<Value>): Value {
  const [, draw] = useReducer((count: number) => count + 1, 0);
  const value = store.get();
  useLayoutEffect(() => {
    // It may have changed since the component was drawn.
    if (!Object.is(store.get(), value)) draw(undefined);
    return store.subscribe(() => draw(undefined));
    // oxlint-disable-next-line react/exhaustive-deps -- the value at the time of the subscription
  }, [store]);
  return value;
}
