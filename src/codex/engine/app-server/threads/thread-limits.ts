/** How many threads are kept waiting for a request, and how long. */
export interface ThreadLimits {
  /** 0 keeps none. */
  readonly count: number;
  /** One that no request takes in this time, in milliseconds, is given back. */
  readonly ms: number;
}
