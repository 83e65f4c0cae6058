import { useEffect, useReducer } from 'preact/hooks';
import type { Store } from '../store/store.ts';

/** The value of a store; the component is drawn again when it changes. */
export function useStore<Value>(store: Store<Value>): Value {
  const [, draw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    draw(undefined);
    return store.subscribe(() => draw(undefined));
  }, [store]);
  return store.get();
}
