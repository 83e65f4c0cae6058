import type { ThreadPool } from '../../conversation/thread-pool.ts';
import type { Chain, KeptAnswer, Place } from './chain.ts';
import { perChain } from './chain-limits.ts';
import { newSessionId } from './session-id.ts';

/** The chains that are kept, found by the digests of their places. */
export interface ChainStore {
  find(link: string): Place | undefined;
  /** A new chain, which is not kept before it has a place. */
  create(caller: string): Chain;
  /**
   * Adds places to a chain, which then counts as the one used last. Of two places with one digest,
   * the newer counts.
   *
   * @param waiting The answer that now waits for the results of its calls; null for none.
   * @param resolved The answer that no longer does; null for none.
   */
  add(
    chain: Chain,
    places: readonly Place[],
    waiting: KeptAnswer | null,
    resolved: KeptAnswer | null,
  ): void;
  /** Forgets what was answered at these places. */
  forget(places: readonly Place[]): void;
  /** How many answers wait for the results of their calls. */
  readonly waiting: number;
  /** Forgets every chain. */
  clear(): void;
}

/**
 * Starts empty. A chain that has to make room in the pool is forgotten as a whole.
 *
 * @param onChange Called whenever the number of waiting answers may have changed.
 */
export function createChainStore(pool: ThreadPool, onChange: () => void): ChainStore {
  const known = new Map<string, Place>();
  const chains = new Set<Chain>();
  let waiting = 0;

  const wait = ({ waiting: answers }: Chain, answer: KeptAnswer | null, does: boolean): void => {
    if (answer === null || answers.has(answer) === does) return;
    if (does) answers.add(answer);
    else answers.delete(answer);
    waiting += does ? 1 : -1;
    onChange();
  };
  const drop = (place: Place): void => {
    const { link, chain, answer, bytes } = place;
    if (chain.places.get(link) !== place) return;
    chain.places.delete(link);
    chain.bytes -= bytes;
    if (known.get(link) === place) known.delete(link);
    wait(chain, answer, false);
  };
  const leave = (chain: Chain): void => {
    if (chain.entry !== null) pool.remove(chain.entry);
    chain.entry = null;
    chains.delete(chain);
  };
  const end = (chain: Chain): void => {
    leave(chain);
    for (const place of chain.places.values()) drop(place);
  };
  /** Puts a chain into the pool as the one used last, with its state and size of now. */
  const enter = (chain: Chain): void => {
    leave(chain);
    const { caller, bytes } = chain;
    const state = chain.waiting.size > 0 ? 'parked' : 'kept';
    chain.entry = { state, caller, bytes, giveUp: () => end(chain) };
    chains.add(chain);
    pool.add(chain.entry);
  };

  return {
    find: (link) => known.get(link),
    create: (caller) => ({
      sessionId: newSessionId(),
      caller,
      places: new Map(),
      bytes: perChain,
      waiting: new Set(),
      entry: null,
    }),
    add(chain, places, waits, resolved) {
      for (const place of places) {
        const old = chain.places.get(place.link);
        if (old === place) continue;
        if (old !== undefined) drop(old);
        chain.places.set(place.link, place);
        chain.bytes += place.bytes;
        known.set(place.link, place);
      }
      wait(chain, waits, true);
      wait(chain, resolved, false);
      enter(chain);
    },
    forget(places) {
      for (const place of places) drop(place);
      for (const chain of new Set(places.map((place) => place.chain))) {
        if (chain.entry !== null) enter(chain);
      }
    },
    get waiting() {
      return waiting;
    },
    clear() {
      for (const chain of chains) end(chain);
    },
  };
}
