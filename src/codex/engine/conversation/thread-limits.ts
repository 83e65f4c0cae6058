/** Bounds on the threads that wait in one state. */
export interface ThreadLimits {
  /** 0 keeps none. */
  readonly count: number;
  /** A thread that no request takes within this time, in milliseconds, is evicted. */
  readonly ms: number;
}

/** Bounds on all threads that wait for a request. */
export interface PoolLimits {
  /** Threads that are started before a request needs them. */
  readonly warm: ThreadLimits;
  /** Threads whose conversation was answered. */
  readonly kept: ThreadLimits;
  /** Threads whose turn waits for the results of tool calls. */
  readonly parked: ThreadLimits;
  /** Characters of tools and conversations in all of them together; pictures count as base64. */
  readonly bytes: number;
}
