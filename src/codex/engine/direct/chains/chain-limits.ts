import type { PoolLimits } from '../../conversation/thread-limits.ts';

/** Characters that count for a chain beside its places (measured, with an entry in the pool). */
export const perChain = 1000;

/** Characters that count for a place beside the items of its answer (measured). */
export const perPlace = 500;

/**
 * How many conversations are kept in place of a thread. A thread of the app-server takes 1.5 MB, and
 * a kept conversation of ten answers 30 kB.
 */
const chainsPerThread = 20;

/** The bounds of a pool that holds conversations instead of threads. */
export function poolLimits({ kept, parked, bytes }: PoolLimits): PoolLimits {
  return {
    warm: { count: 0, ms: 0 },
    kept: { ...kept, count: chainsPerThread * kept.count },
    parked,
    bytes,
  };
}
