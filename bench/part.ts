/** How much is measured: in full, in minutes, or just enough to see that all of it works. */
export type Scale = 'full' | 'short';

/** Figures as they are printed. */
export interface Table {
  readonly title: string;
  /** Beside the first one, which has the title for its name. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** One of the benchmarks. */
export interface Part {
  /** For the command line. */
  readonly name: string;
  /**
   * Sets up what it needs, measures, and leaves nothing behind. Rejects where an answer was not
   * whole or something that must hold did not; never for a figure that takes time.
   */
  measure(scale: Scale): Promise<Table[]>;
}

/** The first value in full, the second in short. */
export function scaled<T>(scale: Scale, full: T, short: T): T {
  return scale === 'full' ? full : short;
}
